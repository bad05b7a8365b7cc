//! Lines of a journal that speak of something.

use serde_json::Value;

/// The events in whose lines that text stands, in their order. The journal's chain was followed before: what
/// stands in the lines is what this machine wrote. Few lines speak of one thing; the others are not parsed.
pub(super) fn that_hold<'a>(journal: &'a [u8], mark: &'a [u8]) -> impl Iterator<Item = Value> + 'a {
    let lines = journal.split(|&byte| byte == b'\n');
    let holding = lines.filter(move |line| line.windows(mark.len().max(1)).any(|window| window == mark));
    holding.map(|line| serde_json::from_slice(line).unwrap_or_default())
}

/// The text of a field; nothing where there is none.
pub(super) fn field<'a>(event: &'a Value, name: &str) -> Option<&'a str> {
    event.get(name).and_then(Value::as_str)
}

/// A journal of these events.
#[cfg(test)]
pub(super) fn written(events: &[super::Event]) -> Vec<u8> {
    let (mut file, mut chain) = (Vec::new(), super::Chain::empty());
    for event in events {
        let (line, next) = chain.next(super::UnixSeconds(1), event);
        file.extend(line);
        chain = next;
    }
    file
}
