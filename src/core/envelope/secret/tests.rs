use super::*;

#[test]
fn atk_e12_words_are_words_in_any_case_numbering_and_number_of_lines() {
    let list = ["abandon"; 12];
    for text in [
        list.join(" "),
        list.join("\n"),
        list.join(", "),
        list.join("-"),
        list.join(" ").to_uppercase(),
        (1..).zip(list).map(|(n, word)| format!("{n}) {word}")).collect::<Vec<_>>().join("\n"),
        format!("\u{feff}{}", list.join(" ")),
    ] {
        assert_eq!(secret(text.as_bytes()), Some(SecretKind::Mnemonic), "{text:?}");
    }
    assert_eq!(secret(["academic"; 20].join(" ").as_bytes()), Some(SecretKind::Slip39Share));
    assert_eq!(secret(["academic"; 33].join(" ").as_bytes()), Some(SecretKind::Slip39Share));
}

#[test]
fn atk_e12_shares_pasted_line_by_line_are_secret() {
    let share = ["academic"; 20].join(" ");
    assert_eq!(secret(format!("{share}\n{share}\n").as_bytes()), Some(SecretKind::Slip39Share));
}

#[test]
fn atk_e12_a_share_of_any_length_is_secret_also_in_the_file_it_came_in() {
    for (bytes, count) in [(16, 20), (18, 22), (20, 23), (32, 33), (34, 35), (64, 59)] {
        let share = ["academic"; 60][..count].join(" ");
        let file = format!("# coldframe share, for Ann\n# SLIP-39 set 1a2b, share 1 (2 needed)\n{share}\n");
        for text in [share, file] {
            assert_eq!(secret(text.as_bytes()), Some(SecretKind::Slip39Share), "{bytes} bytes");
        }
    }
    assert_eq!(secret(["academic"; 34].join(" ").as_bytes()), None);
}

/// Nothing else says of 29 words of four letters that they are a share.
#[test]
fn atk_e12_a_share_of_sskr_is_known_as_words_as_letters_and_in_the_file_it_came_in() {
    let words = "tuna next keep gyro blue view able acid able zoom zoom flew oboe gear diet cats real ugly lion \
                 calm view stub axis jowl cats vibe hang cats bulb";
    let ends = |word: &str| word.chars().next().into_iter().chain(word.chars().last()).collect::<String>();
    let short: String = words.split(' ').map(ends).collect();
    for text in [
        words.to_owned(),
        words.to_uppercase(),
        words.replace(' ', "-"),
        words.replace("blue", "blew"),
        words.replace(" bulb", ""),
        format!("# coldframe share, for Ann\n# SSKR set 10e5, share 1 of 3 (2 needed)\n{words}\n"),
        short.clone(),
        short.to_uppercase(),
        format!("share 1: {short}"),
    ] {
        assert_eq!(secret(text.as_bytes()), Some(SecretKind::SskrShare), "{text}");
    }
    assert_eq!(secret(b"tantkp is a word"), None);
}

#[test]
fn atk_e12_a_seed_qr_is_digits_in_groups_below_2048() {
    assert_eq!(secret("0000".repeat(12).as_bytes()), Some(SecretKind::SeedQr));
    assert_eq!(secret("2047".repeat(24).as_bytes()), Some(SecretKind::SeedQr));
    assert_eq!(secret("2048".repeat(24).as_bytes()), None);
    assert_eq!(secret("0000".repeat(13).as_bytes()), None);
}

#[test]
fn atk_e12_every_prefix_of_an_extended_private_key_is_known() {
    for prefix in ["xprv", "tprv", "yprv", "zprv", "uprv", "vprv", "Yprv", "Zprv", "Uprv", "Vprv"] {
        let key = format!("{prefix}{}", "9".repeat(107));
        assert_eq!(secret(key.as_bytes()), Some(SecretKind::ExtendedPrivateKey));
    }
    assert_eq!(secret(format!("xpub{}", "9".repeat(107)).as_bytes()), None);
}

#[test]
fn atk_e12_a_codex32_share_is_known_in_groups_in_capitals_and_misspelt() {
    let share = "ms13casha320zyxwvutsrqpnmlkjhgfedca2a8d0zehn8a0t";
    let groups = |share: &str, between: &str| {
        let groups: Vec<&str> =
            share.as_bytes().chunks(4).map(|group| str::from_utf8(group).unwrap()).collect();
        groups.join(between)
    };
    for text in [
        share.to_owned(),
        share.to_uppercase(),
        groups(share, " "),
        groups(&share.to_uppercase(), "\n"),
        groups(share, "-"),
        share.replace("zyx", "zbx"),
        share.replace("zyx", "z?x"),
        share.replacen('a', "", 1),
    ] {
        assert_eq!(secret(text.as_bytes()), Some(SecretKind::Codex32), "{text}");
    }
    assert_eq!(secret(b"ms1 Treasury paid out"), None);
    assert_eq!(secret(&[b"ms1 ".as_slice(), &[b'x'; 60]].concat()), None);
}

#[test]
fn public_things_are_no_secrets() {
    for public in [
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=0.1",
        "signmessage m/84h/0h/0h/0/0 ascii:hello",
        "the quick brown fox jumps over the lazy dog",
        "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
        "{\"name\":\"treasury\"}",
        "",
    ] {
        assert_eq!(secret(public.as_bytes()), None, "{public}");
    }
}
