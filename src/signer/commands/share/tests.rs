//! A ceremony at one terminal: who sees what, what is left when somebody walks away, and what a wrong
//! share or passphrase comes to.

mod gathering;
mod handing;
mod kept;
mod meaning;
mod refusals;

use super::*;
use crate::cli::{Cli, Command};
use crate::desk::Person;
use clap::Parser;
use coldframe_console::scripted::Scripted;
use coldframe_core::messages::Explain;
use std::path::{Path, PathBuf};

const WORDS: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const MASTER: &str = "73c5da0a";
const ANN: &str = "age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";

/// A machine of its own, and a table on which papers lie.
struct Room(PathBuf);

impl Room {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("coldframe-share-{test}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("papers")).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// One `coldframe share …` with that person at the desk; `@` begins a path of this room.
    fn run(&self, line: &str, person: &Person) -> Result<Exit, Error> {
        let line = line.replace('@', &format!("{}/", self.0.display()));
        let words = ["coldframe", "share"].into_iter().chain(line.split(' '));
        let state = self.path("state");
        let cli = Cli::try_parse_from(words.chain(["--state", &state])).unwrap();
        let Command::Share(args) = &cli.command else { panic!("not share") };
        let mut world = World::scripted(&cli.global, Box::new(Scripted::default()));
        world.desk = Box::new(person.clone());
        share(args, &mut world)
    }

    /// Shares of the words on papers that lie on the table: their paths, and what stands on them.
    fn papers(&self, options: &str) -> Vec<(String, String)> {
        let before = self.files("papers");
        let line = format!("split {options} --write-plaintext-secret @papers");
        assert_eq!(self.run(&line, &Person::answering(&[WORDS])), Ok(Exit::Done));
        let new = self.files("papers").into_iter().filter(|name| !before.contains(name));
        let read = |name: String| {
            let text = std::fs::read_to_string(self.path(&name)).unwrap();
            let share = text.lines().find(|line| !line.starts_with('#')).unwrap().to_owned();
            (name, share)
        };
        new.map(read).collect()
    }

    fn files(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.join(folder)).into_iter().flatten();
        let name = |entry: std::fs::DirEntry| entry.file_name().into_string().unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| format!("{folder}/{}", name(entry.unwrap()))).collect();
        names.sort();
        names
    }

    /// Another machine, which has no record of what was made.
    fn forget(&self) {
        for memory in ["state/journal.jsonl", "state/inventory.json"] {
            std::fs::remove_file(self.path(memory)).unwrap();
        }
    }

    fn journal(&self) -> String {
        std::fs::read_to_string(self.path("state/journal.jsonl")).unwrap_or_default()
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn code(done: Result<Exit, Error>) -> (Exit, &'static str) {
    let why = done.unwrap_err();
    (why.exit(), why.code().as_str())
}

fn nobody() -> Person {
    Person::answering(&[])
}

/// Paths of a line.
fn named(papers: &[(String, String)], which: &[usize]) -> String {
    which.iter().map(|at| format!("@{}", papers[*at].0)).collect::<Vec<_>>().join(" ")
}

fn exists(path: &str) -> bool {
    Path::new(path).exists()
}
