use super::*;
use crate::exit::Exit;
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};

/// What stands in the place of an encrypted file: this room looks at bytes only.
const OLD: &[u8] = b"the old file";
const NEW: &[u8] = b"the new file, which is longer";

fn name() -> Name {
    Name::parse("cold").unwrap()
}

fn state(test: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("coldframe-vault-{test}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir(&path).unwrap();
    path
}

fn opens(_: &[u8]) -> Result<(), Error> {
    Ok(())
}

/// A disk whose power fails at one step: that one is done in part, and no other after it.
struct Failing<'a> {
    under: Folder<'a>,
    steps_left: usize,
    bytes_written: usize,
}

impl Failing<'_> {
    fn step(&mut self) -> io::Result<()> {
        self.steps_left = self.steps_left.checked_sub(1).ok_or_else(|| io::Error::other("no power"))?;
        Ok(())
    }
}

impl Disk for Failing<'_> {
    fn create(&mut self, name: &str) -> io::Result<()> {
        self.step().and_then(|()| self.under.create(name))
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.step().is_err() {
            let part = bytes.get(..self.bytes_written.min(bytes.len())).unwrap();
            self.under.write(part)?;
            return Err(io::Error::other("no power"));
        }
        self.under.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.step().and_then(|()| self.under.sync())
    }

    fn read_back(&mut self, name: &str) -> io::Result<Vec<u8>> {
        self.step().and_then(|()| self.under.read_back(name))
    }

    fn rename(&mut self, from: &str, to: &str, replace: bool) -> io::Result<()> {
        self.step().and_then(|()| self.under.rename(from, to, replace))
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        self.step().and_then(|()| self.under.sync_folder())
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.step().and_then(|()| self.under.remove(name))
    }
}

/// With its folder there.
fn made(state: &Path) -> Store {
    let store = Store::in_folder(state).unwrap();
    store.made().unwrap();
    store
}

