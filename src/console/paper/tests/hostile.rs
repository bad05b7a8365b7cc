use super::*;

const ATTACKS: [&str; 8] = [
    "</text><script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "]]>&lt;&#x3c;script>",
    ") Tj ET endstream endobj 9 0 obj <</Type/Action/S/JavaScript>>",
    "\\) Tj (\\",
    "%!PS (x) run\u{1b}%-12345X@PJL",
    "\u{202e}gnp\u{0}\u{7f}\u{9b}2J",
    "$(reboot) `x` {0} ((((",
];

fn drawn(label: &str, format: Format) -> String {
    let card = ShareCard { label: safe(label), holder: safe(label), ..share(Shape::Words(20)) };
    let mut out = Zeroizing::new(Vec::new());
    card.draw(&Fill::Blank, Paper::A4, format, &mut out).unwrap();
    out.iter().map(|byte| char::from(*byte)).collect()
}

#[test]
fn atk_e06_foreign_text_cannot_become_svg() {
    let honest = drawn("honest", Format::Svg);
    let elements =
        |text: &str| (text.matches('<').count(), text.matches('>').count(), text.matches('"').count());
    for attack in ATTACKS {
        let svg = drawn(attack, Format::Svg);
        // Where a label is set in two lines, each is an element of ours.
        let lines = svg.matches("<text ").count() - honest.matches("<text ").count();
        let (open, close, quotes) = elements(&honest);
        assert!(lines <= 4, "{attack}");
        assert_eq!(elements(&svg), (open + 2 * lines, close + 2 * lines, quotes + lines * 18), "{attack}");
        assert!(svg.chars().all(|letter| letter == '\n' || (' '..='~').contains(&letter)), "{attack}");
    }
}

/// Reads strings as a PDF reader does; what is left are operators, numbers and names.
fn outside_strings(pdf: &str) -> String {
    let (mut depth, mut is_escaped, mut outside) = (0_u32, false, String::new());
    for letter in pdf.chars() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if depth > 0 => is_escaped = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            letter if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    outside
}

#[test]
fn atk_e06_foreign_text_cannot_become_pdf() {
    for attack in ATTACKS {
        let pdf = drawn(attack, Format::Pdf);
        let outside = outside_strings(&pdf);
        for word in ["JavaScript", "Action", "script", "reboot", "PJL"] {
            assert!(!outside.contains(word), "{attack}: {word}");
        }
        let count = |word: &str| outside.matches(word).count();
        assert_eq!((count("endstream"), count(" obj\n")), (2, 5 + 2 * 2), "{attack}");
        // A printer that takes raw bytes listens to escapes (PJL, PCL): none can come through.
        assert!(
            pdf.chars().skip(15).all(|letter| letter == '\n' || (' '..='~').contains(&letter)),
            "{attack}"
        );
    }
}

#[test]
fn what_a_label_says_is_read_back_from_the_page() {
    for attack in ATTACKS {
        let expected = letters::of(&Safe::text(attack)).replace(' ', "");
        let card = ShareCard { label: safe(attack), ..share(Shape::Words(20)) };
        let page = &layout::share(&card, &Fill::Blank, Paper::A4).unwrap()[0];
        let said: String = texts(page).iter().map(|(_, _, text)| text.replace(' ', "")).collect();
        assert!(said.contains(&expected), "{attack}: {expected}");
    }
}
