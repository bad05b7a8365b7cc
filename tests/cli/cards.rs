//! Cards and sealed descriptors, as a script meets them.

use crate::fixture::{Folder, MASTER, WORDS, XPUB, account};
use crate::run;
use std::os::unix::fs::PermissionsExt;

fn done(folder: &Folder, line: &str, code: i32) -> (String, String) {
    let done = run(&folder.0, &format!("coldframe {line}"));
    assert_eq!(done.status.code(), Some(code), "{line}: {done:?}");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&done.stdout), text(&done.stderr))
}

#[test]
fn blank_cards_need_no_seed_and_say_everything_public() {
    let folder = Folder::new("cli-cards-blank");
    for (file, paper) in [("a.pdf", "a4"), ("b.svg", "letter")] {
        let line = format!(
            "seed backup --cards blank --words 12 --paper {paper} --expect-fingerprint {MASTER} --label Treasury --holder Ada -o {file}"
        );
        let (out, said) = done(&folder, &line, 0);
        assert!(out.is_empty() && said.contains("nothing secret"), "{said}");
        let text = std::fs::read_to_string(folder.path(file)).unwrap_or_else(|_| {
            std::fs::read(folder.path(file)).unwrap().iter().map(|byte| char::from(*byte)).collect()
        });
        for fact in [MASTER, "Treasury", "Ada"] {
            assert!(text.contains(fact), "{file} lacks {fact}");
        }
    }
    done(&folder, "seed backup --cards blank", 2);
    done(&folder, "seed backup --cards blank -o cards.png", 2);
    done(&folder, "seed backup --printer /dev/null", 2);
}

/// Only a fingerprint, which is public, tells the blank cards of two seeds apart.
#[test]
fn atk_g12_blank_cards_of_a_seed_are_those_of_any_seed() {
    let folder = Folder::new("cli-cards-any");
    std::fs::write(folder.path("zoo.txt"), "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong\n").unwrap();
    let mut cards = Vec::new();
    for words in ["words.txt", "zoo.txt"] {
        let file = format!("{words}.svg");
        done(&folder, &format!("seed backup --cards blank -o {file} --seed-fd 3 3< {words}"), 0);
        let drawn = std::fs::read_to_string(folder.path(&file)).unwrap();
        let (_, fingerprint) = done(&folder, &format!("seed check --json --seed-fd 3 3< {words}"), 0);
        assert!(!drawn.contains("abandon") && !fingerprint.contains("abandon"));
        let public = if words == "zoo.txt" { "3f635a63" } else { MASTER };
        assert!(drawn.contains(public), "{words}");
        cards.push(drawn.replace(public, "........"));
    }
    let same = |line: &str| !line.contains("........");
    let lines = |card: &String| card.lines().filter(|line| same(line)).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&cards[0]), lines(&cards[1]));
}