#[test]
fn the_power_failing_at_any_step_and_byte_loses_nothing_that_was_stored() {
    let state = state("power");
    let store = made(&state);
    let (mut kept, mut replaced, mut left_behind) = (0, 0, 0);
    for steps_left in 0..9 {
        for bytes_written in 0..=NEW.len() {
            std::fs::write(store.path.join("cold.age"), OLD).unwrap();
            let mut disk = Failing { under: Folder::over(store.made().unwrap()), steps_left, bytes_written };
            let done = put(&mut disk, &name(), NEW, true, opens);
            let found = store.read(&name()).unwrap();
            assert!(found == OLD || found == NEW, "{steps_left} steps, {bytes_written} bytes");
            assert!(done.is_err() || found == NEW, "success was said for nothing");
            let unsettled = Err(Some(StoreError::Unsettled(Safe::text("cold")).into()));
            assert!(
                found == OLD || done.is_ok() || done == unsettled,
                "whoever hears that the old file is still there throws the new passphrase away"
            );
            let listing = store.list().unwrap();
            assert_eq!(listing.seeds.len(), 1, "half a file was taken for a seed");
            left_behind += listing.unfinished.len();
            (kept, replaced) = (kept + usize::from(found == OLD), replaced + usize::from(found == NEW));
        }
    }
    assert!(kept > 30 && replaced > 10 && left_behind > 30, "{kept} {replaced} {left_behind}");
    store.put(&name(), NEW, true, opens).unwrap();
    assert!(store.list().unwrap().unfinished.is_empty(), "the next run clears what was left behind");
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_first_file_cut_at_any_byte_is_no_seed_and_does_not_stop_the_next() {
    let state = state("first");
    let store = made(&state);
    for bytes_written in 0..NEW.len() {
        let mut disk = Failing { under: Folder::over(store.made().unwrap()), steps_left: 2, bytes_written };
        assert!(put(&mut disk, &name(), NEW, false, opens).is_err());
        assert!(matches!(store.read(&name()), Err(StoreError::Missing(_))));
        assert!(store.list().unwrap().seeds.is_empty());
    }
    store.put(&name(), NEW, false, opens).unwrap();
    assert_eq!(store.read(&name()).unwrap(), NEW);
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_new_file_that_does_not_open_replaces_nothing() {
    let state = state("proof");
    let store = made(&state);
    store.put(&name(), OLD, false, opens).unwrap();
    let closed = Error::plain(Exit::WrongSecret, "vault/wrong-passphrase");
    let done = store.put(&name(), NEW, true, |back| {
        assert_eq!(back, NEW, "what is proven is what the disk has");
        Err(closed.clone())
    });
    assert_eq!(done, Err(closed));
    assert_eq!(store.read(&name()).unwrap(), OLD);
    assert!(store.list().unwrap().unfinished.is_empty());
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_seed_is_never_stored_over_another() {
    let state = state("taken");
    let store = made(&state);
    store.put(&name(), OLD, false, opens).unwrap();
    assert_eq!(store.put(&name(), NEW, false, opens), Err(StoreError::Taken(Safe::text("cold")).into()));
    // Not even when the name appears between the look and the rename.
    let raced = put(&mut Folder::over(store.made().unwrap()), &name(), NEW, false, opens);
    assert!(raced.is_err());
    assert_eq!(store.read(&name()).unwrap(), OLD);
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_seed_forgotten_meanwhile_does_not_come_back_by_a_rekey() {
    let state = state("forgotten");
    let store = made(&state);
    let done = store.put(&name(), NEW, true, opens);
    assert_eq!(done, Err(StoreError::Missing(Safe::text("cold")).into()));
    assert!(store.list().unwrap().seeds.is_empty());
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn atk_e13_no_link_is_followed_for_reading_writing_or_forgetting() {
    let state = state("links");
    let store = made(&state);
    let other = state.join("other");
    std::fs::write(&other, OLD).unwrap();
    symlink(&other, store.path.join("cold.age")).unwrap();
    assert!(matches!(store.read(&name()), Err(StoreError::Read(_))));
    assert!(store.forget(&name()).is_err());
    assert!(store.put(&name(), NEW, false, opens).is_err());
    symlink(&other, store.path.join(".hot.part")).unwrap();
    store.put(&Name::parse("hot").unwrap(), NEW, false, opens).unwrap();
    assert_eq!(std::fs::read(&other).unwrap(), OLD);
    let listing = store.list().unwrap();
    assert_eq!((listing.seeds.len(), listing.strange.len()), (1, 1));
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn atk_e13_a_folder_that_is_a_link_or_open_to_others_is_not_used() {
    let state = state("folder");
    symlink(std::env::temp_dir(), state.join(FOLDER)).unwrap();
    assert!(matches!(Store::in_folder(&state), Err(StoreError::Folder(_))));
    std::fs::remove_file(state.join(FOLDER)).unwrap();
    std::fs::create_dir(state.join(FOLDER)).unwrap();
    let mode = |mode| std::fs::set_permissions(state.join(FOLDER), PermissionsExt::from_mode(mode)).unwrap();
    mode(0o770);
    assert!(matches!(Store::in_folder(&state), Err(StoreError::Shared(_))));
    mode(0o700);
    Store::in_folder(&state).unwrap();
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn whoever_stores_nothing_leaves_no_folder() {
    let state = state("nothing");
    let store = Store::in_folder(&state).unwrap();
    assert_eq!(store.must_be_free(&name()), Ok(()));
    assert!(matches!(store.read(&name()), Err(StoreError::Missing(_))));
    assert!(matches!(store.forget(&name()), Err(StoreError::Missing(_))));
    assert!(store.list().unwrap().seeds.is_empty() && !state.join(FOLDER).exists());
    // One that appears meanwhile is looked at as one that was there.
    symlink(std::env::temp_dir(), state.join(FOLDER)).unwrap();
    let refused = store.put(&name(), NEW, false, opens);
    assert!(refused.is_err() && !std::env::temp_dir().join("cold.age").exists());
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn files_and_folder_are_for_their_owner_alone() {
    let state = state("modes");
    let store = made(&state);
    store.put(&name(), NEW, false, opens).unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&store.path), mode(&store.path.join("cold.age"))), (0o700, 0o600));
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_forgotten_file_is_overwritten_before_its_name_goes() {
    let state = state("forget");
    let store = made(&state);
    store.put(&name(), OLD, false, opens).unwrap();
    std::fs::hard_link(store.path.join("cold.age"), state.join("witness")).unwrap();
    store.forget(&name()).unwrap();
    assert!(matches!(store.read(&name()), Err(StoreError::Missing(_))));
    assert_eq!(std::fs::read(state.join("witness")).unwrap(), vec![0; OLD.len()]);
    std::fs::remove_dir_all(state).unwrap();
}
