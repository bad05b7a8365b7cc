use super::*;
use bitcoin::hashes::Hash;
use coldframe_core::amount::Amount;

const AT: UnixSeconds = UnixSeconds(1_795_186_083);

fn told(sat: u64) -> Remembered {
    let transaction = bitcoin::Txid::from_byte_array([1; 32]);
    Remembered { amount: Amount::from_sat(sat).unwrap(), transaction, signed: true }
}

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("coldframe-state-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    path
}

#[test]
fn two_runs_at_once_write_one_chain() {
    let folder = folder("two");
    let (mut one, mut two) = (State::open(Some(&folder)).unwrap(), State::open(Some(&folder)).unwrap());
    for _ in 0..3 {
        one.record(AT, &[Event::WrongSecret]).unwrap();
        two.record(AT, &[Event::WrongSecret]).unwrap();
    }
    let file = std::fs::read(folder.join("journal.jsonl")).unwrap();
    assert_eq!(coldframe_core::journal::Chain::verify(&file).unwrap().line_count(), 6);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_journal_somebody_edited_stops_the_run_with_no() {
    let folder = folder("edited");
    let mut state = State::open(Some(&folder)).unwrap();
    state.record(AT, &[Event::WrongSecret]).unwrap();
    state.record(AT, &[Event::WrongSecret]).unwrap();
    let path = folder.join("journal.jsonl");
    let edited = std::fs::read_to_string(&path).unwrap().replacen("wrong-secret", "forgot", 1);
    std::fs::write(&path, edited).unwrap();
    let error = State::open(Some(&folder)).unwrap_err();
    assert_eq!((error.exit(), error.code().as_str()), (crate::exit::Exit::No, "journal/broken"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn atk_a10_what_was_signed_is_known_to_the_next_run() {
    let folder = folder("memory");
    let (coin, told) = (OutPoint::null(), told(0));
    State::open(Some(&folder)).unwrap().remember(&[(coin, told)]).unwrap();
    assert_eq!(State::open(Some(&folder)).unwrap().memory().unwrap().get(&coin), Some(&told));
    std::fs::remove_dir_all(folder).unwrap();
}

/// Two terminals, two mirrored payloads, both reviewed before either is signed.
#[test]
fn atk_a01_what_another_run_signed_meanwhile_stops_this_one() {
    let folder = folder("meanwhile");
    let (mut one, mut two) = (State::open(Some(&folder)).unwrap(), State::open(Some(&folder)).unwrap());
    let coin = OutPoint::null();
    one.remember(&[(coin, told(15))]).unwrap();
    let error = two.remember(&[(coin, told(1))]).unwrap_err();
    assert_eq!((error.exit(), error.code().as_str()), (crate::exit::Exit::Refused, "state/meanwhile"));
    assert_eq!(State::open(Some(&folder)).unwrap().memory().unwrap().get(&coin), Some(&told(15)));
    let elsewhere = OutPoint { vout: 7, ..coin };
    two.remember(&[(elsewhere, told(2))]).unwrap();
    assert_eq!(State::open(Some(&folder)).unwrap().memory().unwrap().entries().count(), 2);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn atk_a01_a_damaged_memory_is_never_taken_for_an_empty_one() {
    let folder = folder("damaged");
    drop(State::open(Some(&folder)).unwrap());
    std::fs::write(folder.join("outpoint-memory"), "").unwrap();
    let error = State::open(Some(&folder)).unwrap_err();
    assert_eq!((error.exit(), error.code().as_str()), (crate::exit::Exit::No, "memory/line"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_folder_others_may_write_in_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("shared");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o777)).unwrap();
    assert_eq!(State::open(Some(&folder)).unwrap_err().code().as_str(), "state/shared");
    std::fs::remove_dir_all(folder).unwrap();
}
