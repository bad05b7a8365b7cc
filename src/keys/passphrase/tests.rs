use super::*;
use coldframe_core::messages::Explain;

fn secret(text: &str) -> Secret<Vec<u8>> {
    Secret::built(Vec::with_capacity(text.len()), |bytes| bytes.extend_from_slice(text.as_bytes()))
}

#[test]
fn atk_f10_what_people_choose_is_refused() {
    let chosen = [
        "",
        "a",
        "hunter2",
        "password",
        "P@ssw0rd!",
        "correct horse",
        "letmein123",
        "qwertyuiop",
        "1qaz2wsx3edc4rfv",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "123456789012345678901234567890",
        "12.05.1984",
        "satoshi nakamoto 2009",
        "Bitcoin2026!",
        "passwordpasswordpasswordpassword",
        "Michael1984Jennifer",
        "hodlhodlhodlhodlhodl",
        "------------------------",
        "zoo zoo zoo zoo zoo zoo zoo zoo",
        "coldcard-trezor-ledger-wallet",
        "abandon ability able",
        "20091031-20140102",
        "correct horse battery staple",
        "Correct-Horse-Battery-Staple!",
        "P@ssw0rd12345678!!",
        "abababababababababababababababababababab",
        "31121984-01011970-24121999",
        "To be, or not to be, that is the question",
        "thequickbrownfoxjumpsoverthelazydog",
        "MaryHadALittleLamb1984!!",
        "1q2w3e4r5t6y7u8i9o0p",
        "qazwsxedcrfvtgbyhnujmikolp",
        "a1b2c3d4e5f6g7h8i9j0",
        "3141592653589793238462643383",
        "legal winner thank year wave sausage worth useful legal winner thank yellow",
    ];
    for text in chosen {
        let Err(PassphraseError::Weak { bits }) = judge(&secret(text)) else { panic!("{text} was taken") };
        assert!(bits < PASSPHRASE_BITS_MIN, "{text}: {bits}");
    }
}

#[test]
fn atk_f10_a_generated_one_has_88_bits_and_passes_the_judge_too() {
    for _ in 0..50 {
        let generated = generate().unwrap();
        assert_eq!(judge(&generated), Ok(()));
        generated.expose(|bytes| {
            let text = std::str::from_utf8(bytes).unwrap();
            let list = Language::English.word_list();
            assert_eq!(text.split('-').filter(|word| list.contains(word)).count(), WORDS);
            assert_eq!(bytes.capacity(), BYTES_MAX, "a buffer that grew left words behind");
        });
    }
}

#[test]
fn atk_f10_what_is_drawn_is_taken_in_any_alphabet() {
    let drawn = [
        "k3Xp9vQz7Lm2Tw8Rb",
        "vjqzkxwpmfhgybtrdn",
        "83650174926351870642",
        "canal-orbit-velvet-tiger-mosquito-planet",
        "\u{9f8d}\u{68ee}\u{6c34}\u{706b}\u{98a8}\u{571f}\u{91d1}\u{6708}\u{661f}\u{7a7a}\u{6d77}\u{5c71}",
    ];
    for text in drawn {
        assert_eq!(judge(&secret(text)), Ok(()), "{text}");
    }
}

#[test]
fn the_bits_of_chance_are_the_words_in_their_order() {
    let ones = spelled(&[0xff; RANDOM_BYTES]).expose(|text| String::from_utf8(text.clone()).unwrap());
    assert_eq!(ones, ["zoo"; 8].join("-"));
    // 00000000001 00000000000 … 00000000010: word 1, then word 0, at the end word 2.
    let bytes = [0x00, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0x02];
    let text = spelled(&bytes).expose(|text| String::from_utf8(text.clone()).unwrap());
    assert_eq!(text, "ability-abandon-abandon-abandon-abandon-abandon-abandon-able");
}

#[test]
fn two_secrets_are_the_same_only_byte_for_byte() {
    assert!(is_same(&secret("zoo"), &secret("zoo")));
    for other in ["zoo ", "zo", "Zoo", "", "zop"] {
        assert!(!is_same(&secret("zoo"), &secret(other)), "{other}");
    }
}

#[test]
fn an_endless_passphrase_is_judged_by_its_beginning_and_quickly() {
    let begun = std::time::Instant::now();
    assert!(judge(&secret(&"a".repeat(1_024))).is_err());
    let broken = Secret::built(Vec::new(), |bytes: &mut Vec<u8>| bytes.push(0xff));
    assert_eq!(judge(&broken), Err(PassphraseError::NotText));
    assert!(begun.elapsed().as_millis() < 2_000, "{:?}", begun.elapsed());
}

#[test]
fn atk_g05_the_refusal_says_nothing_of_the_passphrase() {
    let error = judge(&secret("hunter2")).unwrap_err();
    let said = format!("{error} {error:?} {:?}", error.facts());
    assert!(!said.contains("hunter"), "{said}");
}
