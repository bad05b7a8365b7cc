use super::*;
use crate::cli::Cli;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;
use clap::Parser;
use coldframe_console::scripted::{Scripted, Shown};
use std::sync::{Arc, Mutex};

const SENTENCE: &str = "I open a secret beside air-gap/interface-up,swap/on";

/// A machine with two objections.
fn bad(name: &str) -> Machine {
    let machine = Machine::good(name);
    machine.interface("eth0", "up", "0x1003", Some("1"));
    machine.write("proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n");
    machine
}

struct Run {
    world: World,
    seen: Arc<Mutex<Vec<Shown>>>,
    state: std::path::PathBuf,
}

impl Run {
    /// A run of a command on that machine, with a person who gives these answers.
    fn on(machine: &Machine, options: &[&str], answers: &[&str]) -> Self {
        let state = machine.root.join("state");
        let line = ["coldframe", "version", "--state", state.to_str().unwrap()];
        let cli = Cli::try_parse_from(line.iter().chain(options)).unwrap();
        let seen: Arc<Mutex<Vec<Shown>>> = Arc::default();
        let record = Arc::clone(&seen);
        let mut person = Scripted::answering(answers);
        person.meanwhile = Some(Box::new(move |shown| record.lock().unwrap().push(shown.clone())));
        let mut world = World::scripted(&cli.global, Box::new(person));
        world.surroundings = Surroundings::new(machine.probe(), cli.global.accept_surroundings.clone());
        Self { world, seen, state }
    }

    fn require(&mut self) -> Result<(), Error> {
        require(&mut self.world)
    }

    fn asked(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    /// Codes overridden, as the journal has them.
    fn overridden(&self) -> Vec<String> {
        let journal = std::fs::read_to_string(self.state.join("journal.jsonl")).unwrap_or_default();
        let lines = journal.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let overrides = lines.filter(|line| line["event"] == "override");
        overrides.map(|line| line["code"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn naming_a_test_network_is_no_way_past_the_gate_to_a_stored_seed_of_the_main_one() {
    let (good, bad) = (Machine::good("gate-fit"), bad("gate-unfit"));
    let accepted = ["--accept-surroundings", "air-gap/interface-up,swap/on", "--network", "regtest"];
    for options in [&["--network", "regtest"][..], &["--network", "testnet"], &accepted] {
        let mut run = Run::on(&bad, options, &[SENTENCE]);
        run.require().unwrap();
        assert!(!is_fit_for_main(&run.world), "{options:?}");
        assert!(is_fit_for_main(&Run::on(&good, options, &[]).world), "{options:?}");
    }
    assert!(is_fit_for_main(&Run::on(&bad, &[], &[]).world), "require itself stands there");
}

#[test]
fn a_good_machine_asks_and_records_nothing() {
    let machine = Machine::good("gate-good");
    let mut run = Run::on(&machine, &[], &[]);
    run.require().unwrap();
    assert_eq!((run.asked(), run.overridden().len()), (0, 0));
}

#[test]
fn a_bad_machine_refuses_with_8_and_names_every_code_its_reason_and_its_mend() {
    let machine = bad("gate-bad");
    let mut run = Run::on(&machine, &["--accept-surroundings", "swap/on"], &[]);
    let error = run.require().unwrap_err();
    assert_eq!(error.exit(), Exit::Unsafe);
    assert_eq!(error.code().as_str(), "surroundings/refused");
    let reasons: Vec<_> = error.reasons().iter().map(|reason| reason.code().to_string()).collect();
    assert_eq!(reasons, ["air-gap/interface-up", "swap/on"]);
    assert!(
        error.reasons().iter().all(|reason| sentence(reason.code(), Part::Hint, &reason.facts()).is_some())
    );
    assert_eq!(
        (run.asked(), run.overridden().len()),
        (0, 0),
        "a script is not asked, nothing was overridden"
    );
}

#[test]
fn every_code_named_by_a_script_passes_and_is_recorded_once() {
    let machine = bad("gate-named");
    let named = ["--accept-surroundings", "swap/on,air-gap/interface-up,terminal/recorded"];
    let mut run = Run::on(&machine, &named, &[]);
    run.require().unwrap();
    run.require().unwrap();
    assert_eq!(run.overridden(), ["air-gap/interface-up", "swap/on"], "and not what did not object");
    assert_eq!(run.asked(), 0);
}

#[test]
fn a_code_that_does_not_exist_is_wrong_usage() {
    let said = Cli::try_parse_from(["coldframe", "version", "--accept-surroundings", "swap/on,everything"]);
    assert_eq!(said.unwrap_err().exit_code(), 2);
}

#[test]
fn the_typed_sentence_passes_is_recorded_and_names_what_is_accepted() {
    let machine = bad("gate-typed");
    let mut run = Run::on(&machine, &[], &["yes", "  I open a secret  beside air-gap/interface-up,swap/on "]);
    run.require().unwrap();
    assert_eq!(run.overridden(), ["air-gap/interface-up", "swap/on"]);
    let seen = run.seen.lock().unwrap();
    let Some(Shown::Question(first)) = seen.first() else { panic!("nothing was asked") };
    for said in [SENTENCE, "eth0", "sudo ip link set eth0 down", "sudo swapoff -a"] {
        assert!(first.contains(said), "{said}: {first}");
    }
}

#[test]
fn nothing_but_the_whole_sentence_passes() {
    for answers in [
        &["", "", ""][..],
        &["yes", "y", "I accept"],
        &["I open a secret beside swap/on"; 3],
        &["I open a secret beside"; 3],
        &[],
    ] {
        let machine = bad("gate-other");
        let mut run = Run::on(&machine, &[], answers);
        assert_eq!(run.require().unwrap_err().exit(), Exit::Unsafe, "{answers:?}");
        assert!(run.overridden().is_empty(), "{answers:?}");
    }
}

#[test]
fn a_test_network_only_notes_it_once() {
    for network in ["regtest", "signet", "testnet4"] {
        let machine = bad("gate-test");
        let mut run = Run::on(&machine, &["--network", network], &[]);
        run.require().unwrap();
        run.require().unwrap();
        assert_eq!((run.asked(), run.overridden().len()), (0, 0));
    }
}

#[test]
fn what_cannot_be_read_refuses_nothing() {
    let machine = Machine::empty("gate-empty");
    let mut run = Run::on(&machine, &[], &[]);
    run.require().unwrap();
    assert_eq!(run.asked(), 0);
}
