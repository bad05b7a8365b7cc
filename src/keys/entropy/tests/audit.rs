use super::*;

#[test]
fn atk_c04_the_coin_gives_one_half_whole_and_keeps_the_other() {
    for (coin, lives) in [(Coin::Heads, 0), (Coin::Tails, 1)] {
        let halves = Halves::of(made([1; 32], &rolls(1, 50), 12), made([2; 32], &rolls(2, 50), 12)).unwrap();
        let fingerprints = halves.both().map(Made::fingerprint);
        let words = halves.both().map(|half| half.with_words(str::to_owned));
        let (survivor, provenance) = halves.decide(coin);
        let audit = provenance.audit.unwrap();
        assert_eq!((audit.lives, audit.fingerprints), (lives, fingerprints));
        assert_eq!(survivor.fingerprint(), fingerprints[lives]);
        assert_eq!(provenance.fingerprint, fingerprints[lives]);
        let published = audit.published.transcript();
        assert!(published.contains(&words[1 - lives]) && published.contains("\"published\":true"));
        assert!(!published.contains(&words[lives]), "the living half was published");
        let living_rolls = rolls(if lives == 0 { 1 } else { 2 }, 50);
        assert!(!published.contains(&living_rolls), "rolls of the living half were published");
    }
}

#[test]
fn atk_c04_rolls_typed_for_both_halves_would_be_published_with_one_of_them() {
    let halves =
        |one: &str, other: &str| Halves::of(made([1; 32], one, 12), made([2; 32], other, 12)).map(|_| ());
    let (one, other) = (rolls(1, 75), rolls(2, 75));
    let same = Err(EntropyError::SameSymbols { source: Source::Dice });
    assert_eq!(halves(&one, &one), same);
    assert_eq!(halves(&one, &format!("{one}{}", &other[..20])), same, "rolled on from the same");
    let slips = other.replacen('1', "2", 3);
    assert_eq!(halves(&other, &slips), same, "with slips");
    assert_eq!(halves(&one, &other), Ok(()));
    for seed in 0..8 {
        assert_eq!(halves(&rolls(2 * seed + 10, 50), &rolls(2 * seed + 1_011, 50)), Ok(()), "{seed}");
    }
}

#[test]
fn atk_g05_a_made_seed_says_nothing_of_itself() {
    let made = made([1; 32], &rolls(1, 50), 12);
    let said = format!("{made:?} {:?}", made.provenance());
    assert!(made.with_words(|words| words.split(' ').all(|word| !said.contains(&format!(" {word} ")))));
    assert!(!said.contains("0101") && !said.contains(&rolls(1, 50)), "{said}");
}
