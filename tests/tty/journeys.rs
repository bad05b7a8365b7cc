//! Every command that asks a person for something, screen by screen.

use crate::fixture::ROLLS;

/// Twelve words by their numbers, so that no needle is typed that the program did not write itself.
const NUMBERS: &str = "1 1 1 1 1 1 1 1 1 1 1 4";
const ELEVEN: &str = "1 1 1 1 1 1 1 1 1 1 1";

/// The passphrase of the named seed that is there before.
pub const KEY: &str = "canal-orbit-velvet-tiger-mosquito-planet-shove-ribbon";
/// The passphrase a person brings for another file.
pub const OWN: &str = "walnut-meteor-clutch-violet-harbor-tennis-copper-lemon";

/// Keys that stand for what was read on the screens before.
pub const DRAWN: &str = "<drawn>";
pub const GROUPS: &str = "<groups>";
pub const SENTENCE: &str = "<sentence>";

/// The screens at which a look at the keyboard may stand before what is asked.
pub const ASKED: &str = "Passphrase (nothing is shown";
pub const ASKED_OF_FILE: &str = "Passphrase of the file";
pub const CHOSEN: &str = "A passphrase for this file:";

/// The screen with the words of a new seed.
pub const ON_PAPER: &str = "DOWN ON PAPER";

/// The screen with a passphrase that was drawn.
pub const DRAWN_SHOWN: &str = "Write this passphrase down";

const WORDS: (&str, &str) = ("Seed words", NUMBERS);
const KEYBOARD: (&str, &str) = ("only Enter to go on", "");
const OPENED: (&str, &str) = (ASKED_OF_FILE, KEY);
const SHOWN: (&str, &str) = (DRAWN_SHOWN, "");
const TYPED_BACK: (&str, &str) = (ASKED_OF_FILE, DRAWN);
const BROUGHT: (&str, &str) = (CHOSEN, OWN);
const BROUGHT_AGAIN: (&str, &str) = ("Type it once more", OWN);
const PHOTOGRAPHED: (&str, &str) = ("Enter goes on:", "");
const WRITTEN_DOWN: (&str, &str) = (ON_PAPER, "");

/// What is typed on one line, and what to wait for and type at each of its screens.
#[derive(Clone, Copy)]
pub struct Journey {
    pub line: &'static str,
    pub screens: &'static [(&'static str, &'static str)],
    /// At how many of the ways to leave each screen is left; which ones goes around.
    pub ways: usize,
    /// Which screens are left: every n-th, and the last.
    pub every: usize,
    /// How it ends when nobody leaves.
    pub ends: i32,
    /// What is there then that was not there before, in the order of the alphabet.
    pub writes: &'static [&'static str],
}

impl Journey {
    const fn new(line: &'static str, screens: &'static [(&'static str, &'static str)]) -> Self {
        Self { line, screens, ways: 1, every: 1, ends: 0, writes: &[] }
    }

    const fn every_way(self) -> Self {
        Self { ways: 5, ..self }
    }

    const fn every(self, every: usize) -> Self {
        Self { every, ..self }
    }

    const fn writes(self, writes: &'static [&'static str]) -> Self {
        Self { writes, ..self }
    }

    const fn ends(self, ends: i32) -> Self {
        Self { ends, ..self }
    }
}

/// Footers of pages that follow each other.
macro_rules! pages {
    ($($number:literal)+ of $count:literal; $first:expr, $($last:expr),*) => {
        &[$first, $((concat!("screen ", $number, " of ", $count), ""),)+ $($last),*]
    };
}

pub const CHECK: Journey =
    Journey::new("seed check --ask-passphrase", &[WORDS, KEYBOARD, (ASKED, "horse ")]).every_way();

pub const SHOW: Journey = Journey::new("seed show --numbers", &[WORDS, ("screen 1 of 1", "")]).every_way();

pub const LAST_WORD: Journey = Journey::new(
    "seed last-word --language english",
    &[("Seed words", ELEVEN), ("last words fit", ""), ("Type a number", "1"), ("screen 1 of 1", "")],
)
.every_way();

pub const VERIFY_BACKUP: Journey =
    Journey::new("seed verify-backup", &[("from the backup", NUMBERS), ("Once more", NUMBERS)]).every_way();

