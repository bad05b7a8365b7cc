//! Each measure on a thread of its own: what it gives up, it cannot have back.

use super::*;
use std::path::PathBuf;

fn sandboxed<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    prepare();
    std::thread::scope(|scope| scope.spawn(work).join().unwrap())
}

/// Whether the doors stand open on a thread and are shut on it after [`seccomp::confine`].
fn is_shut_by_the_filter(door: Door) -> bool {
    sandboxed(|| !door.is_shut() && seccomp::confine() && door.is_shut())
}

#[test]
fn atk_f08_in_the_sandbox_starting_a_program_is_denied() {
    assert!(is_shut_by_the_filter(Door::Program));
}

#[test]
fn atk_g04_in_the_sandbox_tracing_another_process_is_denied() {
    assert!(is_shut_by_the_filter(Door::Trace));
}

#[test]
fn in_the_sandbox_there_is_no_socket_and_no_way_around_the_filter() {
    for door in [Door::Socket, Door::Ring, Door::Code] {
        assert!(is_shut_by_the_filter(door), "{door:?}");
    }
    // Not there outside either, where the kernel has no x32; inside it is the filter that says no.
    assert!(sandboxed(|| seccomp::confine() && Door::OtherNumbers.is_shut()));
}

#[test]
fn in_the_sandbox_threads_start_and_are_in_it_too() {
    let shut = sandboxed(|| {
        seccomp::confine()
            && std::thread::spawn(|| Door::ALL.iter().all(|door| door.is_shut())).join().unwrap()
    });
    assert!(shut);
}

/// A folder of this test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("coldframe-sandbox-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn atk_e13_in_the_sandbox_only_what_the_command_line_names_can_be_opened() {
    let (named, written, other) = (folder("named"), folder("written"), folder("other"));
    let input = named.join("in.psbt");
    let beside = named.join("beside.psbt");
    let secret = other.join("secret.txt");
    [&input, &beside, &secret].iter().for_each(|path| std::fs::write(path, b"bytes").unwrap());
    let output = written.join("out.psbt");
    let reach = Reach::naming(&[&input], &[&output]);
    sandboxed(|| {
        let kept = files::keep_only(&reach);
        if files::abi().is_none() {
            return;
        }
        assert_eq!(std::fs::read(&input).unwrap(), b"bytes");
        crate::files::write(&output, b"first", false).unwrap();
        crate::files::write(&output, b"second", true).unwrap();
        for path in [&beside, &secret] {
            assert!(std::fs::read(path).is_err(), "{path:?}");
            assert!(std::fs::write(path, b"changed").is_err(), "{path:?}");
        }
        assert!(std::fs::read(&output).is_err() && std::fs::read_dir(&other).is_err());
        assert!(crate::files::write(&other.join("new"), b"x", false).is_err());
        assert_ne!(kept.tried(), Measure::Absent);
        assert!(files::abi() < Some(6) || kept.tried() == Measure::Held);
    });
    [named, written, other].iter().for_each(|folder| std::fs::remove_dir_all(folder).unwrap());
}

#[test]
fn atk_e13_what_took_the_program_over_brings_no_other_file_into_a_folder_it_may_write() {
    let (named, written, other) = (folder("read"), folder("out"), folder("private"));
    let (input, secret) = (named.join("in.psbt"), other.join("secret.txt"));
    [&input, &secret].iter().for_each(|path| std::fs::write(path, b"bytes").unwrap());
    let output = written.join("out.psbt");
    let mut reach = Reach::naming(&[&input], &[&output]);
    reach.read.push("/proc".into());
    let parent = format!("/proc/{}/environ", std::os::unix::process::parent_id());
    sandboxed(|| {
        drop_privileges();
        let kept = files::keep_only(&reach);
        if kept.tried() != Measure::Held || !seccomp::confine() {
            return;
        }
        crate::files::write(&output, b"ours", false).unwrap();
        for (name, path) in [("input", &input), ("secret", &secret)] {
            assert!(std::fs::hard_link(path, written.join(name)).is_err(), "{path:?} got a second name");
            assert!(std::fs::rename(path, written.join(name)).is_err(), "{path:?} was moved");
            assert!(std::os::unix::fs::symlink(path, written.join(name)).is_err(), "{path:?} got a link");
            let all = std::os::unix::fs::PermissionsExt::from_mode(0o666);
            assert!(std::fs::set_permissions(path, all).is_err(), "{path:?} was laid open");
        }
        assert!(std::fs::rename(&output, other.join("out.psbt")).is_err());
        assert!(std::fs::create_dir(written.join("folder")).is_err());
        // What the system's own folder, which may be read, would let in by its own means.
        assert!(std::fs::OpenOptions::new().write(true).open("/proc/self/mem").is_err());
        assert!(std::fs::read(format!("/proc/self/root{}", secret.display())).is_err());
        let stolen = std::fs::read(&parent).map(|bytes| bytes.len());
        assert!(stolen.is_err(), "the environment of the program that started this one: {stolen:?}");
    });
    [named, written, other].iter().for_each(|folder| std::fs::remove_dir_all(folder).unwrap());
}