#[test]
fn atk_g12_filled_cards_leave_by_the_ways_of_a_secret_only() {
    let folder = Folder::new("cli-cards-filled");
    // Nobody is there to look at a preview or to type a passphrase.
    done(&folder, "seed backup --cards filled --seed-fd 3 3< words.txt", 8);
    done(&folder, "seed backup --cards filled -o cards.pdf --seed-fd 3 3< words.txt", 8);
    assert!(!folder.path("cards.pdf").exists());
    let line = "seed backup --cards filled --write-plaintext-secret cards.pdf --seed-fd 3 3< words.txt";
    let (out, said) = done(&folder, line, 0);
    assert!(said.contains("UNENCRYPTED") && said.contains("may keep them"), "{said}");
    assert_eq!(std::fs::metadata(folder.path("cards.pdf")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!out.contains("abandon") && !said.contains("abandon"));
    done(&folder, line, 9);
    // A printer is written to; a file that is named as one is not.
    let printed =
        |device: &str| format!("seed backup --cards filled --printer {device} --seed-fd 3 3< words.txt");
    let (_, said) = done(&folder, &printed("/dev/null"), 0);
    assert!(said.contains("printers keep pages"), "{said}");
    std::fs::write(folder.path("lp0"), "before").unwrap();
    done(&folder, &printed("lp0"), 2);
    assert_eq!(std::fs::read_to_string(folder.path("lp0")).unwrap(), "before");
    let recipient = "age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";
    let line =
        format!("seed backup --cards filled --recipient {recipient} -o c.svg.age --seed-fd 3 3< words.txt");
    done(&folder, &line, 0);
    let sealed = std::fs::read_to_string(folder.path("c.svg.age")).unwrap();
    assert!(sealed.starts_with("-----BEGIN AGE") && !sealed.contains("<svg"));
}

#[test]
fn atk_e06_a_label_cannot_become_part_of_a_page() {
    let folder = Folder::new("cli-cards-label");
    let line = "seed backup --cards blank -o a.svg --label '</text><script>alert(1)</script>'";
    done(&folder, line, 0);
    let svg = std::fs::read_to_string(folder.path("a.svg")).unwrap();
    assert!(!svg.contains("<script") && svg.contains("&#60;script&#62;"));
    let (_, said) =
        done(&folder, &format!("seed backup --cards blank -o b.pdf --label {}", "W".repeat(300)), 2);
    assert!(said.contains("paper/text-too-long") && !folder.path("b.pdf").exists(), "{said}");
}

const OTHER: &str = "xpub6BosfCnifzxcFwrSzQiqu2DBVTshkCXacvNsWGYJVVhhawA7d4R5WSWGFNbi8Aw6ZRc1brxMyWMzG3DSSSSoekkudhUd9yLb6qx39T9nMdj";

#[test]
fn a_sealed_descriptor_is_opened_by_any_cosigner_by_a_seed_and_from_a_picture() {
    let folder = Folder::new("cli-sealed");
    let descriptor = format!("wsh(sortedmulti(2,{}/<0;1>/*,{OTHER}/<0;1>/*))", account());
    std::fs::write(folder.path("wallet.txt"), &descriptor).unwrap();
    for file in ["sealed.bip138", "sealed.txt", "sealed.png", "sealed.gif"] {
        let (_, said) = done(&folder, &format!("account backup wallet.txt -o {file}"), 0);
        assert!(said.contains("sealed to 2 keys"), "{said}");
        for key in [&*account(), XPUB, OTHER] {
            let (out, _) = done(&folder, &format!("account open-backup {file} --account '{key}'"), 0);
            assert!(out.starts_with(&format!("{descriptor}#")), "{file}: {out}");
        }
        let (out, said) = done(&folder, &format!("account open-backup {file} --seed-fd 3 3< words.txt"), 0);
        assert!(out.starts_with(&descriptor) && said.contains("compare an address"), "{file}: {said}");
    }
    let bytes = std::fs::read(folder.path("sealed.bip138")).unwrap();
    assert!(bytes.starts_with(b"BIP138") && !bytes.windows(4).any(|window| window == b"xpub"));
    let stranger = "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8";
    let (_, said) = done(&folder, &format!("account open-backup sealed.txt --account {stranger}"), 7);
    assert!(said.contains("descriptor-backup/other-keys"), "{said}");
    let (out, _) = done(&folder, &format!("account open-backup sealed.txt --json --account {OTHER}"), 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (json["agrees"].as_bool(), json["contents"][0]["kind"].as_str()),
        (Some(true), Some("descriptor"))
    );
}

#[test]
fn atk_e12_a_private_key_is_never_sealed_to_public_ones() {
    let folder = Folder::new("cli-sealed-private");
    let private = "wpkh(xprv9s21ZrQH143K3GJpoapnV8SFfukcVBSfeCficPSGfubmSFDxo1kuHnLisriDvSnRRuL2Qrg5ggqHKNVpxR86QEC8w35uxmGoggxtQTPvfUu/0/*)";
    std::fs::write(folder.path("wallet.txt"), private).unwrap();
    let done = run(&folder.0, "coldframe account backup wallet.txt -o sealed.txt");
    assert!(!done.status.success() && !folder.path("sealed.txt").exists());
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(!said.contains("xprv9s21") && !said.contains(WORDS), "{said}");
}

/// With every share, as the inventory of a multisig asks for it.
#[test]
fn a_share_card_carries_the_sealed_descriptor_that_a_cosigner_opens() {
    let folder = Folder::new("cli-cards-descriptor");
    std::fs::write(folder.path("wallet.txt"), format!("wpkh({}/<0;1>/*)", account())).unwrap();
    std::fs::create_dir(folder.path("made")).unwrap();
    let key = "age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";
    let holders: String =
        ["ada", "bob", "cem"].iter().map(|name| format!("--holder {name}={key} ")).collect();
    let cards = "--cards blank --with-descriptor wallet.txt";
    let line = format!("share split --need 2 --of 3 {holders} -o made {cards} --seed-fd 3 3< words.txt");
    let (_, said) = done(&folder, &line, 0);
    assert!(said.contains("sealed to 1 keys"), "{said}");
    let mut pages = 0;
    for entry in std::fs::read_dir(folder.path("made")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "pdf") {
            let page = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            assert!(page.contains("(Wallet descriptor, encrypted)"), "{path:?}");
            pages += 1;
        }
    }
    assert_eq!(pages, 3);
    // One of another wallet would be believed for years.
    let zoo = "[3f635a63/84h/0h/0h]xpub6CYYYw6h668PkCSXxH9yxBG32zCMEb6N9DuVY8Ax8U7RSV86qKrrhjJfS6nL5jSoikLpd1Qw9qgHv5vyRi7V4nfV3ymLfGpFShsYsFmQiT8";
    std::fs::write(folder.path("wallet.txt"), format!("wpkh({zoo}/<0;1>/*)")).unwrap();
    std::fs::create_dir(folder.path("other")).unwrap();
    let line = line.replace("-o made", "-o other");
    let (_, said) = done(&folder, &line, 3);
    assert!(said.contains("[share/other-descriptor]"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path("other")).unwrap().count(), 0);
    done(&folder, &line.replace("share split", "share split --acknowledge share/other-descriptor"), 0);
    done(&folder, "seed backup --with-descriptor wallet.txt --seed-fd 3 3< words.txt", 2);
}

