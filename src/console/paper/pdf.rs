//! Pages as PDF (ISO 32000-1), without dates, identifiers or the name of anything.
//!
//! Contents are not compressed, so that a person can read what a file for a printer holds. A text
//! cannot end its string: what would is escaped, and only letters of Latin-1 arrive.

use super::font::Font;
use super::page::{Area, Mark, Page, length, runs};
use crate::optics::symbol::Modules;
use std::fmt;
use std::io::{Result, Write};

/// The objects before the first page: catalogue, pages, three fonts.
const FIRST_PAGE: usize = 6;

const FONTS: [Font; 3] = [Font::Plain, Font::Bold, Font::Typed];

/// A document with these pages.
pub(super) fn write(pages: &[Page], (width, height): (i64, i64), out: &mut dyn Write) -> Result<()> {
    let mut file = File { out, at: 0, offsets: Vec::new() };
    file.out.write_all(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")?;
    file.at = 15;
    // Printers shrink pages to their margins unless told not to; a plate needs the true size.
    file.object(|out| write!(out, "<</Type/Catalog/Pages 2 0 R/ViewerPreferences<</PrintScaling/None>>>>"))?;
    file.object(|out| {
        write!(out, "<</Type/Pages/Count {}/Kids[", pages.len())?;
        (0..pages.len()).try_for_each(|page| write!(out, "{} 0 R ", FIRST_PAGE + 2 * page))?;
        write!(out, "]>>")
    })?;
    for font in FONTS {
        let name = font.pdf_name();
        file.object(|out| {
            write!(out, "<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
        })?;
    }
    for (index, page) in pages.iter().enumerate() {
        let (right, top) = (Points(width), Points(height));
        let contents = FIRST_PAGE + 2 * index + 1;
        file.object(|out| {
            write!(out, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {right} {top}]/Contents {contents} 0 R")?;
            write!(out, "/Resources<</Font<</F0 3 0 R/F1 4 0 R/F2 5 0 R>>>>>>")
        })?;
        let mut count = Count(0);
        draw(page, height, &mut count)?;
        file.object(|out| {
            writeln!(out, "<</Length {}>>\nstream", count.0)?;
            draw(page, height, out)?;
            write!(out, "endstream")
        })?;
    }
    file.end()
}

/// Writes objects and remembers where they begin.
struct File<'a> {
    out: &'a mut dyn Write,
    at: usize,
    offsets: Vec<usize>,
}

impl File<'_> {
    fn object(&mut self, fill: impl Fn(&mut dyn Write) -> Result<()>) -> Result<()> {
        let number = self.offsets.len() + 1;
        self.offsets.push(self.at);
        let object = |out: &mut dyn Write| {
            writeln!(out, "{number} 0 obj")?;
            fill(out)?;
            writeln!(out, "\nendobj")
        };
        let mut count = Count(0);
        object(&mut count)?;
        self.at += count.0;
        object(self.out)
    }

    fn end(self) -> Result<()> {
        let size = self.offsets.len() + 1;
        writeln!(self.out, "xref\n0 {size}\n0000000000 65535 f ")?;
        self.offsets.iter().try_for_each(|offset| writeln!(self.out, "{offset:010} 00000 n "))?;
        writeln!(self.out, "trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{}\n%%EOF", self.at)
    }
}

/// Counts what would be written.
struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Micrometres, written as points in thousandths.
struct Points(i64);

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // 72 points are 25,400 micrometres.
        let thousandths = self.0 * 360 / 127;
        write!(f, "{}.{:03}", thousandths / 1_000, thousandths % 1_000)
    }
}

/// A level of gray, written as a part of white.
struct Gray(u8);

impl fmt::Display for Gray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            u8::MAX => f.write_str("1"),
            gray => write!(f, "0.{:03}", u32::from(gray) * 1_000 / 255),
        }
    }
}

fn draw(page: &Page, height: i64, out: &mut dyn Write) -> Result<()> {
    for mark in &page.marks {
        match mark {
            Mark::Fill { area, gray } => {
                writeln!(out, "{} g {} re f", Gray(*gray), Rectangle(*area, height))?;
            }
            Mark::Frame { area, line, gray } => {
                let (gray, line) = (Gray(*gray), Points(*line));
                writeln!(out, "{gray} G {line} w {} re S", Rectangle(*area, height))?;
            }
            Mark::Text { x, y, size, font, gray, text } => {
                let font = FONTS.iter().position(|known| known == font).unwrap_or_default();
                let (gray, size, x, y) = (Gray(*gray), Points(*size), Points(*x), Points(height - y));
                write!(out, "BT {gray} g /F{font} {size} Tf {x} {y} Td (")?;
                text.chars().try_for_each(|letter| escaped(letter, out))?;
                writeln!(out, ") Tj ET")?;
            }
            Mark::Code { x, y, module, modules } => code(*x, height - y, *module, modules, out)?,
        }
    }
    Ok(())
}

/// `re` counts from the lower left corner.
struct Rectangle(Area, i64);

impl fmt::Display for Rectangle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Area { x, y, width, height } = self.0;
        write!(f, "{} {} {} {}", Points(x), Points(self.1 - y - height), Points(width), Points(height))
    }
}

fn escaped(letter: char, out: &mut dyn Write) -> Result<()> {
    match letter {
        '(' | ')' | '\\' => write!(out, "\\{letter}"),
        ' '..='~' => write!(out, "{letter}"),
        _ => write!(out, "\\{:03o}", u32::from(letter) & 0xff),
    }
}

/// One path for the whole code: no seam between modules, whatever the resolution.
fn code(x: i64, top: i64, module: i64, modules: &Modules, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "0 g")?;
    for row in 0..modules.side() {
        let bottom = top - module * (length(row) + 1);
        for (first, run) in runs(modules, row) {
            let (left, width) = (x + module * length(first), module * length(run));
            writeln!(out, "{} {} {} {} re", Points(left), Points(bottom), Points(width), Points(module))?;
        }
    }
    writeln!(out, "f")
}
