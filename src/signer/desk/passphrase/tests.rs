use super::*;

fn press(form: &mut Passphrase, keys: &[Key]) -> Step {
    keys.iter().fold(Step::Stay, |_, key| form.press(*key, Instant::now()).unwrap())
}

fn typed(form: &mut Passphrase, text: &str) {
    text.bytes().for_each(|byte| assert_eq!(press(form, &[Key::Byte(byte)]), Step::Stay));
}

fn once(text: &str) -> Passphrase {
    let mut form = Passphrase::new(vec!["Passphrase".to_owned()], Opens::Wallet, false, true);
    typed(&mut form, text);
    form
}

fn seen(form: &Passphrase) -> String {
    form.lines((24, 79)).iter().map(|line| format!("{}\n", line.as_str())).collect()
}

fn answer(form: Passphrase) -> Vec<u8> {
    form.into_secret().expose(Clone::clone)
}

#[test]
fn a_plain_passphrase_is_taken_as_it_is_and_not_shown() {
    let mut form = once("correct horse");
    assert!(!seen(&form).contains("horse"));
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Done);
    assert_eq!(answer(form), b"correct horse");
}

#[test]
fn its_length_is_not_on_the_screen() {
    assert_eq!(seen(&once("12345678")), seen(&once("123456789012")));
}

#[test]
fn atk_c06_a_space_that_cannot_be_seen_is_said_and_has_to_be_confirmed() {
    let cases = [
        ("horse ", "spaces at the end: 1"),
        ("  horse", "spaces at the beginning: 2"),
        ("a  b", "two spaces in a row"),
        ("caf\u{e9}", "stored another way"),
        (" ", "spaces at the beginning: 1"),
    ];
    for (text, said) in cases {
        let mut form = once(text);
        assert!(seen(&form).contains(said), "{text:?}: {}", seen(&form));
        assert_eq!(press(&mut form, &[Key::Enter]), Step::Stay, "{text:?} was taken without a word");
        assert!(seen(&form).contains("it is meant so"));
        assert_eq!(press(&mut form, &[Key::Enter]), Step::Done);
        assert_eq!(answer(form), text.as_bytes(), "what was confirmed is what is used");
    }
}

#[test]
fn atk_c06_a_confirmation_does_not_hold_for_what_is_typed_after_it() {
    let mut form = once("horse ");
    press(&mut form, &[Key::Enter]);
    typed(&mut form, " ");
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Stay);
    press(&mut form, &[Key::Backspace, Key::Backspace]);
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Done);
    assert_eq!(answer(form), b"horse");
}

#[test]
fn whoever_asks_to_see_it_sees_the_spaces_too() {
    let mut form = once(" a b ");
    press(&mut form, &[Key::Control('t')]);
    assert!(seen(&form).contains("> \u{2423}a\u{2423}b\u{2423}"), "{}", seen(&form));
}

#[test]
fn a_new_one_is_typed_twice_and_two_that_differ_begin_again() {
    let mut form = Passphrase::new(Vec::new(), Opens::Wallet, true, false);
    typed(&mut form, "horse");
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Stay);
    typed(&mut form, "house");
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Stay);
    assert!(seen(&form).contains("not the same"), "{}", seen(&form));
    for step in [Step::Stay, Step::Done] {
        typed(&mut form, "horse");
        assert_eq!(press(&mut form, &[Key::Enter]), step);
    }
    assert_eq!(answer(form), b"horse");
}

#[test]
fn whoever_wants_it_types_it_twice() {
    let mut form = once("horse");
    assert_eq!(press(&mut form, &[Key::Control('r'), Key::Enter]), Step::Stay);
    typed(&mut form, "horse");
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Done);
}

#[test]
fn nothing_at_all_is_taken_only_where_it_means_something() {
    assert_eq!(press(&mut once(""), &[Key::Enter]), Step::Done);
    let mut form = Passphrase::new(Vec::new(), Opens::Wallet, false, false);
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Stay);
    assert!(seen(&form).contains("Nothing was typed"));
}

#[test]
fn half_a_letter_is_rubbed_out_whole_and_never_taken() {
    let mut form = once("a\u{e9}");
    press(&mut form, &[Key::Backspace]);
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Done);
    assert_eq!(answer(form), b"a");
    let mut form = Passphrase::new(Vec::new(), Opens::Wallet, false, true);
    press(&mut form, &[Key::Byte(0xc3)]);
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Stay);
    assert!(seen(&form).contains("no text"));
}

#[test]
fn a_passphrase_without_end_is_refused() {
    let mut form = once(&"a".repeat(SECRET_INPUT_BYTES_MAX));
    assert_eq!(
        form.press(Key::Byte(b'a'), Instant::now()),
        Err(SecretInputError::TooLong { most: SECRET_INPUT_BYTES_MAX })
    );
}

#[test]
fn a_letter_that_another_keyboard_stores_otherwise_is_said_of_a_file_too() {
    for text in ["caf\u{e9}", "cafe\u{301}"] {
        let mut form = Passphrase::new(Vec::new(), Opens::File, false, false);
        typed(&mut form, text);
        assert!(seen(&form).contains("stored in two ways"), "{}", seen(&form));
    }
}
