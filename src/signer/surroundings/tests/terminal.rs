use super::fake::grade;
use super::*;

fn with(variables: &[(&'static str, &str)]) -> Grade {
    let machine = Machine::good("variables");
    let variables = variables.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    grade(&Probe { variables, ..machine.probe() }, "terminal/recorded")
}

#[test]
fn atk_g02_a_terminal_that_keeps_a_record_refuses_by_its_variables() {
    assert_eq!(with(&[("TERM", "linux")]), Grade::Good);
    for (name, value) in [
        ("TMUX", "socket,1,0"),
        ("STY", "1.pts-0.host"),
        ("SSH_TTY", "/dev/pts/1"),
        ("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22"),
        ("TERM", "screen-256color"),
        ("TERM", "tmux"),
        ("ASCIINEMA_REC", "1"),
    ] {
        assert_eq!(with(&[(name, value)]), Grade::Refuse, "{name}={value}");
    }
}

#[test]
fn atk_g02_a_terminal_that_keeps_a_record_refuses_by_who_started_it() {
    for name in
        ["tmux: server", "screen", "SCREEN", "script", "sshd", "sshd-session", "mosh-server", "asciinema"]
    {
        let machine = Machine::good("ancestors");
        assert_eq!(machine.grade("terminal/recorded"), Grade::Good);
        machine.process(20, name, 1);
        assert_eq!(machine.grade("terminal/recorded"), Grade::Refuse, "{name}");
    }
    for name in ["scripts", "bash", "login", "sshdx", "my (script)"] {
        let machine = Machine::good("no-recorder");
        machine.process(20, name, 1);
        assert_eq!(machine.grade("terminal/recorded"), Grade::Good, "{name}");
    }
}

#[test]
fn atk_g02_brackets_in_a_name_hide_nobody_above() {
    let machine = Machine::good("brackets");
    machine.process(30, "x) S 1 (y", 20);
    machine.process(20, "script", 1);
    assert_eq!(machine.grade("terminal/recorded"), Grade::Refuse);
}

#[test]
fn processes_in_a_ring_end_the_walk() {
    let machine = Machine::good("ring");
    machine.process(20, "login", 40);
    assert_eq!(machine.grade("terminal/recorded"), Grade::Good);
}

#[test]
fn a_parent_nobody_may_look_at_is_unknown() {
    let machine = Machine::good("hidden");
    let probe = Probe { parent: 4_711, ..machine.probe() };
    assert_eq!(grade(&probe, "terminal/recorded"), Grade::Unknown);
}

#[test]
fn a_desktop_and_a_terminal_that_cannot_be_cleared_are_noted() {
    let machine = Machine::good("desktop");
    let variables = vec![("TERM", "dumb".to_owned()), ("DISPLAY", ":0".to_owned())];
    let probe = Probe { variables, ..machine.probe() };
    assert_eq!(grade(&probe, "terminal/desktop"), Grade::Noted);
    assert_eq!(grade(&probe, "terminal/no-cursor"), Grade::Noted);
}
