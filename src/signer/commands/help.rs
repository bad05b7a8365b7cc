//! `coldframe help`.

use crate::cli::Cli;
use crate::cli::help::Help;
use crate::error::Error;
use crate::exit::Exit;
use crate::world;
use clap::CommandFactory;
use coldframe_core::messages::{self, Part, text};
use coldframe_core::safe::Safe;

/// The word that asks about error codes.
const ERRORS: &str = "errors";

/// Explains a command or an error code.
pub(super) fn help(args: &Help) -> Result<Exit, Error> {
    match args.topic.split_first() {
        Some((first, [])) if first == ERRORS => world::result(all_codes().as_bytes()),
        Some((first, [code])) if first == ERRORS => world::result(one_code(code)?.as_bytes()),
        _ => of_command(&args.topic),
    }
}

/// Every code that has an error, with its sentence.
fn all_codes() -> String {
    let errors = messages::codes().into_iter().filter_map(|code| {
        let words = messages::entry(code)?.get(&Part::Error)?;
        Some(format!("{code}\n    {}\n", readable(words)))
    });
    errors.collect()
}

fn one_code(code: &str) -> Result<String, Error> {
    let unknown = || Error::with(Exit::Usage, "usage/no-such-code", vec![("code", Safe::text(code))]);
    let entry = messages::entry(code).ok_or_else(unknown)?;
    if !entry.contains_key(&Part::Help) {
        return Err(unknown());
    }
    let parts = [(Part::Error, "label/error"), (Part::Cause, "label/cause"), (Part::Hint, "label/hint")];
    let mut page = format!("{code}\n\n");
    for (part, label) in parts {
        if let Some(words) = entry.get(&part) {
            page.push_str(&format!("{} {}\n", text(label, &[]), readable(words)));
        }
    }
    if let Some(words) = entry.get(&Part::Help) {
        page.push_str(&format!("\n{}\n", wrapped(&readable(words))));
    }
    Ok(page)
}

/// A sentence nobody filled in yet: `{input}` is shown as INPUT, as in the usage of a command.
fn readable(words: &str) -> String {
    let mut pieces = words.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('}') {
            Some((name, rest)) => out.extend([name.to_ascii_uppercase().as_str(), rest]),
            None => out.extend(["{", piece]),
        }
    }
    out
}

/// At most 80 columns.
fn wrapped(words: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len().saturating_add(word.len()) < 80 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

fn of_command(topic: &[String]) -> Result<Exit, Error> {
    let mut command = Cli::command();
    command.build();
    let mut found = &mut command;
    for name in topic {
        let facts = vec![("name", Safe::text(name))];
        found = found
            .find_subcommand_mut(name)
            .ok_or_else(|| Error::with(Exit::Usage, "usage/no-such-command", facts))?;
    }
    world::result(found.render_long_help().to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command that does something, by its whole name.
    fn leaves(command: &mut clap::Command, name: &str, found: &mut Vec<(String, String, String)>) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        if !command.has_subcommands() {
            found.push((name.to_owned(), about, command.render_long_help().to_string()));
        }
        for inner in command.get_subcommands_mut() {
            let name = format!("{name} {}", inner.get_name());
            leaves(inner, &name, found);
        }
    }

    /// A group of options that is flattened in would put its own words in their place.
    #[test]
    fn the_long_help_of_every_command_begins_with_its_own_line_and_ends_with_an_example() {
        let mut found = Vec::new();
        leaves(&mut Cli::command(), "coldframe", &mut found);
        assert!(found.len() > 40, "{}", found.len());
        for (name, about, help) in &found {
            let first = help.lines().next().unwrap();
            assert!(about.starts_with(first.trim_end_matches('.')), "{name}: {first}, not {about}");
            let same = found.iter().filter(|(_, other, _)| other == about).count();
            assert_eq!(same, 1, "{name}: another command says of itself: {about}");
            let (_, examples) =
                help.split_once("Examples:\n").unwrap_or_else(|| panic!("{name} has no example"));
            assert!(examples.lines().any(|line| line.contains(name.as_str())), "{name}: {examples}");
        }
        let sign = found.iter().find(|(name, ..)| name == "coldframe sign").unwrap();
        assert!(sign.2.contains("There is no option that skips this."), "{}", sign.2);
    }

    #[test]
    fn long_words_are_wrapped_at_eighty_columns() {
        let shown = wrapped(&"abcdefghi ".repeat(40));
        assert!(shown.lines().count() > 4);
        assert!(shown.lines().all(|line| line.len() <= 80));
    }

    #[test]
    fn what_is_not_known_yet_is_shown_as_in_a_usage_line() {
        assert_eq!(readable("input {input} of {count}: {"), "input INPUT of COUNT: {");
        assert!(!all_codes().contains('{'));
        for code in messages::codes() {
            assert!(!one_code(code).is_ok_and(|page| page.contains('{')), "{code}");
        }
    }

    #[test]
    fn every_code_with_an_error_is_listed_and_explained() {
        let listed = all_codes();
        for code in messages::codes() {
            if messages::entry(code).unwrap().contains_key(&Part::Error) {
                assert!(listed.contains(&format!("{code}\n")), "{code}");
                assert!(one_code(code).is_ok(), "{code} has no help");
            }
        }
        assert_eq!(one_code("nothing/like-it").unwrap_err().exit(), Exit::Usage);
    }
}
