use super::*;
use bitcoin::{OutPoint, ScriptBuf, TxIn, Witness, transaction};

fn locked(lock_time: u32, sequences: &[u32], version: i32) -> Transaction {
    let input = |sequence: &u32| TxIn {
        previous_output: OutPoint::null(),
        script_sig: ScriptBuf::new(),
        sequence: Sequence(*sequence),
        witness: Witness::new(),
    };
    Transaction {
        version: transaction::Version(version),
        lock_time: absolute::LockTime::from_consensus(lock_time),
        input: sequences.iter().map(input).collect(),
        output: Vec::new(),
    }
}

fn knowing(now_unix: Option<u64>) -> Context {
    Context { now_unix, ..Context::default() }
}

#[test]
fn atk_a09_a_lock_time_is_inert_when_every_sequence_is_final() {
    let locks = Locks::of(&locked(900_000, &[0xffff_ffff, 0xffff_ffff], 2), &knowing(None));
    assert_eq!(locks.absolute, AbsoluteLock::Inert { value: 900_000 });
    let locks = Locks::of(&locked(900_000, &[0xffff_ffff, 0xffff_fffe], 2), &knowing(None));
    assert!(matches!(locks.absolute, AbsoluteLock::Height { height: 900_000, far: false, .. }));
}

#[test]
fn atk_a09_a_lock_beyond_the_clock_is_far_and_without_a_clock_too() {
    let far = |now| match Locks::of(&locked(1_900_000_000, &[0], 2), &knowing(now)).absolute {
        AbsoluteLock::Time { far, .. } => far,
        other => panic!("{other:?}"),
    };
    assert!(far(None));
    assert!(far(Some(1_800_000_000)));
    assert!(!far(Some(1_900_000_001)));
}

#[test]
fn atk_a09_a_height_is_far_beyond_the_date_or_beyond_belief() {
    let far = |height, context| match Locks::of(&locked(height, &[0], 2), &context).absolute {
        AbsoluteLock::Height { far, .. } => far,
        other => panic!("{other:?}"),
    };
    assert!(far(1_100_000, knowing(Some(1_760_000_000))));
    assert!(!far(900_000, knowing(Some(1_760_000_000))));
    assert!(!far(950_000, knowing(None)));
    assert!(far(4_000_000, knowing(None)));
}

#[test]
fn relative_locks_are_read_as_bip_68_says() {
    let seconds = (1 << 22) | 10;
    let locks = Locks::of(&locked(0, &[144, seconds, 0, 1 << 31], 2), &knowing(None));
    let waits: Vec<_> = locks.relative.iter().map(|lock| (lock.input_index, lock.wait)).collect();
    assert_eq!(waits, [(0, Wait::Blocks(144)), (1, Wait::Seconds(5_120))]);
    assert!(locks.relative.iter().all(|lock| lock.active));
    assert!(locks.replaceable);
}

#[test]
fn relative_locks_do_nothing_in_version_1() {
    let locks = Locks::of(&locked(0, &[144], 1), &knowing(None));
    assert!(locks.relative.iter().all(|lock| !lock.active));
}
