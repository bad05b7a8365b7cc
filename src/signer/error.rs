//! The one way a command stops: an exit number, a stable code and the facts of its sentences.

use crate::exit::Exit;
use crate::files::FileError;
use crate::input::InputError;
use crate::secret_input::SecretInputError;
use crate::state::StateError;
use crate::vault_file::StoreError;
use crate::worker::WorkerError;
use coldframe_console::optics::camera::CameraError;
use coldframe_console::optics::{DrawError, PictureError};
use coldframe_console::paper::PaperError;
use coldframe_console::tty::TtyError;
use coldframe_console::ui::UiError;
use coldframe_core::bitcoin::psbt::PsbtError;
use coldframe_core::bitcoin::psbt::finalize::FinalizeError;
use coldframe_core::bitcoin::verify::VerifyError;
use coldframe_core::envelope::DetectError;
use coldframe_core::frames::FrameError;
use coldframe_core::inventory::InventoryError;
use coldframe_core::journal::{ChainError, MemoryError};
use coldframe_core::messages::{Code, Explain, Facts};
use coldframe_core::optics_default::OpticsDefaultError;
use coldframe_core::review::WhyDeclined;
use coldframe_core::review::expect::ExpectError;
use coldframe_core::self_test::SelfTestError;
use coldframe_core::wallet::address::AddressError;
use coldframe_core::wallet::descriptor_backup::DescriptorBackupError;
use coldframe_core::wallet::import::ImportError;
use coldframe_keys::entropy::EntropyError;
use coldframe_keys::passphrase::PassphraseError;
use coldframe_keys::shares::ShareError;
use coldframe_keys::vault::{EntryError, NameError, OpenError, SealError};
use coldframe_keys::{Bip85Error, SeedError, SeedQrError, SeedUrError, SignError};

/// The file names keys of another master only: these words open another wallet.
const OTHER_WALLET: &str = "psbt/other-wallet";

/// Why a command stopped. Holds what may be shown, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Error {
    exit: Exit,
    code: Code,
    facts: Facts,
    reasons: Vec<Error>,
}

impl Error {
    /// Stops with that number, explained by `why`.
    pub(crate) fn new(exit: Exit, why: &dyn Explain) -> Self {
        Self { exit, code: why.code(), facts: why.facts(), reasons: Vec::new() }
    }

    /// Stops with that number under a code that needs no facts.
    pub(crate) fn plain(exit: Exit, code: &'static str) -> Self {
        Self::with(exit, code, Facts::new())
    }

    /// Stops with that number under a code with facts.
    pub(crate) fn with(exit: Exit, code: &'static str, facts: Facts) -> Self {
        Self { exit, code: Code::new(code), facts, reasons: Vec::new() }
    }

    /// The same with what it stands on; each is explained before it.
    pub(crate) fn because(self, reasons: Vec<Self>) -> Self {
        Self { reasons, ..self }
    }

    /// Whether a worker was stopped or broke down, or its camera failed.
    pub(crate) fn is_of_worker(&self) -> bool {
        ["worker/", "camera/"].iter().any(|room| self.code.as_str().starts_with(room))
    }

    /// The number.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    /// What it stands on.
    pub(crate) fn reasons(&self) -> &[Self] {
        &self.reasons
    }
}

impl Explain for Error {
    fn code(&self) -> Code {
        self.code
    }

    fn facts(&self) -> Facts {
        self.facts.clone()
    }
}

/// Which number each kind of error ends with.
macro_rules! stops_with {
    ($($error:ty => $exit:expr),* $(,)?) => {
        $(impl From<$error> for Error {
            fn from(error: $error) -> Self {
                let exit: fn(&$error) -> Exit = $exit;
                Self::new(exit(&error), &error)
            }
        })*
    };
}

