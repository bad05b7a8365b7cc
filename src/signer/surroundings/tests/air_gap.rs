use super::*;

#[test]
fn an_interface_that_is_up_refuses_and_the_loopback_does_not() {
    let machine = Machine::good("up");
    assert_eq!(machine.grade("air-gap/interface-up"), Grade::Good);
    machine.interface("eth0", "up", "0x1003", Some("1"));
    assert_eq!(machine.grade("air-gap/interface-up"), Grade::Refuse);
    let seen = all(&machine.probe());
    let up = of_grade(&seen, Grade::Refuse);
    assert!(matches!(up.as_slice(), [up] if up.mend().unwrap() == "sudo ip link set eth0 down"), "{up:?}");
}

#[test]
fn unknown_alone_is_not_up_and_a_tunnel_with_a_carrier_is() {
    let machine = Machine::good("tunnel");
    machine.interface("tun0", "unknown", "0x1090", Some("1"));
    assert_eq!(machine.grade("air-gap/interface-up"), Grade::Good, "switched off");
    machine.interface("tun0", "unknown", "0x1091", Some("1"));
    assert_eq!(machine.grade("air-gap/interface-up"), Grade::Refuse);
}

#[test]
fn an_interface_that_waits_for_a_cable_is_noted() {
    let machine = Machine::good("waits");
    machine.interface("eth0", "down", "0x1003", Some("0"));
    assert_eq!(machine.grade("air-gap/interface-up"), Grade::Good);
    assert_eq!(machine.grade("air-gap/interface-waits"), Grade::Noted);
}

#[test]
fn a_file_beside_the_interfaces_is_no_interface() {
    let machine = Machine::good("bonding");
    machine.write("sys/class/net/bonding_masters", "bond0\n");
    assert_eq!(machine.grade("air-gap/interface-up"), Grade::Good);
}

#[test]
fn a_way_to_everywhere_refuses_whole_or_in_halves_old_or_new() {
    let routes = |text: &str| format!("Iface Destination Gateway Flags RefCnt Use Metric Mask MTU\n{text}\n");
    for (v4, v6, wanted) in [
        ("eth0 00000000 010200C0 0003 0 0 0 00000000 0 0 0", "", Grade::Refuse),
        ("tun0 00000000 010200C0 0003 0 0 0 00000080 0 0 0", "", Grade::Refuse),
        ("eth0 000200C0 00000000 0001 0 0 0 00FFFFFF 0 0 0", "", Grade::Good),
        ("eth0 00000000 00000000 0201 0 0 0 00000000 0 0 0", "", Grade::Good),
        (
            "",
            "00000000000000000000000000000000 00 00000000000000000000000000000000 00 fd000000000000000000000000000001 00000400 00000003 00000000 00000003     eth0",
            Grade::Refuse,
        ),
        (
            "",
            "00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo",
            Grade::Good,
        ),
        (
            "",
            "fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000002 00000000 00000001     eth0",
            Grade::Good,
        ),
    ] {
        let machine = Machine::good("routes");
        machine.write("proc/net/route", &routes(v4));
        machine.write("proc/net/ipv6_route", v6);
        assert_eq!(machine.grade("air-gap/default-route"), wanted, "{v4} {v6}");
    }
}

#[test]
fn a_radio_blocked_by_software_or_by_a_switch_is_blocked() {
    for (soft, hard, wanted) in
        [("1", "0", Grade::Good), ("0", "1", Grade::Good), ("1", "1", Grade::Good), ("0", "0", Grade::Refuse)]
    {
        let machine = Machine::good("radio");
        machine.radio("rfkill0", "wlan", soft, hard);
        assert_eq!(machine.grade("air-gap/radio-on"), wanted, "soft {soft}, hard {hard}");
    }
}

#[test]
fn a_radio_that_has_no_switch_is_on() {
    let machine = Machine::good("no-switch");
    machine.write("sys/class/ieee80211/phy0/index", "0");
    assert_eq!(machine.grade("air-gap/radio-on"), Grade::Refuse);
    machine.write("sys/class/ieee80211/phy0/rfkill0/soft", "1");
    assert_eq!(machine.grade("air-gap/radio-on"), Grade::Good);
}

#[test]
fn a_bluetooth_controller_refuses_until_it_is_blocked() {
    let machine = Machine::good("bluetooth");
    machine.write("sys/class/bluetooth/hci0/address", "00:11:22:33:44:55");
    assert_eq!(machine.grade("air-gap/bluetooth"), Grade::Refuse);
    machine.write("sys/class/bluetooth/hci0/rfkill1/soft", "0");
    machine.write("sys/class/bluetooth/hci0/rfkill1/hard", "0");
    assert_eq!(machine.grade("air-gap/bluetooth"), Grade::Refuse);
    machine.write("sys/class/bluetooth/hci0/rfkill1/hard", "1");
    assert_eq!(machine.grade("air-gap/bluetooth"), Grade::Good);
}

#[test]
fn modems_cables_and_the_door_to_a_host_are_noted() {
    let machine = Machine::good("noted");
    machine.write("sys/class/wwan/wwan0/type", "");
    machine.interface("usb0", "down", "0x1002", None);
    machine.write("dev/vsock", "");
    for code in ["air-gap/modem", "air-gap/usb-network", "air-gap/vsock"] {
        assert_eq!(machine.grade(code), Grade::Noted, "{code}");
    }
    let machine = Machine::good("gadget");
    machine.write("sys/class/udc/fe980000.usb/state", "not attached");
    assert_eq!(machine.grade("air-gap/usb-network"), Grade::Good);
    machine.write("sys/class/udc/fe980000.usb/state", "configured");
    assert_eq!(machine.grade("air-gap/usb-network"), Grade::Noted);
}

#[test]
fn what_cannot_be_read_is_unknown_and_neither_good_nor_refused() {
    let machine = Machine::good("no-sys");
    std::fs::remove_dir_all(machine.root.join("sys")).unwrap();
    for code in ["air-gap/interface-up", "air-gap/radio-on", "air-gap/bluetooth", "swap/hibernation"] {
        assert_eq!(machine.grade(code), Grade::Unknown, "{code}");
    }
    assert_eq!(machine.grade("swap/on"), Grade::Good, "/proc is there");
    // A folder where a file should be cannot be read either.
    std::fs::remove_file(machine.root.join("proc/swaps")).unwrap();
    std::fs::create_dir(machine.root.join("proc/swaps")).unwrap();
    assert_eq!(machine.grade("swap/on"), Grade::Unknown);
}