pub const EXPORT_ACCOUNT: Journey = Journey::new(
    "account export -o out.txt --ask-passphrase",
    &[WORDS, KEYBOARD, (ASKED, "horse"), ("written down? (y/n)", "y")],
)
.writes(&["out.txt"])
.every_way();

/// Seeds that are shown, derived and drawn.
pub const SHOWN_SEEDS: [Journey; 5] = [
    Journey::new(
        "seed show --as seed-qr",
        pages!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 of 25; WORDS,),
    )
    .every(8),
    Journey::new(
        "seed backup --as compact-seed-qr",
        pages!(1 2 3 4 5 6 7 8 9 10 of 10; WORDS, ("Hold the space bar", "")),
    )
    .every(3),
    Journey::new("seed backup -o seed.png.age --low-memory", &[WORDS, SHOWN, TYPED_BACK])
        .writes(&["seed.png.age"]),
    Journey::new("seed derive --app words --words 12 --index 0", &[WORDS, ("screen 1 of 1", "")]).every_way(),
    Journey::new(
        "seed derive --app hex --index 0 -o child.age --low-memory --own-passphrase",
        &[WORDS, KEYBOARD, BROUGHT, BROUGHT_AGAIN],
    )
    .writes(&["child.age"]),
];

/// Asked where nothing was accepted with an option.
pub const UNACCEPTED: Journey = Journey::new("seed check", &[("> ", SENTENCE), WORDS]).every_way();

const HALVES: (&str, &str) = ROLLS.split_at(75);
const DICE: (&str, &str) = ("0 of at least 50", HALVES.0);
pub const COINS: &str = "hthhtthththhhttthhtththtttthhththhhthtththhttthhthhtthththtthhtthhh\
    tththttthhthtthhhthhthttthtththhtthhhthttththhhttthhththtthhthththt";
pub const CARDS: &str = "7D QS 2H KC 9S AH 4C JD 6S TH 3D 8C 5H KS 2D QC 9H AS JC 4D 7S TD 6H 3C 8S 5D \
    KH 2C QD 9C AD JS 4H 7C TS 6D 3H 8D 5S KD 2S QH 9D AC JH 4S 7H TC 6C 3S 8H 5C";

/// A new seed of twelve words, with options.
macro_rules! new {
    ($options:literal) => {
        concat!(
            "seed new --words 12 --acknowledge entropy/spread,entropy/bias --certificate c.json",
            $options
        )
    };
}

/// Seeds that are made.
pub const MADE_SEEDS: [Journey; 5] = [
    Journey::new(
        new!(""),
        &[PHOTOGRAPHED, DICE, WRITTEN_DOWN, ("Enter leaves:", "transcript"), ("TRANSCRIPT IS THE SEED", "")],
    )
    .writes(&["c.json"]),
    Journey::new(
        new!(" --coins"),
        &[PHOTOGRAPHED, ("0 of at least", COINS), WRITTEN_DOWN, ("Enter leaves:", "")],
    )
    .writes(&["c.json"]),
    Journey::new(
        new!(" --cards --ask-passphrase"),
        &[
            PHOTOGRAPHED,
            ("0 of at least", CARDS),
            (ASKED, "horse"),
            ("Type it once more", "horse"),
            WRITTEN_DOWN,
            ("Enter leaves:", ""),
        ],
    )
    .writes(&["c.json"]),
    Journey::new(
        new!(" --audit --published p.json"),
        &[
            ("seed A of two|Enter goes on:", ""),
            ("seed B of two|Enter goes on:", ""),
            ("Seed A of two|0 of at least 50", HALVES.0),
            ("Seed B of two|0 of at least 50", HALVES.1),
            ("heads or tails:", "tails"),
            WRITTEN_DOWN,
            ("Enter leaves:", ""),
        ],
    )
    .writes(&["c.json", "p.json"]),
    Journey::new(
        new!(" --vault fresh --low-memory"),
        &[PHOTOGRAPHED, DICE, WRITTEN_DOWN, ("Enter leaves:", ""), SHOWN, TYPED_BACK],
    )
    .writes(&["c.json", "state/vault/", "state/vault/fresh.age"]),
];

