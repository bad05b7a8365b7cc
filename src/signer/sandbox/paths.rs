//! What a run may touch, read off its command line.
//!
//! A command says what it names in its arm of [`Reach::of`]; a path it forgets is refused by the
//! kernel later. So a test goes through every option of every command that takes a path.

use crate::ceremony::named_file;
use crate::cli::common::{Expected, Global, OwnerSource, SeedSource};
use crate::cli::secret_output::SecretOutput;
use crate::cli::share::common::{Handing, NewSet, ShareSource, Whose};
use crate::cli::vault::{self, KeySource, LockSource};
use crate::cli::{Cli, Command, account, address, seed, share};
use crate::place::{Input, Output, SeedPlace};
use crate::state;
use std::path::{Path, PathBuf};

/// The file this program was started from: a certificate and the doctor name its hash.
const THIS_PROGRAM: &str = "/proc/self/exe";

/// What a run may touch, and whether it can come to read a picture.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// Files read, and folders read with what is in them.
    pub(super) read: Vec<PathBuf>,
    /// Folders in which files are made and replaced.
    pub(super) written: Vec<PathBuf>,
    /// Folders that are ours altogether.
    pub(super) own: Vec<PathBuf>,
    /// Terminals.
    pub(super) terminals: Vec<PathBuf>,
    pictures: bool,
}

impl Reach {
    /// What this command line names.
    pub(super) fn of(cli: &Cli) -> Self {
        let mut reach = Self::default();
        reach.terminals.push("/dev/tty".into());
        match &cli.command {
            Command::Review(args) => {
                reach.input(&args.input).owner(&args.owner).expected(&args.expected).kept(&cli.global);
            }
            Command::Sign(args) => {
                reach.input(&args.input).output(&args.output);
                reach.owner(&args.owner).expected(&args.expected).kept(&cli.global);
            }
            Command::Show(args) => {
                reach.input(&args.input).output(&args.output);
            }
            Command::Scan(args) => {
                args.inputs.iter().for_each(|input| {
                    reach.input(input);
                });
                reach.output(&args.output);
            }
            Command::Convert(args) => {
                reach.input(&args.input).output(&args.output);
            }
            Command::Finalize(args) => {
                reach.input(&args.input).output(&args.output);
            }
            Command::Account(args) => match &args.verb {
                account::Verb::Export(args) => {
                    reach.seed(&args.seed).output(&args.output).kept(&cli.global);
                }
                account::Verb::Show(args) => {
                    reach.reading(Path::new(&args.account));
                }
            },
            Command::Address(args) => match &args.verb {
                address::Verb::Check(args) => {
                    reach.owner(&args.owner).kept(&cli.global);
                }
                address::Verb::List(args) => {
                    reach.owner(&args.owner).kept(&cli.global);
                }
            },
            Command::Seed(args) => {
                reach.of_seed(&args.verb).kept(&cli.global);
            }
            Command::Vault(args) => {
                reach.vault(&args.verb).kept(&cli.global);
            }
            Command::Share(args) => {
                reach.share(&args.verb).kept(&cli.global);
            }
            Command::Rehearse(args) => {
                // Without a name the picture goes where temporary files go.
                let usual = std::env::temp_dir().join("-");
                reach.writing(args.picture.as_deref().unwrap_or(&usual)).system().with_pictures();
            }
            Command::Doctor(_) => {
                // Its own file, to say its hash; a worker, to see that there is one.
                reach.kept(&cli.global).reading(Path::new(THIS_PROGRAM)).with_pictures();
            }
            Command::SelfTest(_)
            | Command::Help(_)
            | Command::Completions(_)
            | Command::Man
            | Command::Version => {}
        }
        reach
    }

    /// Whether a worker may be needed.
    pub(super) fn reads_pictures(&self) -> bool {
        self.pictures
    }

    fn input(&mut self, input: &Input) -> &mut Self {
        if let Input::Path(path) = input {
            self.reading(path);
        }
        self.with_pictures()
    }

    fn output(&mut self, output: &Output) -> &mut Self {
        match output {
            Output::Path(path) => self.writing(path),
            Output::Stdout | Output::Screen => self,
        }
    }

    fn owner(&mut self, owner: &OwnerSource) -> &mut Self {
        owner.accounts.iter().for_each(|account| {
            self.reading(Path::new(account));
        });
        self.seed(&owner.seed)
    }

    fn expected(&mut self, expected: &Expected) -> &mut Self {
        if let Some(input) = &expected.expect {
            self.input(input);
        }
        self
    }

    /// Where a seed is read from; whether this machine is fit for one is looked up in the system's files.
    fn seed(&mut self, seed: &SeedSource) -> &mut Self {
        if let Some(SeedPlace::Path(path)) = &seed.seed {
            self.reading(path).with_pictures();
        }
        self.descriptors(&[seed.seed_fd, seed.passphrase_fd]).key(&seed.key)
    }

    /// A descriptor is opened by its name: the file behind it is the one that is named.
    fn descriptors(&mut self, numbers: &[Option<u32>]) -> &mut Self {
        numbers.iter().flatten().for_each(|number| {
            self.reading(Path::new(&format!("/dev/fd/{number}")));
        });
        self
    }

    /// What opens an encrypted file.
    fn key(&mut self, key: &KeySource) -> &mut Self {
        self.descriptors(&[key.vault_passphrase_fd, key.identity_fd])
    }

    /// What a new encrypted file is encrypted to.
    fn lock(&mut self, lock: &LockSource) -> &mut Self {
        self.descriptors(&[lock.new_vault_passphrase_fd])
    }

