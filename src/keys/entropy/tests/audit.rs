use super::*;

#[test]
fn atk_c04_the_coin_gives_one_half_whole_and_keeps_the_other() {
    for (coin, lives) in [(Coin::Heads, 0), (Coin::Tails, 1)] {
        let halves = Halves::of(made([1; 32], &rolls(1, 50), 12), made([2; 32], &rolls(2, 50), 12));
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
fn atk_g05_a_made_seed_says_nothing_of_itself() {
    let made = made([1; 32], &rolls(1, 50), 12);
    let said = format!("{made:?} {:?}", made.provenance());
    assert!(made.with_words(|words| words.split(' ').all(|word| !said.contains(&format!(" {word} ")))));
    assert!(!said.contains("0101") && !said.contains(&rolls(1, 50)), "{said}");
}
