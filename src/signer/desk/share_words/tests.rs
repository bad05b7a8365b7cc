//! Somebody types a share from a card.

use super::*;

const LIST: [&str; 8] = ["academic", "acid", "acne", "acquire", "acrobat", "adapt", "adult", "zero"];

fn judge(words: &str) -> Judged {
    match words {
        "acid acne adapt zero" => Judged::Good,
        "acid acne adult zero" => {
            Judged::Repairable { places: vec![3], meant: Zeroizing::new("acid acne adapt zero".to_owned()) }
        }
        _ => Judged::Bad("not one share".to_owned()),
    }
}

fn form() -> ShareWords {
    let of = ShareWordsOf { list: &LIST, least: 4, most: 5, judge };
    ShareWords::new(vec!["Share 2".to_owned()], of, false)
}

fn press(form: &mut ShareWords, keys: &[Key]) -> Step {
    keys.iter().fold(Step::Stay, |_, key| form.press(*key, Instant::now()).unwrap())
}

fn typed(form: &mut ShareWords, text: &str) {
    let keys: Vec<Key> = text.bytes().map(Key::Byte).collect();
    press(form, &keys);
}

fn seen(form: &ShareWords) -> String {
    form.lines((24, 79)).iter().map(|line| format!("{}\n", line.as_str())).collect()
}

fn finished(form: ShareWords) -> Vec<u8> {
    form.into_secret().expose(Clone::clone)
}

#[test]
fn four_letters_are_enough_and_a_whole_word_of_fewer_is_too() {
    let mut form = form();
    typed(&mut form, "acid acne ADAP zer");
    press(&mut form, &[Key::Tab]);
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Done);
    assert_eq!(finished(form), b"acid acne adapt zero");
}

#[test]
fn atk_g02_neither_words_nor_their_lengths_are_on_the_screen_until_asked_for() {
    let mut form = form();
    typed(&mut form, "acid acquire acro");
    let hidden = seen(&form);
    for part in ["acid", "acquire", "acro", "a"].iter().take(3) {
        assert!(!hidden.contains(part), "{hidden}");
    }
    assert!(hidden.contains("****") && hidden.contains("...."), "{hidden}");
    press(&mut form, &[Key::Control('t')]);
    assert!(seen(&form).contains("acquire") && seen(&form).contains("acrobat"), "{}", seen(&form));
}

#[test]
fn a_beginning_of_several_words_and_of_none_is_said_by_place_and_letter() {
    let mut form = form();
    typed(&mut form, "ac ");
    assert_eq!(form.notice, Some(Notice::MoreLetters { place: 1 }));
    typed(&mut form, "x ");
    assert_eq!(form.notice, Some(Notice::NotInList { place: 1, known: 2 }));
    press(&mut form, &[Key::KillLine]);
    assert_eq!(form.notice, None);
}

#[test]
fn too_few_words_and_a_gap_are_said_and_nothing_is_lost() {
    let mut form = form();
    typed(&mut form, "acid acne ");
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Stay);
    assert_eq!(form.notice, Some(Notice::Few { count: 2 }));
    typed(&mut form, "adapt zero ");
    press(&mut form, &[Key::Back, Key::Back, Key::KillLine]);
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Stay);
    assert_eq!(form.notice, Some(Notice::Gap { place: 3 }));
    typed(&mut form, "adapt");
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Done);
}

#[test]
fn atk_f02_a_misread_word_is_named_by_its_place_and_put_right_on_request_only() {
    let mut form = form();
    typed(&mut form, "acid acne adult zero");
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Stay);
    assert_eq!(form.notice, Some(Notice::Repair { places: vec![3] }));
    assert!(!seen(&form).contains("adapt"), "{}", seen(&form));
    press(&mut form, &[Key::Control('t')]);
    assert!(seen(&form).contains("adapt"), "{}", seen(&form));
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Stay, "Enter alone mends nothing");
    press(&mut form, &[Key::Control('y')]);
    assert_eq!(press(&mut form, &[Key::Enter]), Step::Done);
    assert_eq!(finished(form), b"acid acne adapt zero");
}

#[test]
fn a_proposal_is_gone_when_a_word_is_changed() {
    let mut form = form();
    typed(&mut form, "acid acne adult zero");
    press(&mut form, &[Key::Enter]);
    typed(&mut form, "ac");
    press(&mut form, &[Key::Control('y')]);
    assert_eq!(form.row.places().nth(2).unwrap().typed(), "ac");
}

#[test]
fn pasted_words_can_be_thrown_away() {
    let mut form = form();
    typed(&mut form, "acid acne adapt zero ");
    form.throw_away();
    assert_eq!((form.row.count(), form.row.at()), (0, 0));
    assert!(finished(form).is_empty());
}
