//! Pictures of QR codes: drawn on paper, screens and files, and read back.
//!
//! Drawing takes the texts of a series and gives PNG, APNG, GIF, SVG or terminal lines, all at one
//! QR version. Reading takes the bytes of a picture, an animation or a video stream and gives gray
//! frames; a [`scan::Reader`] gives the exact payload bytes of every code in a frame. What the
//! payloads mean is the business of the transport in the core crate.

mod avi;
pub mod camera;
pub mod draw;
pub mod folder;
mod gray;
pub mod grid;
pub mod picture;
pub mod scan;
pub mod sight;
pub mod symbol;

mod canvas;
mod chain;
mod draw_error;
mod filters;
mod finders;
mod gif_in;
mod gif_out;
mod gray_sampler;
mod guard;
mod jpeg_in;
mod looks;
mod mask;
pub mod mjpeg;
mod net;
mod picture_error;
mod plate;
mod png_in;
mod png_out;
mod raw;
mod rqrr_pass;
mod rxing_pass;
mod svg_out;
mod terminal_out;
mod y4m;

pub use draw_error::DrawError;
pub use gray::Gray;
pub use net::is_reading;
pub use picture_error::PictureError;
pub use terminal_out::{Glyphs, Paint, painted_lines, terminal_lines};

#[cfg(test)]
mod tests;
