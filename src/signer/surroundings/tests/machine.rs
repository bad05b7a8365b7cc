use super::fake::grade;
use super::*;
use coldframe_core::journal::UnixSeconds;

#[test]
fn atk_g04_memory_that_may_reach_a_disk_refuses() {
    let machine = Machine::good("swap");
    let swaps =
        |line: &str| machine.write("proc/swaps", &format!("Filename Type Size Used Priority\n{line}\n"));
    swaps("/dev/sda2 partition 8388604 0 -2");
    assert_eq!(machine.grade("swap/on"), Grade::Refuse);
    swaps("/dev/zram0 partition 1048572 0 100");
    assert_eq!(machine.grade("swap/on"), Grade::Refuse, "compressed memory is not wiped by us");
    swaps("");
    assert_eq!(machine.grade("swap/on"), Grade::Good);
}

#[test]
fn atk_g04_hibernation_refuses_where_a_disk_is_set_for_it() {
    let machine = Machine::good("hibernation");
    machine.write("sys/power/state", "freeze mem disk\n");
    machine.write("sys/power/resume", "0:0\n");
    assert_eq!(machine.grade("swap/hibernation"), Grade::Good);
    assert_eq!(machine.grade("swap/can-hibernate"), Grade::Noted);
    machine.write("sys/power/resume", "259:2\n");
    assert_eq!(machine.grade("swap/hibernation"), Grade::Refuse);
    assert_eq!(machine.grade("swap/can-hibernate"), Grade::Good, "said once");
    machine.write("sys/power/disk", "[disabled]\n");
    assert_eq!(machine.grade("swap/hibernation"), Grade::Good);
}

#[test]
fn atk_g04_core_files_for_a_program_and_open_debuggers_are_noted() {
    let machine = Machine::good("core");
    machine.write("proc/sys/kernel/core_pattern", "|/usr/lib/systemd/systemd-coredump %P\n");
    machine.write("proc/sys/kernel/yama/ptrace_scope", "0\n");
    assert_eq!(machine.grade("machine/core-pattern"), Grade::Noted);
    assert_eq!(machine.grade("machine/ptrace"), Grade::Noted);
    std::fs::remove_dir_all(machine.root.join("proc/sys/kernel/yama")).unwrap();
    assert_eq!(machine.grade("machine/ptrace"), Grade::Noted, "a kernel without Yama");
}

#[test]
fn atk_c03_a_kernel_without_randomness_refuses() {
    let machine = Machine::good("entropy");
    let not_ready = Probe { has_entropy: || false, ..machine.probe() };
    assert_eq!(grade(&not_ready, "machine/entropy-not-ready"), Grade::Refuse);
    assert_eq!(machine.grade("machine/entropy-not-ready"), Grade::Good);
    let here = Probe::real(UnixSeconds(0));
    assert!((here.has_entropy)(), "this test runs on a machine that has randomness");
}

#[test]
fn atk_c03_entropy_avail_is_never_taken_for_health() {
    let machine = Machine::good("entropy-avail");
    machine.write("proc/sys/kernel/random/entropy_avail", "256\n");
    let not_ready = Probe { has_entropy: || false, ..machine.probe() };
    assert_eq!(grade(&not_ready, "machine/entropy-not-ready"), Grade::Refuse);
}

#[test]
fn a_clock_that_stands_before_this_program_was_made_is_wrong() {
    let machine = Machine::good("clock");
    for (now, wanted) in [(0, Grade::Noted), (1_700_000_000, Grade::Noted), (4_000_000_000, Grade::Good)] {
        let probe = Probe { now: UnixSeconds(now), ..machine.probe() };
        assert_eq!(grade(&probe, "machine/clock-behind"), wanted, "{now}");
    }
}

#[test]
fn a_virtual_machine_is_noted_however_it_shows() {
    let machine = Machine::good("virtual");
    machine.write("proc/cpuinfo", "processor : 0\nflags\t: fpu hypervisor sse2\n");
    assert_eq!(machine.grade("machine/virtual"), Grade::Noted);
    let machine = Machine::good("virtual-xen");
    machine.write("sys/hypervisor/type", "xen\n");
    assert_eq!(machine.grade("machine/virtual"), Grade::Noted);
}

#[test]
fn a_stick_that_is_mounted_is_noted_with_the_step_that_unmounts_it() {
    for (device, disk) in [("sdb1", "sdb"), ("sdb", "sdb"), ("mmcblk0p2", "mmcblk0")] {
        let machine = Machine::good("stick");
        machine.write(&format!("sys/class/block/{disk}/removable"), "1\n");
        machine.write("proc/mounts", &format!("/dev/{device} /mnt/stick vfat rw 0 0\n"));
        let seen = all(&machine.probe());
        let mounted = seen.iter().find(|seen| seen.code.as_str() == "machine/media-mounted").unwrap();
        assert_eq!(mounted.grade, Grade::Noted, "{device}");
        assert!(mounted.reason().contains("/mnt/stick"), "{}", mounted.reason());
    }
}
