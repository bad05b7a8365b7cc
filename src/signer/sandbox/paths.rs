//! What a run may touch, read off its command line.
//!
//! A command says what it names in its arm of [`Reach::of`]; a path it forgets is refused by the
//! kernel later. So a test goes through every option of every command that takes a path.

use super::camera_wait;
use crate::ceremony::named_file;
use crate::cli::cards::CardOptions;
use crate::cli::common::{Expected, Global, OwnerSource, SeedSource};
use crate::cli::secret_output::SecretOutput;
use crate::cli::share::common::{Handing, NewSet, ShareSource, Whose};
use crate::cli::vault::{self, KeySource, LockSource};
use crate::cli::{Cli, Command, account, address, optics, seed, share};
use crate::drawing;
use crate::place::{Input, Output, QR, SeedPlace};
use crate::state;
use coldframe_console::optics::camera::Selector;
use coldframe_console::player::geometry_folder;
use std::ffi::OsString;
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
    /// Printers, which are written to and nothing else.
    pub(super) printers: Vec<PathBuf>,
    /// Frame buffers, which are written like files.
    pub(super) frame_buffers: Vec<PathBuf>,
    /// Terminals, or in a worker cameras.
    pub(super) devices: Vec<PathBuf>,
    /// Cameras, which its worker opens and this process never does.
    pub(super) cameras: Vec<PathBuf>,
    /// Files as they were named.
    named: Vec<PathBuf>,
    /// Cameras that are not there yet.
    awaited: Vec<Selector>,
    pictures: bool,
}

impl Reach {
    /// What this command line names.
    pub(super) fn of(cli: &Cli) -> Self {
        let mut reach = Self::default();
        reach.devices.push("/dev/tty".into());
        match &cli.command {
            Command::Review(args) => {
                reach.input(&args.input).owner(&args.owner).expected(&args.expected).kept(&cli.global);
            }
            Command::Sign(args) => {
                reach.input(&args.input).output(&args.output, &cli.global);
                reach.owner(&args.owner).expected(&args.expected).kept(&cli.global);
            }
            Command::Show(args) => {
                reach.input(&args.input).output(&args.output, &cli.global);
            }
            Command::Scan(args) => {
                args.inputs.iter().for_each(|input| {
                    reach.input(input);
                });
                if args.cameras {
                    // Those that are there, now.
                    reach.cameras.extend(Selector::Any.paths());
                    reach.with_pictures();
                }
                reach.output(&args.output, &cli.global);
            }
            Command::Optics(args) => {
                let optics::Verb::Test(args) = &args.verb;
                reach.output(&args.output(), &cli.global).with_pictures();
                if args.reads() {
                    reach.input(&args.input());
                }
            }
            Command::Convert(args) => {
                reach.input(&args.input).output(&args.output, &cli.global);
            }
            Command::Finalize(args) => {
                args.original.iter().for_each(|original| {
                    reach.input(original);
                });
                reach.input(&args.input).output(&args.output, &cli.global);
            }
            Command::Account(args) => match &args.verb {
                account::Verb::Export(args) => {
                    reach.seed(&args.seed).output(&args.output, &cli.global).kept(&cli.global);
                }
                account::Verb::Show(args) => {
                    reach.account(&args.account);
                }
                account::Verb::Backup(args) => {
                    reach.input(&args.descriptor).output(&args.output, &cli.global);
                }
                account::Verb::OpenBackup(args) => {
                    reach.input(&args.backup).owner(&args.owner).kept(&cli.global);
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

    /// Cameras and nothing else: for a worker.
    pub(super) fn of_cameras(cameras: &[PathBuf]) -> Self {
        Self { devices: cameras.to_vec(), ..Self::default() }
    }

    /// Whether a worker may be needed.
    pub(super) fn reads_pictures(&self) -> bool {
        self.pictures
    }

    fn input(&mut self, input: &Input) -> &mut Self {
        match input {
            Input::Path(path) => self.reading(path),
            Input::Camera(selector) => self.lens(selector),
            Input::Stdin => self,
        };
        self.with_pictures()
    }

    /// Whether a code is named where only a file can be: `qr:` is no path of one, `./qr:` is.
    pub(super) fn misplaces_a_code(&self) -> bool {
        let is_code = |path: &PathBuf| path.as_os_str().as_encoded_bytes().starts_with(QR.as_bytes());
        self.named.iter().chain(&self.printers).any(is_code)
    }

    /// Cameras that are named and not there yet.
    pub(super) fn awaited(&self) -> &[Selector] {
        &self.awaited
    }

    fn lens(&mut self, selector: &Selector) -> &mut Self {
        if !camera_wait::is_there(selector) {
            self.awaited.push(selector.clone());
        }
        self.cameras.extend(selector.paths());
        self
    }

    fn output(&mut self, output: &Output, global: &Global) -> &mut Self {
        match output {
            Output::Path(path) => self.writing(path),
            Output::Screen => self.screen(drawing::console_device(), global),
            Output::FrameBuffer(device) => self.screen(Some(device.clone()), global),
            Output::Stdout => self,
        }
    }

    /// A frame buffer with what the system says of it, and what was found out about this screen.
    fn screen(&mut self, device: Option<PathBuf>, global: &Global) -> &mut Self {
        if let Some((device, folder)) =
            device.and_then(|device| Some((device.clone(), geometry_folder(&device)?)))
        {
            self.frame_buffers.push(device);
            self.reading(&folder);
        }
        self.own.extend(state::prepared_folder(global.state.as_deref()));
        self
    }

    fn owner(&mut self, owner: &OwnerSource) -> &mut Self {
        owner.accounts.iter().for_each(|account| {
            self.account(account);
        });
        self.seed(&owner.seed)
    }

    /// A key that is typed names no file; a file may be a picture.
    fn account(&mut self, account: &str) -> &mut Self {
        match Input::from(OsString::from(account)) {
            Input::Path(path) if !path.exists() => self.reading(&path),
            input => self.input(&input),
        }
    }

    fn expected(&mut self, expected: &Expected) -> &mut Self {
        if let Some(input) = &expected.expect {
            self.input(input);
        }
        self
    }

    /// Where a seed is read from; whether this machine is fit for one is looked up in the system's files.
    fn seed(&mut self, seed: &SeedSource) -> &mut Self {
        match &seed.seed {
            Some(SeedPlace::Path(path)) => self.reading(path).with_pictures(),
            Some(SeedPlace::Camera(selector)) => self.lens(selector).with_pictures(),
            Some(SeedPlace::Vault(_)) | None => self,
        };
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
            seed::Verb::Backup(args) => self.seed(&args.seed).secret_output(&args.output).cards(&args.cards),
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
                self.descriptors(&[args.master_secret_fd]).seed(&args.seed).cards(&args.cards);
                self.new_set(&args.set, &args.handing)
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
                self.shares(&args.shares).whose(&args.whose).cards(&args.cards);
                self.new_set(&args.set, &args.handing)
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
        let ShareSource { identity_fd, share_passphrase_fd, .. } = source;
        self.descriptors(&[*identity_fd, *share_passphrase_fd])
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

    /// The printer that cards go to.
    fn cards(&mut self, cards: &CardOptions) -> &mut Self {
        self.printers.extend(cards.printer.clone());
        cards.descriptor.iter().for_each(|descriptor| {
            self.input(descriptor);
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
        self.named.push(path.to_owned());
        self.read.push(path.to_owned());
        self
    }

    /// The folder of a file that is written.
    fn writing(&mut self, path: &Path) -> &mut Self {
        self.named.push(path.to_owned());
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
