//! Pages as SVG. A text cannot end its element: what would is written as an entity.

use super::page::{Area, Mark, Page, runs};
use crate::optics::symbol::Modules;
use std::io::{Result, Write};

/// Every page below the one before, on white ground, in its true size.
pub(super) fn write(pages: &[Page], (width, height): (i64, i64), out: &mut dyn Write) -> Result<()> {
    let whole = height * super::page::length(pages.len());
    write!(out, r#"<svg xmlns="http://www.w3.org/2000/svg" width=""#)?;
    millimetres(width, out)?;
    write!(out, r#"" height=""#)?;
    millimetres(whole, out)?;
    writeln!(out, r#"" viewBox="0 0 {width} {whole}">"#)?;
    writeln!(out, r##"<rect width="{width}" height="{whole}" fill="#fff"/>"##)?;
    let mut top = 0;
    for page in pages {
        writeln!(out, r#"<g transform="translate(0 {top})">"#)?;
        page.marks.iter().try_for_each(|mark| paint(mark, out))?;
        writeln!(out, "</g>")?;
        top += height;
    }
    writeln!(out, "</svg>")
}

fn millimetres(length: i64, out: &mut dyn Write) -> Result<()> {
    write!(out, "{}.{:03}mm", length / 1_000, length % 1_000)
}

fn paint(mark: &Mark, out: &mut dyn Write) -> Result<()> {
    match mark {
        Mark::Fill { area: Area { x, y, width, height }, gray } => writeln!(
            out,
            r##"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="#{gray:02x}{gray:02x}{gray:02x}"/>"##
        ),
        Mark::Frame { area: Area { x, y, width, height }, line, gray } => writeln!(
            out,
            r##"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none" stroke="#{gray:02x}{gray:02x}{gray:02x}" stroke-width="{line}"/>"##
        ),
        Mark::Text { x, y, size, font, gray, text } => {
            // The length is set: with another font of other widths a text still ends where it must.
            write!(
                out,
                r##"<text xml:space="preserve" x="{x}" y="{y}" font-size="{size}" {} fill="#{gray:02x}{gray:02x}{gray:02x}" textLength="{}" lengthAdjust="spacingAndGlyphs">"##,
                font.svg(),
                font.width(text, *size)
            )?;
            text.chars().try_for_each(|letter| escaped(letter, out))?;
            writeln!(out, "</text>")
        }
        Mark::Code { x, y, module, modules } => code(*x, *y, *module, modules, out),
    }
}

fn escaped(letter: char, out: &mut dyn Write) -> Result<()> {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => write!(out, "{letter}"),
        _ => write!(out, "&#{};", u32::from(letter)),
    }
}

fn code(x: i64, y: i64, module: i64, modules: &Modules, out: &mut dyn Write) -> Result<()> {
    write!(out, r#"<path transform="translate({x} {y}) scale({module})" shape-rendering="crispEdges" d=""#)?;
    for row in 0..modules.side() {
        for (first, run) in runs(modules, row) {
            write!(out, "M{first} {row}h{run}v1h-{run}z")?;
        }
    }
    writeln!(out, r#""/>"#)
}
