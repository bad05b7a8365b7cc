//! A file stands for the device, a folder for what the system says of it.

use super::*;
use crate::optics::Gray;
use crate::optics::scan::Reader;

const TEXT: &[u8] = b"UR:BYTES/1-9/LPADAXCFAOCYJTTIKOCP";

struct Screen(PathBuf);

impl Screen {
    fn new(name: &str, said: &[(&str, &str)], bytes: usize) -> Self {
        let folder = std::env::temp_dir().join(format!("coldframe-fb-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        for (name, said) in said {
            std::fs::write(folder.join(name), format!("{said}\n")).unwrap();
        }
        let memory: Vec<u8> = (0..bytes).map(|at: usize| u8::try_from(at % 251).unwrap()).collect();
        std::fs::write(folder.join("fb"), memory).unwrap();
        Self(folder)
    }

    fn open(&self) -> Result<FrameBuffer, FrameBufferError> {
        FrameBuffer::described(&self.0.join("fb"), &self.0)
    }

    fn memory(&self) -> Vec<u8> {
        std::fs::read(self.0.join("fb")).unwrap()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What is seen of the memory, from one byte of each pixel.
fn seen(memory: &[u8], geometry: Geometry) -> Gray {
    let lines = memory.chunks(geometry.line_bytes).skip(geometry.top).take(geometry.height);
    let pixels =
        lines.flat_map(|line| line.chunks(geometry.pixel_bytes).take(geometry.width).map(|pixel| pixel[0]));
    Gray::new(geometry.width, geometry.height, pixels.collect()).unwrap()
}

#[test]
fn a_code_is_read_back_pixel_by_pixel_in_every_format_and_what_was_there_comes_back() {
    let cases = [
        ("32", "640,480", "U:640x480p-0", "0,0", "2560", 32),
        ("24", "640,480", "U:640x480p-0", "0,0", "1920", 24),
        ("16", "640,480", "U:640x480p-0", "0,0", "1280", 16),
        ("padded", "640,480", "U:640x480p-0", "0,0", "2700", 32),
        ("paged", "320,480", "U:320x240p-60", "0,240", "640", 16),
        ("no-mode", "320,240", "", "", "1280", 32),
    ];
    for (name, size, mode, pan, stride, bits) in cases {
        let bits_text = bits.to_string();
        let said = [
            ("virtual_size", size),
            ("modes", mode),
            ("pan", pan),
            ("stride", stride),
            ("bits_per_pixel", bits_text.as_str()),
        ];
        let (_, lines) = pair(size).unwrap();
        let bytes = stride.parse::<usize>().unwrap() * lines;
        let screen = Screen::new(name, &said, bytes);
        let before = screen.memory();
        for is_inverted in [false, true] {
            let mut device = screen.open().unwrap();
            let symbol = Modules::encode(TEXT, 4).unwrap();
            device.draw(&symbol, 4, is_inverted, None).unwrap();
            let after = screen.memory();
            assert_eq!(after.len(), bytes, "{name}: the device does not grow");
            let picture = seen(&after, device.geometry);
            assert_eq!(Reader::still().read(&picture), [TEXT], "{name}");
            // Every module is a square of whole pixels, and everything else is border.
            let scale = picture.height().min(picture.width()) / 41;
            let (left, top) = ((picture.width() - 41 * scale) / 2, (picture.height() - 41 * scale) / 2);
            for y in 0..picture.height() {
                for x in 0..picture.width() {
                    let module = |at: usize, from: usize| at.checked_sub(from).map(|at| at / scale);
                    let dark = match (module(x, left), module(y, top)) {
                        (Some(x), Some(y)) => symbol.is_dark_within(4, x, y),
                        _ => false,
                    };
                    assert_eq!(picture.at(x, y) == 0, dark != is_inverted, "{name}: {x}, {y}");
                }
            }
            drop(device);
            assert_eq!(screen.memory(), before, "{name}: what was there is not there again");
        }
    }
}

#[test]
fn a_smaller_code_leaves_nothing_of_a_larger_one() {
    let said = [("virtual_size", "200,200"), ("stride", "800"), ("bits_per_pixel", "32")];
    let screen = Screen::new("smaller", &said, 800 * 200);
    let mut device = screen.open().unwrap();
    device.draw(&Modules::encode(TEXT, 9).unwrap(), 4, false, None).unwrap();
    device.clear(false).unwrap();
    device.draw(&Modules::encode(TEXT, 2).unwrap(), 2, false, None).unwrap();
    let picture = seen(&screen.memory(), device.geometry);
    let outside = (0..200).filter(|x| *x < 20).flat_map(|x| (0..200).map(move |y| (x, y)));
    assert!(outside.into_iter().all(|(x, y)| picture.at(x, y) == 255));
}

#[test]
fn a_size_no_screen_has_is_refused_before_anything_is_allocated() {
    let cases = [
        ("640,480", "2559", "32", FrameBufferError::Geometry),
        ("640,480", "99999999999", "32", FrameBufferError::Geometry),
        ("99999,99999", "400000", "32", FrameBufferError::Geometry),
        ("0,480", "2560", "32", FrameBufferError::Geometry),
        ("640", "2560", "32", FrameBufferError::Geometry),
        ("640,-1", "2560", "32", FrameBufferError::Geometry),
        ("640,480", "2560", "8", FrameBufferError::PixelBits),
        ("640,480", "2560", "x", FrameBufferError::Geometry),
    ];
    for (number, (size, stride, bits, why)) in cases.into_iter().enumerate() {
        let said = [("virtual_size", size), ("stride", stride), ("bits_per_pixel", bits)];
        let screen = Screen::new(&format!("refused-{number}"), &said, 10);
        assert_eq!(screen.open().err(), Some(why), "{size} {stride} {bits}");
    }
}

#[test]
fn only_frame_buffers_of_the_system_are_opened() {
    assert_eq!(geometry_folder(Path::new("/dev/fb0")), Some(PathBuf::from("/sys/class/graphics/fb0")));
    for other in ["/dev/sda", "/dev/fb", "/dev/fb0/../sda", "/dev/fb1000", "fb0", "/dev/fbx", "/etc/fb0"] {
        assert_eq!(geometry_folder(Path::new(other)), None, "{other}");
        assert_eq!(FrameBuffer::open(Path::new(other)).err(), Some(FrameBufferError::Missing), "{other}");
    }
}

#[test]
fn where_the_console_is_on_the_same_screen_its_last_row_of_text_is_left_free() {
    let said = [("virtual_size", "640,480"), ("stride", "2560"), ("bits_per_pixel", "32")];
    let screen = Screen::new("row", &said, 640 * 480 * 4);
    let mut device = screen.open().unwrap();
    // 30 rows of 16 pixels.
    assert!(device.room(Some(30)).largest_version() <= device.room(None).largest_version());
    let symbol = Modules::encode(TEXT, 9).unwrap();
    device.draw(&symbol, 4, false, Some(30)).unwrap();
    let last_row = 464 * 2_560..480 * 2_560;
    let mut memory = screen.memory();
    assert!(memory[last_row.clone()].iter().all(|byte| *byte == u8::MAX));
    // What the console writes there stays when the next code is drawn.
    memory[last_row.clone()].fill(7);
    std::fs::write(screen.0.join("fb"), &memory).unwrap();
    device.draw(&symbol, 4, false, Some(30)).unwrap();
    assert!(screen.memory()[last_row].iter().all(|byte| *byte == 7));
    assert_eq!(Reader::still().read(&seen(&screen.memory(), device.geometry)), [TEXT]);
}