/// Named seeds; `cold` is there before.
pub const NAMED_SEEDS: [Journey; 9] = [
    Journey::new("vault add other --low-memory", &[WORDS, SHOWN, KEYBOARD, TYPED_BACK])
        .writes(&["state/vault/", "state/vault/other.age"]),
    Journey::new("vault add other --low-memory --own-passphrase", &[WORDS, KEYBOARD, BROUGHT, BROUGHT_AGAIN])
        .writes(&["state/vault/", "state/vault/other.age"]),
    Journey::new("vault rekey cold --low-memory", &[OPENED, SHOWN, TYPED_BACK]),
    Journey::new("vault rekey cold --low-memory --own-passphrase", &[OPENED, BROUGHT, BROUGHT_AGAIN]),
    Journey::new("vault export cold -o out.age --low-memory", &[OPENED, SHOWN, TYPED_BACK])
        .writes(&["out.age"]),
    Journey::new("vault export cold --write-plaintext-secret out.txt", &[OPENED])
        .writes(&["out.txt"])
        .every_way(),
    Journey::new("vault import kept.age copy --low-memory", &[KEYBOARD, OPENED])
        .writes(&["state/vault/copy.age"]),
    Journey::new(
        "vault import kept.age copy --low-memory --own-passphrase",
        &[OPENED, BROUGHT, BROUGHT_AGAIN],
    )
    .writes(&["state/vault/copy.age"]),
    Journey::new("vault forget cold", &[("Type its name to remove it:", "cold")]).every_way(),
];

/// Shares 1 and 3 of the twelve words, 2 of 3 by PyPI shamir-mnemonic 0.3.0, without a passphrase.
pub const SHARE_1: &str = "romantic aquatic academic acid broken enlarge nylon phrase username privacy grief miracle \
    patrol triumph mouse lily pajamas soldier prisoner axis";
pub const SHARE_3: &str = "romantic aquatic academic always bucket ultimate dish deliver argue election ocean lift \
    thorn liquid sister thunder robin simple galaxy wrist";

const FIRST: (&str, &str) = ("Share, word by word", SHARE_1);
const SECOND: (&str, &str) = ("1 more at least", SHARE_3);
const ALONE: (&str, &str) = ("press Enter:", "");
const ONE_PAGE: (&str, &str) = ("screen 1 of 1", "");
/// Nothing knows the set: words it is, of the first fingerprint.
const FIRST_WAY: (&str, &str) = ("Which fingerprint have you written down?", "1");

/// Shares that are handed out, typed, put together, rehearsed and made anew.
pub const SHARES: [Journey; 7] = [
    Journey::new(
        "share split --need 2 --of 2 --holder Ann --holder Ben --acknowledge share/resplit",
        &[WORDS, ALONE, ONE_PAGE, ALONE, ONE_PAGE],
    )
    .writes(&["state/inventory.json"]),
    Journey::new(
        "share split --group 1/1 --group 1/1 --ask-new-share-passphrase --acknowledge share/resplit",
        &[WORDS, (ASKED, "horse"), ("Type it once more", "horse"), ALONE, ONE_PAGE, ALONE, ONE_PAGE],
    )
    .writes(&["state/inventory.json"]),
    Journey::new("share combine", &[FIRST, SECOND, FIRST_WAY, ONE_PAGE]).every_way(),
    Journey::new(
        "share combine --vault fresh --low-memory --own-passphrase",
        &[FIRST, SECOND, FIRST_WAY, KEYBOARD, BROUGHT, BROUGHT_AGAIN],
    )
    .writes(&["state/vault/", "state/vault/fresh.age"]),
    Journey::new("share check", &[FIRST]).every_way(),
    Journey::new("share rehearse", &[FIRST, SECOND, ("Enter alone", ""), FIRST_WAY]).every_way(),
    Journey::new(
        "share reshare --need 2 --of 2 --acknowledge share/resplit",
        &[FIRST, SECOND, FIRST_WAY, ALONE, ONE_PAGE, ALONE, ONE_PAGE],
    )
    .writes(&["state/inventory.json"]),
];

/// A payment, read and agreed to, with the words of another wallet in the end.
pub const SIGN: Journey = Journey::new(
    "sign spend.psbt -o signed.psbt --account account.txt --ask-passphrase",
    &[
        ("screen 1 of 3", ""),
        ("screen 2 of 3", ""),
        ("screen 3 of 3", ""),
        ("from your invoice:", GROUPS),
        WORDS,
        (ASKED, "horse"),
    ],
)
.ends(7);
