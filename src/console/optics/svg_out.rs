//! SVG: one path per symbol, animated by SMIL, which needs no script.

use super::DrawError;
use super::draw::Series;
use super::symbol::Modules;
use std::fmt::{Display, Write as _};
use std::io::Write;
use zeroize::Zeroizing;

/// One symbol from its modules alone.
pub(super) fn one(
    symbol: &Modules,
    quiet: usize,
    scale: usize,
    out: &mut dyn Write,
) -> Result<(), DrawError> {
    let side = symbol.side() + 2 * quiet;
    root((side, side), (side * scale, side * scale), false, out)?;
    writeln!(out, r#"<path d="{}"/>"#, *Zeroizing::new(path(symbol, quiet, quiet)))?;
    Ok(writeln!(out, "</svg>")?)
}

/// One frame after the other; the first one stays where animation is not supported.
pub(super) fn animation(series: &Series, out: &mut dyn Write) -> Result<(), DrawError> {
    begin(series, 1, 1, out)?;
    let frames = series.frame_count();
    for frame in 0..frames {
        let path = path(&series.modules(frame)?, series.quiet(), series.quiet());
        if frames == 1 {
            writeln!(out, r#"<path d="{path}"/>"#)?;
            continue;
        }
        let visibility = if frame == 0 { "visible" } else { "hidden" };
        writeln!(out, r#"<path visibility="{visibility}" d="{path}">{}</path>"#, turn(series, frame))?;
    }
    Ok(writeln!(out, "</svg>")?)
}

/// Every frame side by side.
pub(super) fn sheet(series: &Series, out: &mut dyn Write) -> Result<(), DrawError> {
    let (columns, rows) = series.sheet_shape();
    begin(series, columns, rows, out)?;
    for frame in 0..series.frame_count() {
        let left = frame % columns * series.side_with_quiet() + series.quiet();
        let top = frame / columns * series.side_with_quiet() + series.quiet();
        writeln!(out, r#"<path d="{}"/>"#, path(&series.modules(frame)?, left, top))?;
    }
    Ok(writeln!(out, "</svg>")?)
}

fn begin(series: &Series, columns: usize, rows: usize, out: &mut dyn Write) -> Result<(), DrawError> {
    let (wide, high) = (columns * series.side_with_quiet(), rows * series.side_with_quiet());
    let (width, height) = series.pixel_size(columns, rows)?;
    root((wide, high), (width, height), series.is_inverted(), out)
}

/// The root and its ground: modules inside, pixels outside. Paths take their ink from the root.
fn root<N: Display>(
    (wide, high): (usize, usize),
    (width, height): (N, N),
    is_inverted: bool,
    out: &mut dyn Write,
) -> Result<(), DrawError> {
    let (ink, paper) = if is_inverted { (r##" fill="#fff""##, "#000") } else { ("", "#fff") };
    let root = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {wide} {high}" shape-rendering="crispEdges"{ink}>"#
    );
    writeln!(out, "{root}")?;
    Ok(writeln!(out, r##"<rect width="{wide}" height="{high}" fill="{paper}"/>"##)?)
}

/// Shows a frame for its share of the turn and hides it for the rest.
fn turn(series: &Series, frame: usize) -> String {
    let frames = series.frame_count();
    let thousandths = frames * 1000 / usize::from(series.fps()).max(1);
    let duration = format!("{}.{:03}s", thousandths / 1000, thousandths % 1000);
    let (values, times) = match frame {
        0 => ("visible;hidden".to_owned(), format!("0;{}", share(1, frames))),
        _ if frame + 1 == frames => ("hidden;visible".to_owned(), format!("0;{}", share(frame, frames))),
        _ => (
            "hidden;visible;hidden".to_owned(),
            format!("0;{};{}", share(frame, frames), share(frame + 1, frames)),
        ),
    };
    format!(
        r#"<animate attributeName="visibility" calcMode="discrete" dur="{duration}" repeatCount="indefinite" values="{values}" keyTimes="{times}"/>"#
    )
}

/// `part / whole` in millionths: part is always below whole here.
fn share(part: usize, whole: usize) -> String {
    format!("0.{:06}", part * 1_000_000 / whole.max(1))
}

/// Runs of dark modules as bars of height one.
fn path(symbol: &Modules, left: usize, top: usize) -> String {
    let mut path = String::new();
    for y in 0..symbol.side() {
        let mut x = 0;
        while x < symbol.side() {
            let run = (x..symbol.side()).take_while(|place| symbol.is_dark(*place, y)).count();
            if run > 0 {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", left + x, top + y);
            }
            x += run.max(1);
        }
    }
    path
}
