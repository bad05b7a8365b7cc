//! What a panic may say: where, never what.
//!
//! A panic message is made of values, and a value can be a word of a seed (attack G05).

use coldframe_console::output;
use coldframe_core::messages::{Code, Explain, Facts};
use coldframe_core::safe::Safe;

struct Bug<'place> {
    file: &'place str,
    line: u32,
}

impl Explain for Bug<'_> {
    fn code(&self) -> Code {
        Code::new("bug/panic")
    }

    fn facts(&self) -> Facts {
        vec![("file", Safe::text(self.file)), ("line", Safe::number(self.line))]
    }
}

/// From now on a panic says its code and location, and nothing of its message.
pub(crate) fn report_only_the_place() {
    coldframe_memory::panics::report_only_the_place(|file, line| {
        // A decoder that gave up on a foreign picture is caught and said as that picture's error.
        if coldframe_console::optics::is_reading() {
            return;
        }
        said(file, line).iter().for_each(|line| output::tell(line));
    });
}

fn said(file: &str, line: u32) -> Vec<String> {
    output::error_lines(&Bug { file, line }, coldframe_console::style::Style::PLAIN, output::stderr_columns())
}

#[cfg(test)]
mod tests;
