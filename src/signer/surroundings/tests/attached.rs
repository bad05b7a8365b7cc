use super::*;
use crate::desk::ScriptedDesk;
use crate::surroundings::typing::{attached_to, try_keys};

#[test]
fn a_power_button_is_no_keyboard_and_a_second_keyboard_is_noted() {
    let machine = Machine::good("keyboards");
    assert_eq!(keyboards(&machine.probe()).unwrap(), ["AT Translated Set 2 keyboard"]);
    assert_eq!(machine.grade("machine/several-keyboards"), Grade::Good);
    let stick = fake::KEYBOARD.replace("AT Translated Set 2 keyboard", "USB Disk");
    machine.write("proc/bus/input/devices", &(fake::KEYBOARD.to_owned() + &stick));
    assert_eq!(machine.grade("machine/several-keyboards"), Grade::Noted);
    assert_eq!(keyboards(&machine.probe()).unwrap().len(), 2);
}

#[test]
fn one_camera_with_two_devices_is_one_camera() {
    let machine = Machine::good("cameras");
    assert!(cameras(&machine.probe()).unwrap().is_empty());
    for device in ["video0", "video1"] {
        machine.write(&format!("sys/class/video4linux/{device}/name"), "Integrated Camera\n");
    }
    assert_eq!(cameras(&machine.probe()).unwrap(), ["Integrated Camera"]);
    assert_eq!(machine.grade("machine/camera"), Grade::Noted);
}

#[test]
fn what_records_sound_is_noted() {
    let machine = Machine::good("microphones");
    machine.write("proc/asound/pcm", "00-00: ALC257 Analog : ALC257 Analog : playback 1 : capture 1\n");
    assert_eq!(machine.grade("machine/microphone"), Grade::Noted);
}

#[test]
fn who_watches_is_said_before_a_secret_is_typed() {
    let machine = Machine::good("watches");
    machine.write("sys/class/video4linux/video0/name", "Camera\u{1b}[2J\n");
    let lines = attached_to(&machine.probe());
    assert_eq!(lines.len(), 2);
    assert!(lines.concat().contains("Camera\\u{1b}[2J"), "{lines:?}");
    assert!(lines.concat().contains("AT Translated Set 2 keyboard"), "{lines:?}");
    let nothing = attached_to(&Machine::empty("watches-nothing").probe());
    assert!(nothing.iter().all(|line| line.contains("unknown")), "{nothing:?}");
}

#[test]
fn keys_of_another_layout_are_noticed_before_a_passphrase_is_typed() {
    let mut desk = ScriptedDesk::answering(&["yzqawm;'-@#/", ""]);
    try_keys(&mut desk, Vec::new()).unwrap();
    assert_eq!(desk.shown.len(), 2);
    assert!(
        desk.shown[1].contains("They gave yzqawm") && desk.shown[1].contains("zyqawm"),
        "{:?}",
        desk.shown
    );
}

#[test]
fn enter_alone_and_the_right_keys_go_on_at_once() {
    for answer in ["", "zyqawm;'-@#/"] {
        let mut desk = ScriptedDesk::answering(&[answer]);
        try_keys(&mut desk, Vec::new()).unwrap();
        assert_eq!(desk.shown.len(), 1);
    }
    let mut leaving = ScriptedDesk { leave_at: Some(0), ..ScriptedDesk::answering(&[""]) };
    assert!(try_keys(&mut leaving, Vec::new()).is_err());
}