stops_with! {
    FileError => |_| Exit::Device,
    ChainError => |_| Exit::No,
    MemoryError => |_| Exit::No,
    InputError => |error| match error {
        InputError::StdinTwice => Exit::Usage,
    },
    InventoryError => |error| match error {
        InventoryError::Twice { .. } | InventoryError::NoShare { .. } => Exit::Usage,
        _ => Exit::No,
    },
    StateError => |error| match error {
        StateError::Meanwhile => Exit::Refused,
        _ => Exit::Device,
    },
    UiError => |error| match error {
        UiError::NoTerminal => Exit::Unsafe,
        UiError::Interrupted => Exit::Interrupted,
        UiError::Left => Exit::Declined,
        _ => Exit::Device,
    },
    SecretInputError => |error| match error {
        SecretInputError::Descriptor { .. } => Exit::Device,
        SecretInputError::Empty | SecretInputError::TooLong { .. } => Exit::WrongSecret,
        SecretInputError::Tty(TtyError::Missing) | SecretInputError::DumbTerminal => Exit::Unsafe,
        SecretInputError::Interrupted => Exit::Interrupted,
        SecretInputError::Left => Exit::Declined,
        _ => Exit::Device,
    },
    PsbtError => |_| Exit::Malformed,
    FinalizeError => |_| Exit::No,
    VerifyError => |_| Exit::No,
    DetectError => |_| Exit::Malformed,
    FrameError => |_| Exit::Malformed,
    PictureError => |error| match error {
        PictureError::Unreadable { .. } => Exit::Device,
        _ => Exit::Malformed,
    },
    CameraError => |_| Exit::Device,
    WorkerError => |error| match error {
        WorkerError::Absent => Exit::Device,
        _ => Exit::Malformed,
    },
    DrawError => |_| Exit::Device,
    PaperError => |error| match error {
        PaperError::OtherCount { .. } | PaperError::TooLarge { .. } => Exit::Bug,
        _ => Exit::Usage,
    },
    ImportError => |_| Exit::Malformed,
    DescriptorBackupError => |error| match error {
        DescriptorBackupError::OtherKeys => Exit::WrongSecret,
        DescriptorBackupError::PrivateKey | DescriptorBackupError::NoKey => Exit::Refused,
        _ => Exit::Malformed,
    },
    ExpectError => |_| Exit::Malformed,
    SeedError => |error| match error {
        SeedError::Vault(_) => Exit::Bug,
        _ => Exit::WrongSecret,
    },
    EntropyError => |error| match error {
        EntropyError::NotReady => Exit::Unsafe,
        EntropyError::Symbol { .. } | EntropyError::CardTwice { .. } | EntropyError::TooMany { .. } => {
            Exit::Malformed
        }
        EntropyError::SameSymbols { .. } => Exit::Refused,
        EntropyError::RollsOnly | EntropyError::RollsLength => Exit::Usage,
        EntropyError::Seed(_) => Exit::WrongSecret,
        EntropyError::Vault(_) => Exit::Bug,
        _ => Exit::Refused,
    },
    ShareError => |error| match error {
        ShareError::NotRestored | ShareError::Vault(_) => Exit::Bug,
        ShareError::Random(_) => Exit::Unsafe,
        // The shares are read, and they are not of one secret (attack F02).
        ShareError::OtherScheme { .. }
        | ShareError::OtherSet { .. }
        | ShareError::OtherParameters { .. }
        | ShareError::Conflict { .. }
        | ShareError::TooMany { .. }
        | ShareError::TooFew { .. }
        | ShareError::Contradiction
        | ShareError::Digest => Exit::WrongSecret,
        ShareError::NoPassphrase
        | ShareError::ReadOnly
        | ShareError::NoGroups
        | ShareError::GroupCount { .. }
        | ShareError::GroupNeed { .. }
        | ShareError::Threshold { .. }
        | ShareError::OneOfMany
        | ShareError::AllNeeded
        | ShareError::SecretLength { .. }
        | ShareError::EntropyOnly
        | ShareError::Identifier
        | ShareError::Exponent { .. } => Exit::Usage,
        _ => Exit::Malformed,
    },
    SeedQrError => |error| match error {
        SeedQrError::NotEnglish => Exit::Refused,
        _ => Exit::Malformed,
    },
    SeedUrError => |_| Exit::Malformed,
    Bip85Error => |error| match error {
        Bip85Error::Derivation(_) | Bip85Error::InvalidKey | Bip85Error::NotRoot => Exit::WrongSecret,
        _ => Exit::Usage,
    },
    SignError => |error| match error {
        SignError::NothingOurs | SignError::OtherKey { .. } => Exit::WrongSecret,
        _ => Exit::Bug,
    },
    OpenError => |error| match error {
        OpenError::WrongPassphrase | OpenError::WrongIdentity | OpenError::Identity { .. } => Exit::WrongSecret,
        OpenError::KdfWork { .. } | OpenError::KdfWeak { .. } => Exit::Refused,
        OpenError::NeedsPassphrase | OpenError::NeedsIdentity => Exit::Usage,
        _ => Exit::Malformed,
    },
    EntryError => |_| Exit::Malformed,
    SealError => |_| Exit::Usage,
    NameError => |_| Exit::Usage,
    PassphraseError => |error| match error {
        PassphraseError::Weak { .. } => Exit::Refused,
        PassphraseError::NoRandomness => Exit::Unsafe,
        _ => Exit::Usage,
    },
    StoreError => |_| Exit::Device,
    OpticsDefaultError => |_| Exit::Malformed,
    AddressError => |_| Exit::Malformed,
    SelfTestError => |_| Exit::Bug,
    WhyDeclined => |error| match error {
        // Mostly a mistyped passphrase: a script should ask again rather than call it an attack.
        WhyDeclined::Refused(code) if code.as_str() == OTHER_WALLET => Exit::WrongSecret,
        WhyDeclined::Refused(_) => Exit::Refused,
        WhyDeclined::Held(_) => Exit::Held,
        _ => Exit::Declined,
    },
}
