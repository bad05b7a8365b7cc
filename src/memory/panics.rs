//! What a panic may say: where, never what.

use std::panic;

/// From now on a panic reports its place in our source and nothing of its message.
///
/// A message is made from values (`{key:?}`), so it can hold a secret (attack G05); the default
/// hook prints it before any `catch` sees it. `report` gets the source file and line.
pub fn report_only_the_place(report: fn(file: &str, line: u32)) {
    panic::set_hook(Box::new(move |panic| {
        if let Some(place) = panic.location() {
            report(place.file(), place.line());
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault;
    use std::sync::Mutex;

    static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

    #[test]
    fn atk_g05_the_message_of_a_panic_is_never_reported() {
        let word = "zoo-zoo-wrong";
        report_only_the_place(|file, line| SEEN.lock().unwrap().push(format!("{file}:{line}")));
        let result: Result<(), _> = vault(|| panic!("{word}"));
        let _ = panic::take_hook();
        assert!(result.is_err());
        let seen = SEEN.lock().unwrap().join("\n");
        assert!(seen.contains("panics.rs:"), "{seen}");
        assert!(!seen.contains(word), "{seen}");
    }
}