/// The cards of a seed are held against it as those of shares are; blank ones without a seed cannot be.
#[test]
fn a_seed_card_carries_the_descriptor_of_its_own_wallet_only() {
    let folder = Folder::new("cli-cards-other-descriptor");
    std::fs::write(folder.path("wallet.txt"), format!("wpkh({}/<0;1>/*)", account())).unwrap();
    let line = "seed backup --cards blank --with-descriptor wallet.txt -o";
    let seed = "--seed-fd 3 3< words.txt";
    done(&folder, &format!("{line} own.pdf {seed}"), 0);
    let zoo = "[3f635a63/84h/0h/0h]xpub6CYYYw6h668PkCSXxH9yxBG32zCMEb6N9DuVY8Ax8U7RSV86qKrrhjJfS6nL5jSoikLpd1Qw9qgHv5vyRi7V4nfV3ymLfGpFShsYsFmQiT8";
    std::fs::write(folder.path("wallet.txt"), format!("wpkh({zoo}/<0;1>/*)")).unwrap();
    let (_, said) = done(&folder, &format!("{line} other.pdf {seed}"), 3);
    assert!(said.contains("[share/other-descriptor]") && !folder.path("other.pdf").exists(), "{said}");
    done(&folder, &format!("{line} said.pdf --acknowledge share/other-descriptor {seed}"), 0);
    done(&folder, &format!("{line} unknown.pdf"), 0);
}

#[test]
fn filled_cards_of_shares_go_where_their_shares_go() {
    let folder = Folder::new("cli-cards-filled-shares");
    for (sealed, format) in [(false, "pdf"), (false, "svg"), (true, "pdf")] {
        let made = folder.path(&format!("made-{sealed}-{format}"));
        std::fs::create_dir(&made).unwrap();
        let key = "age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";
        let where_to = match sealed {
            true => format!("--holder ada={key} --holder bob={key} -o"),
            false => "--write-plaintext-secret".to_owned(),
        };
        let cards = format!("--cards filled --card-format {format}");
        let line = format!(
            "share split --need 2 --of 2 {cards} {where_to} {} --acknowledge share/resplit --seed-fd 3 3< words.txt",
            made.display()
        );
        done(&folder, &line, 0);
        let files: Vec<_> = std::fs::read_dir(&made).unwrap().map(|entry| entry.unwrap().path()).collect();
        let ending = if sealed { format!(".card.{format}.age") } else { format!(".card.{format}") };
        let is_card = |path: &&std::path::PathBuf| path.to_string_lossy().ends_with(&ending);
        let (cards, shares): (Vec<_>, Vec<_>) = files.iter().partition(is_card);
        assert_eq!((cards.len(), shares.len()), (2, 2), "{files:?}");
        for card in cards.iter().filter(|_| !sealed) {
            let page = String::from_utf8_lossy(&std::fs::read(card).unwrap()).into_owned();
            let is_whole = match format {
                "pdf" => page.starts_with("%PDF-") && page.contains("(SLIP-39)"),
                _ => page.contains("<svg") && page.trim_end().ends_with("</svg>"),
            };
            assert!(is_whole, "{card:?}");
        }
    }
}