    fn of_seed(&mut self, verb: &seed::Verb) -> &mut Self {
        match verb {
            seed::Verb::New(args) => self.made(args),
            seed::Verb::Show(args) => self.seed(&args.seed),
            seed::Verb::Check(args) => self.seed(&args.seed),
            seed::Verb::LastWord(args) => self.descriptors(&[args.seed_fd]),
            seed::Verb::Derive(args) => self.seed(&args.seed).secret_output(&args.output),
            seed::Verb::Backup(args) => self.seed(&args.seed).secret_output(&args.output),
            seed::Verb::VerifyBackup(args) => self.seed(&args.seed),
        }
    }

    /// The file a secret goes into, and what it is encrypted to.
    fn secret_output(&mut self, output: &SecretOutput) -> &mut Self {
        [&output.output, &output.write_plaintext_secret].into_iter().flatten().for_each(|path| {
            self.writing(path);
        });
        self.lock(&output.lock)
    }

    fn share(&mut self, verb: &share::Verb) -> &mut Self {
        match verb {
            share::Verb::Split(args) => {
                self.descriptors(&[args.master_secret_fd]).seed(&args.seed).new_set(&args.set, &args.handing)
            }
            share::Verb::Combine(args) => {
                self.shares(&args.shares).whose(&args.whose).secret_output(&args.output)
            }
            share::Verb::Check(args) => {
                if let Some(share) = &args.share {
                    self.secret_input(share);
                }
                self.descriptors(&[args.share_fd, args.identity_fd])
            }
            share::Verb::Rehearse(args) => self.shares(&args.shares).whose(&args.whose),
            share::Verb::Reshare(args) => {
                self.shares(&args.shares).whose(&args.whose).new_set(&args.set, &args.handing)
            }
            // The state folder, and nothing else.
            share::Verb::Inventory(_) => self,
            share::Verb::Worksheet(args) => {
                if let Some(share) = &args.share {
                    self.secret_input(share);
                }
                self.descriptors(&[args.share_fd, args.identity_fd]).secret_output(&args.output)
            }
        }
    }

    /// Where shares are read from, and what opens them.
    fn shares(&mut self, source: &ShareSource) -> &mut Self {
        source.shares.iter().for_each(|share| {
            self.secret_input(share);
        });
        source.share_fds.iter().for_each(|fd| {
            self.descriptors(&[Some(*fd)]);
        });
        self.descriptors(&[source.identity_fd, source.share_passphrase_fd])
    }

    /// A secret from standard input is read through its name, like that of any descriptor.
    fn secret_input(&mut self, input: &Input) -> &mut Self {
        if *input == Input::Stdin {
            self.descriptors(&[Some(0)]);
        }
        self.input(input)
    }

    fn whose(&mut self, whose: &Whose) -> &mut Self {
        self.descriptors(&[whose.passphrase_fd])
    }

    /// What new shares are guarded with, the keys of their holders, and the folder they go into.
    fn new_set(&mut self, set: &NewSet, handing: &Handing) -> &mut Self {
        self.descriptors(&[set.new_share_passphrase_fd]);
        handing.holder.iter().filter_map(|holder| named_file(holder)).for_each(|path| {
            self.reading(&path).with_pictures();
        });
        handing.holders.iter().for_each(|list| {
            self.reading(list);
        });
        [&handing.output, &handing.write_plaintext_secret].into_iter().flatten().for_each(|folder| {
            self.writing(&folder.join("share"));
        });
        self
    }

    fn vault(&mut self, verb: &vault::Verb) -> &mut Self {
        match verb {
            vault::Verb::Add(args) => self.seed(&args.seed).lock(&args.lock),
            vault::Verb::OpenTest(args) => self.descriptors(&[args.passphrase_fd]).key(&args.key),
            vault::Verb::Rekey(args) => self.key(&args.key).lock(&args.lock),
            vault::Verb::Export(args) => self.key(&args.key).secret_output(&args.output),
            vault::Verb::Import(args) => self.reading(&args.file).key(&args.key).lock(&args.lock),
            vault::Verb::List(_) | vault::Verb::Forget(_) => self,
        }
    }

    /// What a new seed is made of, where it goes, and the program itself, which a certificate names.
    fn made(&mut self, args: &seed::new::New) -> &mut Self {
        self.descriptors(&[args.passphrase_fd, args.dice_fd, args.coins_fd, args.cards_fd]);
        args.mix.iter().for_each(|file| {
            self.reading(file);
        });
        [&args.certificate, &args.published].into_iter().flatten().for_each(|path| {
            self.writing(path);
        });
        self.reading(Path::new(THIS_PROGRAM)).secret_output(&args.output)
    }

    fn reading(&mut self, path: &Path) -> &mut Self {
        self.read.push(path.to_owned());
        self
    }

    /// The folder of a file that is written.
    fn writing(&mut self, path: &Path) -> &mut Self {
        self.written.push(crate::files::folder_of(path));
        self
    }

    /// The journal and the vault, and what the system says of itself. A folder that is not there yet
    /// is made now, because later only what is in it can be.
    fn kept(&mut self, global: &Global) -> &mut Self {
        self.own.extend(state::prepared_folder(global.state.as_deref()));
        self.system()
    }

    /// What the system says of itself.
    fn system(&mut self) -> &mut Self {
        self.read.extend(["/proc", "/sys"].map(PathBuf::from));
        self
    }

    fn with_pictures(&mut self) -> &mut Self {
        self.pictures = true;
        self
    }
}

#[cfg(test)]
impl Reach {
    /// Files that are read, and files that are written.
    pub(super) fn naming(read: &[&Path], written: &[&Path]) -> Self {
        let mut reach = Self::default();
        read.iter().for_each(|path| {
            reach.reading(path);
        });
        written.iter().for_each(|path| {
            reach.writing(path);
        });
        reach
    }
}

#[cfg(test)]
mod tests;
