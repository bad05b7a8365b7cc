//! One run of `seed new` in a folder of its own, with a scripted person.

use super::super::new;
use crate::cli::{Cli, Command, seed};
use crate::desk::Person;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;
use clap::Parser;
use coldframe_console::scripted::Scripted;
use serde_json::Value;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder with a state of its own.
pub(super) struct Room(PathBuf);

impl Room {
    pub(super) fn new(name: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("coldframe-new-{name}-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("out")).unwrap();
        Self(folder)
    }

    /// How it ended, and every screen.
    pub(super) fn run(
        &self,
        options: &[&str],
        answers: &[&str],
        leave_at: Option<usize>,
    ) -> (Result<Exit, Error>, Vec<String>) {
        let person =
            leave_at.map_or_else(|| Person::answering(answers), |screen| Person::leaving(answers, screen));
        let name = |file: &str| self.0.join(file).to_str().unwrap().to_owned();
        let (state, certificate) = (name("state"), name("out/certificate.json"));
        let mut line = vec!["coldframe", "seed", "new", "--state", &state, "--certificate", &certificate];
        let published = name("out/published.json");
        if options.contains(&"--audit") {
            line.extend(["--published", &published]);
        }
        let cli = Cli::try_parse_from(line.into_iter().chain(options.iter().copied())).unwrap();
        let Command::Seed(args) = &cli.command else { panic!("not seed") };
        let seed::Verb::New(args) = &args.verb else { panic!("not new") };
        let mut world = World::scripted(&cli.global, Box::new(Scripted::answering(&[])));
        world.desk = Box::new(person.clone());
        let done = new(args, &mut world);
        (done, person.shown())
    }

    pub(super) fn certificate(&self) -> Value {
        self.json("certificate.json")
    }

    pub(super) fn published(&self) -> Value {
        self.json("published.json")
    }

    pub(super) fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.0.join("out").join(name)).unwrap()).unwrap()
    }

    /// A path in the folder of results.
    pub(super) fn path(&self, name: &str) -> String {
        self.0.join("out").join(name).to_str().unwrap().to_owned()
    }

    /// Name and text of every result.
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let files = std::fs::read_dir(self.0.join("out")).unwrap().map(|entry| entry.unwrap().path());
        files.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect()
    }

    /// Every event of the journal.
    pub(super) fn events(&self) -> Vec<Value> {
        let journal = std::fs::read_to_string(self.0.join("state/journal.jsonl")).unwrap_or_default();
        journal.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The commitment on a screen, without its spaces.
pub(super) fn commitment_of(screen: &str) -> String {
    let line = screen.lines().find_map(|line| line.strip_prefix("commitment ")).unwrap();
    line.replace(' ', "")
}
