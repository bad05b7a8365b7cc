//! What may be said about codes, for every place they can go.

use super::*;
use crate::cli::Cli;
use clap::CommandFactory;
use coldframe_core::messages::Explain;

/// An option, said.
type Said = (&'static str, fn(&mut Draw));

const OPTIONS: [Said; 8] = [
    ("--density", |draw| draw.density = Some(Density::Tiny)),
    ("--fps", |draw| draw.fps = Some(3)),
    ("--invert", |draw| draw.invert = true),
    ("--to", |draw| draw.to = Peer::Coldframe),
    ("half", |draw| draw.glyphs = Glyphs::Half),
    ("full", |draw| draw.glyphs = Glyphs::Full),
    ("sextant", |draw| draw.glyphs = Glyphs::Sextant),
    ("pixels", |draw| draw.glyphs = Glyphs::Pixels),
];

/// Every place, and what may not be said of codes there. Of a text it is known only when it is written
/// whether density says anything.
const PLACES: [(&str, &[&str]); 9] = [
    ("qr:", &[]),
    ("qr:/dev/fb0", &["half", "full", "sextant"]),
    ("a.png", &["--fps", "--to", "half", "full", "sextant", "pixels"]),
    ("a.apng", &["half", "full", "sextant", "pixels"]),
    ("a.gif", &["half", "full", "sextant", "pixels"]),
    ("a.svg", &["half", "full", "sextant", "pixels"]),
    ("-", &["--fps", "--invert", "--to", "half", "full", "sextant", "pixels"]),
    ("a.txt", &["--fps", "--invert", "--to", "half", "full", "sextant", "pixels"]),
    ("a.psbt", &["--fps", "--invert", "--to", "half", "full", "sextant", "pixels"]),
];

#[test]
fn every_option_is_carried_out_or_refused_wherever_codes_go() {
    for (place, refused) in PLACES {
        let output = Output::from(std::ffi::OsString::from(place));
        assert_eq!(may_draw(&Draw::default(), &output), Ok(()), "{place}");
        for (option, say) in OPTIONS {
            let mut draw = Draw::default();
            say(&mut draw);
            let is_refused = may_draw(&draw, &output).map_err(|error| (error.exit(), error.code()));
            match refused.contains(&option) {
                true => {
                    assert_eq!(is_refused.map_err(|(exit, _)| exit), Err(Exit::Usage), "{place} {option}")
                }
                false => assert_eq!(is_refused, Ok(()), "{place} {option}"),
            }
        }
    }
}

#[test]
fn pictures_of_formats_that_are_not_drawn_are_refused_before_anything_else() {
    for place in
        ["a.jpg", "a.JPEG", "a.webp", "a.mp4", "b/a.avi", "a.y4m", "a.bmp", "a.tiff", "a.pdf", "a.heic"]
    {
        let refused = may_draw(&Draw::default(), &Output::from(std::ffi::OsString::from(place)));
        let refused = refused.map_err(|error| (error.exit(), error.code().as_str()));
        assert_eq!(refused, Err((Exit::Usage, "usage/picture-format")), "{place}");
    }
}

/// Whoever adds a command that draws adds it to `tests/cli/drawn_options.rs` too, where each is run.
#[test]
fn the_commands_that_take_these_options_are_known() {
    fn named(command: &clap::Command, words: &str, found: &mut Vec<String>) {
        let takes = |option: &str| command.get_arguments().any(|argument| argument.get_id() == option);
        if takes("density") && takes("glyphs") && takes("to") {
            found.push(words.trim().to_owned());
        }
        command
            .get_subcommands()
            .for_each(|below| named(below, &format!("{words} {}", below.get_name()), found));
    }
    let mut found = Vec::new();
    named(&Cli::command(), "", &mut found);
    let known = ["account backup", "account export", "convert", "finalize", "scan", "show", "sign"];
    found.sort();
    assert_eq!(found, known);
}
