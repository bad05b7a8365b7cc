//! What stands below the symbols while they are typed: how many, how good, what is wrong.

use crate::desk::Live;
use coldframe_core::entropy::{Source, WordCount};
use coldframe_core::messages::{Part, error_line, sentence, text};
use coldframe_core::safe::Safe;
use coldframe_keys::entropy::{Quality, Symbols};

/// Longest bar, in cells.
const BAR_CELLS: u32 = 30;
/// Fewest symbols that say anything about their faces.
const JUDGED_MIN: usize = 24;

/// The lines after each symbol. They stand on the screen that the symbols are typed on, and nowhere else.
pub(super) fn seen(source: Source, typed: &[u8], word_count: WordCount) -> Live {
    match Symbols::read(source, typed) {
        Ok(symbols) => of_quality(source, &symbols.quality(word_count), word_count),
        // A rank whose suit is still to come is no mistake yet.
        Err(why) => {
            let but_last = typed.split_last().map_or(&[][..], |(_, before)| before);
            let before = Symbols::read(source, but_last).ok();
            let quality = before.filter(|_| source == Source::Cards).map(|cards| cards.quality(word_count));
            let counted = quality.map(|quality| of_quality(source, &quality, word_count).lines);
            Live { lines: counted.unwrap_or_else(|| vec![error_line(&why)]), enough: false }
        }
    }
}

fn of_quality(source: Source, quality: &Quality, word_count: WordCount) -> Live {
    let facts = [
        ("count", Safe::count(quality.symbol_count())),
        ("minimum", Safe::count(quality.minimum())),
        ("bits", Safe::count(quality.credited_bits())),
        ("careful", Safe::text(&format!("{:.0}", quality.careful_bits().floor()))),
        ("target", Safe::count(word_count.bits().saturating_mul(4) / 5)),
    ];
    let mut lines = vec![text("entropy/live-count", &facts)];
    lines.extend(bars(source, quality.faces()));
    if quality.symbol_count() >= JUDGED_MIN {
        let named = [("source", Safe::text(source.name()))];
        for test in quality.failed() {
            let why = sentence(test.code(), Part::Error, &named).unwrap_or_default();
            let line = if test.refuses() { "entropy/live-refused" } else { "entropy/live-warned" };
            lines.push(text(line, &[("why", Safe::text(&why))]));
        }
    }
    Live { lines, enough: quality.is_enough() }
}

/// One bar for each face, the fullest as long as there is room.
fn bars(source: Source, faces: &[u32]) -> Vec<String> {
    let names: &[&str] = if source == Source::Coins { &["h", "t"] } else { &["1", "2", "3", "4", "5", "6"] };
    let most = faces.iter().copied().max().unwrap_or(0).max(1);
    let bar = |(face, count): (&&str, &u32)| {
        let cells = count.saturating_mul(BAR_CELLS) / most;
        let facts = [
            ("face", Safe::text(face)),
            ("bar", Safe::text(&"#".repeat(usize::try_from(cells).unwrap_or(0)))),
            ("count", Safe::number(*count)),
        ];
        text("entropy/live-face", &facts)
    };
    names.iter().zip(faces).map(bar).collect()
}
