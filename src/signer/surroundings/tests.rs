//! Machines put together in a folder: good ones, bad ones, hostile ones, and an empty room.

mod air_gap;
mod attached;
mod fake;
mod gate;
mod machine;
mod terminal;

use super::*;
use fake::Machine;

#[test]
fn a_machine_set_up_with_care_is_good_in_everything() {
    let seen = all(&Machine::good("all-good").probe());
    let other: Vec<_> = seen.iter().filter(|surrounding| surrounding.grade != Grade::Good).collect();
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn an_empty_room_is_unknown_and_refuses_nothing_but_what_the_kernel_answers() {
    let seen = all(&Machine::empty("all-empty").probe());
    assert!(of_grade(&seen, Grade::Refuse).is_empty());
    let unknown = of_grade(&seen, Grade::Unknown);
    assert!(unknown.len() > 10, "{unknown:?}");
    for surrounding in unknown {
        assert!(surrounding.reason().contains("cannot be read: /"), "{}", surrounding.reason());
    }
}

#[test]
fn every_objection_is_explained_and_has_a_step_that_mends_it() {
    for code in checks::codes() {
        for part in [Part::Error, Part::Cause, Part::Hint, Part::Help, Part::Text] {
            assert!(sentence(code, part, &[]).is_some(), "{code} has no {part:?}");
        }
        assert_eq!(code_named(code.as_str()), Some(code));
    }
    assert_eq!(code_named("air-gap/anything"), None);
    assert_eq!(code_named(""), None);
}

#[test]
fn atk_e06_a_device_that_names_itself_badly_is_shown_escaped_and_stands_in_no_command() {
    for name in ["x\u{1b}[2J", "-rf", "a;reboot", "$(id)", "eth0 down; echo", "\u{202e}0hte"] {
        let machine = Machine::good("hostile-name");
        machine.interface(name, "up", "0x1003", Some("1"));
        let seen = all(&machine.probe());
        let up = seen.iter().find(|seen| seen.code.as_str() == "air-gap/interface-up").unwrap();
        assert_eq!(up.grade, Grade::Refuse, "{name:?}");
        assert!(up.reason().bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{name:?}");
        assert_eq!(up.mend().unwrap(), "sudo ip link set NAME down", "{name:?}");
    }
}

#[test]
fn atk_e10_rubbish_in_any_file_of_the_kernel_stops_nobody() {
    let machine = Machine::good("rubbish");
    for rubbish in
        [&b"\xff\xfe\x00"[..], b"", b"((((((", b"))))", b"18446744073709551616 99999999999", &[b'9'; 70_000]]
    {
        for file in machine.files() {
            let before = std::fs::read(&file).unwrap();
            std::fs::write(&file, rubbish).unwrap();
            let seen = all(&machine.probe());
            assert_eq!(seen.len(), checks::codes().count());
            std::fs::write(&file, before).unwrap();
        }
    }
}

/// Looking stands before every secret, so it must cost nothing next to one.
#[test]
fn the_gate_reads_a_few_small_files_and_no_list_of_devices() {
    let machine = Machine::good("small");
    for left_out in ["proc/cpuinfo", "proc/bus/input/devices", "proc/asound/pcm", "proc/mounts"] {
        std::fs::remove_file(machine.root.join(left_out)).unwrap();
        std::fs::create_dir(machine.root.join(left_out)).unwrap();
    }
    let seen = checks::gate(&machine.probe());
    assert!(seen.iter().all(|surrounding| surrounding.grade == Grade::Good), "{seen:?}");
}
