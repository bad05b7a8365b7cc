use super::super::*;
use coldframe_core::messages::Explain;

fn rows(file: &str) -> Vec<serde_json::Value> {
    let parsed: serde_json::Value = serde_json::from_str(file).unwrap();
    parsed["rows"].as_array().unwrap().clone()
}

#[test]
fn the_45_published_vectors_hold() {
    let mut faults = Vec::new();
    for row in rows(include_str!("../../../../vectors/slip39/refused.json")) {
        let mut gathering = Gathering::new();
        let mut said = None;
        for text in row["shares"].as_array().unwrap() {
            let added =
                Share::read(text.as_str().unwrap().as_bytes(), None).and_then(|share| gathering.add(share));
            if let Err(why) = added {
                said.get_or_insert(why);
            }
        }
        let said = said.unwrap_or_else(|| gathering.finish(b"TREZOR").unwrap_err());
        if said.code().as_str() != row["code"].as_str().unwrap() {
            faults.push(format!("{}: {said:?}", row["name"]));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
