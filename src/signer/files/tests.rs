use super::*;
use crate::skips;
use std::os::unix::fs::{PermissionsExt, symlink};

/// A folder of this test's own, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("coldframe-files-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn atk_e13_an_output_that_is_a_symlink_is_refused_even_by_force() {
    let folder = Folder::new("link");
    let (victim, link) = (folder.0.join("victim"), folder.0.join("out.psbt"));
    std::fs::write(&victim, "precious").unwrap();
    symlink(&victim, &link).unwrap();
    for force in [false, true] {
        assert!(matches!(write(&link, b"signed", force), Err(FileError::Link(_))));
    }
    assert_eq!(std::fs::read(&victim).unwrap(), b"precious");
}

#[test]
fn atk_e13_a_dangling_symlink_creates_nothing_elsewhere() {
    let folder = Folder::new("dangling");
    let (elsewhere, link) = (folder.0.join("elsewhere"), folder.0.join("out.psbt"));
    symlink(&elsewhere, &link).unwrap();
    assert!(matches!(write(&link, b"signed", false), Err(FileError::Link(_))));
    assert!(!elsewhere.exists());
}

#[test]
fn atk_e13_a_folder_where_anybody_swaps_files_is_refused() {
    let folder = Folder::new("open");
    std::fs::set_permissions(&folder.0, std::fs::Permissions::from_mode(0o777)).unwrap();
    assert!(matches!(write(&folder.0.join("a"), b"x", false), Err(FileError::OpenFolder(_))));
    std::fs::set_permissions(&folder.0, std::fs::Permissions::from_mode(0o1777)).unwrap();
    assert_eq!(write(&folder.0.join("a"), b"x", false), Ok(()));
}

#[test]
fn an_existing_file_is_replaced_only_by_force_and_only_we_can_read_it() {
    let folder = Folder::new("exists");
    let path = folder.0.join("out.psbt");
    assert_eq!(write(&path, b"one", false), Ok(()));
    assert!(matches!(write(&path, b"two", false), Err(FileError::Exists(_))));
    assert_eq!(std::fs::read(&path).unwrap(), b"one");
    assert_eq!(write(&path, b"two", true), Ok(()));
    assert_eq!(std::fs::read(&path).unwrap(), b"two");
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 1, "a temporary file was left");
}

#[test]
fn an_endless_input_is_cut_off_at_its_limit() {
    let endless = read_bounded(std::io::repeat(1), 1_000, Safe::text("-"));
    assert!(matches!(endless, Err(FileError::TooLarge { most: 1_000, .. })));
    assert_eq!(read_bounded([1u8, 2].as_slice(), 2, Safe::text("-")), Ok(vec![1, 2]));
    assert!(matches!(read(Path::new("/dev/zero"), 1_000), Err(FileError::TooLarge { .. })));
}

#[test]
fn atk_e06_a_file_name_cannot_redraw_the_error() {
    let error = FileError::Missing(shown(Path::new("a\u{1b}[2J\nb")));
    assert!(error.to_string().bytes().all(|byte| (0x20..0x7f).contains(&byte)));
}

#[test]
fn a_named_pipe_is_waited_for_until_somebody_writes_to_it() {
    let pipe = std::env::temp_dir().join(format!("coldframe-pipe-{}", std::process::id()));
    rustix::fs::mkfifoat(CWD, &pipe, Mode::RUSR | Mode::WUSR).unwrap();
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || {
            std::thread::sleep(std::time::Duration::from_millis(200));
            std::fs::write(pipe, b"late").unwrap();
        }
    });
    let read = read(&pipe, 100);
    assert_eq!(read.unwrap(), b"late");
    writer.join().unwrap();
    std::fs::remove_file(&pipe).unwrap();
}

/// Found out only when the answer is written, it would be found out after a review and a signature.
#[test]
fn a_folder_that_may_not_be_written_is_refused_before_anything_is_done() {
    if rustix::process::geteuid().is_root() {
        return skips::skipped("root may write everywhere: nobody was refused a folder");
    }
    let folder = Folder::new("denied");
    std::fs::set_permissions(&folder.0, std::fs::Permissions::from_mode(0o555)).unwrap();
    let may = may_write(&folder.0.join("out.psbt"), true);
    std::fs::set_permissions(&folder.0, std::fs::Permissions::from_mode(0o755)).unwrap();
    assert!(matches!(may, Err(FileError::Denied(_))), "{may:?}");
    assert_eq!(may_write(&folder.0.join("out.psbt"), true), Ok(()));
}
