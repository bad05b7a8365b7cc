//! Tests of drawing and reading together: what is drawn is read back by the real readers.

mod bent;
mod beside;
mod chosen;
mod drawn_otherwise;
mod flooded;
mod formats;
mod hostile;
mod jpeg;
mod large_modules;
mod messages;
mod no_quiet_zone;
mod real_frames;
mod round_trip;
mod speed;
mod support;
mod video;
