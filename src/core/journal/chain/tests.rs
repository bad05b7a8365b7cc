use super::*;
use crate::review::Digest;

const AT: UnixSeconds = UnixSeconds(1_795_186_083);

fn journal() -> Vec<u8> {
    let review = Digest::new([7; 32]);
    let events = [
        Event::Opened { sha256: [1; 32], byte_count: 300 },
        Event::Reviewed { review, findings: vec![Code::new("fee/rate-high")] },
        Event::Consented { review, acknowledged: vec![Code::new("fee/rate-high")] },
        Event::Signed { review, signature_count: 2 },
        Event::Sent { review, sha256: [2; 32] },
    ];
    let mut chain = Chain::empty();
    let mut file = Vec::new();
    for event in &events {
        let (line, next) = chain.next(AT, event);
        file.extend(line);
        chain = next;
    }
    file
}

#[test]
fn a_journal_reads_back_to_where_it_was_written() {
    let file = journal();
    let chain = Chain::verify(&file).unwrap();
    assert_eq!(chain.line_count(), 5);
    let (line, next) = chain.next(AT, &Event::WrongSecret);
    let longer = [file, line].concat();
    assert_eq!(Chain::verify(&longer), Ok(next));
    assert_eq!(Chain::resume(&longer), Ok(next));
    assert_eq!(Chain::resume(&[]), Ok(Chain::empty()));
}

/// Wire bytes pinned: a change here breaks every journal ever written. Do not regenerate.
#[test]
fn the_first_line_is_written_as_the_format_says() {
    let (line, chain) = Chain::empty().next(UnixSeconds(0), &Event::WrongSecret);
    let expected = concat!(
        r#"{"at":"1970-01-01T00:00:00Z","event":"wrong-secret","#,
        r#""prev":"0000000000000000000000000000000000000000000000000000000000000000","v":1}"#,
        "\n"
    );
    assert_eq!(line, expected.as_bytes());
    assert_eq!(chain.head(), &tagged_hash(expected.trim_end().as_bytes()));
}

#[test]
fn a_thief_who_edits_any_byte_of_the_past_is_noticed() {
    let file = journal();
    let last_line = file.len() - file.split_inclusive(|&b| b == b'\n').next_back().unwrap().len();
    for position in 0..last_line {
        let mut edited = file.clone();
        edited[position] ^= 1;
        assert!(Chain::verify(&edited).is_err(), "byte {position}");
        assert!(Chain::resume(&edited).is_err(), "byte {position}");
    }
}

#[test]
fn a_thief_who_takes_a_line_out_is_noticed() {
    let file = journal();
    let lines: Vec<_> = file.split_inclusive(|&b| b == b'\n').collect();
    let without_third: Vec<u8> =
        lines.iter().enumerate().filter(|(n, _)| *n != 2).flat_map(|(_, line)| line.to_vec()).collect();
    assert_eq!(Chain::verify(&without_third), Err(ChainError::Broken { line: 3 }));
    assert_eq!(Chain::resume(&without_third), Err(ChainError::Broken { line: 3 }));
}

#[test]
fn a_line_cut_by_a_power_loss_is_named_as_such() {
    let file = journal();
    assert_eq!(Chain::verify(&file[..file.len() - 1]), Err(ChainError::Torn { line: 5 }));
    assert_eq!(Chain::resume(&file[..file.len() - 1]), Err(ChainError::Torn { line: 5 }));
}

#[test]
fn another_spelling_of_the_same_event_is_not_canonical() {
    let (line, _) = Chain::empty().next(AT, &Event::WrongSecret);
    let spaced = String::from_utf8(line).unwrap().replace("\"v\":1", "\"v\": 1");
    assert_eq!(Chain::verify(spaced.as_bytes()), Err(ChainError::Line { line: 1 }));
}

/// `vectors/journal/chain.json`: each row is a file and its verdict.
#[test]
fn every_vector_gets_its_verdict() {
    let vectors: Value =
        serde_json::from_str(include_str!("../../../../vectors/journal/chain.json")).unwrap();
    for row in vectors["rows"].as_array().unwrap() {
        let file: String = row["lines"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
        let verdict = match Chain::verify(file.as_bytes()) {
            Ok(chain) => Safe::hex(chain.head()).as_str().to_owned(),
            Err(error) => error.code().to_string(),
        };
        assert_eq!(row["verdict"].as_str().unwrap(), verdict, "{}", row["name"]);
    }
}
