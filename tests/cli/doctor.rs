//! What the doctor says of the machine the tests run on, and what it stops.

use crate::fixture::Folder;
use crate::surroundings::{accepted, doctor, doctor_ends_with, refusing};
use crate::{digest, run_as, top};
use serde_json::Value;
use std::collections::BTreeSet;

fn report() -> Value {
    serde_json::from_slice(&doctor(&["--json"]).stdout).unwrap()
}

fn names<'a>(rows: &'a Value, field: &str) -> Vec<&'a str> {
    rows.as_array().unwrap().iter().map(|row| row[field].as_str().unwrap()).collect()
}

#[test]
fn the_report_has_the_shape_its_schema_promises() {
    let schema = std::fs::read_to_string(top().join("formats/doctor.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let report = report();
    let fields: BTreeSet<_> = report.as_object().unwrap().keys().cloned().collect();
    let required = schema["required"].as_array().unwrap();
    let required: BTreeSet<_> = required.iter().map(|name| name.as_str().unwrap().to_owned()).collect();
    assert_eq!(fields, required);
    assert_eq!(report["schema"], schema["properties"]["schema"]["const"]);
    for (list, field) in [("measures", "state"), ("surroundings", "grade")] {
        let row = &schema["properties"][list]["items"];
        let known = row["properties"][field]["enum"].as_array().unwrap();
        for said in names(&report[list], field) {
            assert!(known.iter().any(|word| word == said), "{list}: {said}");
        }
        for found in report[list].as_array().unwrap() {
            for name in row["required"].as_array().unwrap() {
                assert!(found.get(name.as_str().unwrap()).is_some(), "{list}: {found} has no {name}");
            }
        }
    }
}

/// Scripts and journals name them. One may be added, none is renamed.
#[test]
fn the_codes_scripts_rely_on_stay() {
    let report = report();
    let codes = names(&report["surroundings"], "code");
    for code in [
        "air-gap/interface-up",
        "air-gap/default-route",
        "air-gap/radio-on",
        "air-gap/bluetooth",
        "swap/on",
        "swap/hibernation",
        "terminal/recorded",
        "machine/entropy-not-ready",
    ] {
        assert!(codes.contains(&code), "{code} is gone");
    }
    let unique: BTreeSet<_> = codes.iter().collect();
    assert_eq!(unique.len(), codes.len());
}

#[test]
fn every_code_of_the_report_is_explained_by_help() {
    let report = report();
    let codes = [names(&report["surroundings"], "code"), names(&report["measures"], "code")].concat();
    assert!(codes.len() > 30, "{codes:?}");
    for code in codes {
        let folder = Folder::new(&format!("doctor-help-{}", code.replace('/', "-")));
        let done = run_as(&folder.0, &format!("coldframe help errors {code}"), "");
        assert_eq!(done.status.code(), Some(0), "{code}: {done:?}");
    }
}

#[test]
fn the_doctor_ends_with_8_where_something_refuses_and_says_how_to_mend_it() {
    let done = doctor(&[]);
    assert_eq!(done.status.code(), Some(doctor_ends_with()), "{done:?}");
    let said = String::from_utf8(done.stdout).unwrap();
    for code in refusing() {
        assert!(said.contains(&format!("refuse   {code}")), "{code}: {said}");
    }
    assert_eq!(
        said.matches("mend: ").count(),
        said.matches("refuse   ").count() + said.matches("noted    ").count()
    );
}

#[test]
fn the_hash_the_doctor_prints_is_that_of_the_file() {
    use bitcoin::hashes::{Hash, sha256};
    let file = std::fs::read(env!("CARGO_BIN_EXE_coldframe")).unwrap();
    let hash = sha256::Hash::hash(&file).to_string();
    assert_eq!(report()["sha256"], hash.as_str());
    assert!(String::from_utf8(doctor(&[]).stdout).unwrap().contains(&hash));
}

#[test]
fn what_was_found_is_recorded_in_the_journal() {
    let folder = Folder::new("doctor-journal");
    run_as(&folder.0, "coldframe doctor", "");
    let journal = std::fs::read_to_string(folder.path("coldframe/journal.jsonl")).unwrap();
    let line: Value = serde_json::from_str(journal.lines().last().unwrap()).unwrap();
    assert_eq!(line["event"], "doctor-result");
    assert_eq!(names_of(&line["findings"]), refusing());
}

fn names_of(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_machine_with_a_network_signs_nothing_until_every_objection_is_named() {
    if refusing().is_empty() {
        return crate::skips::skipped("the doctor has no objection to this machine");
    }
    let folder = Folder::new("doctor-sign");
    let digest = digest(&folder);
    let sign =
        format!("coldframe sign spend.psbt -o signed.psbt --seed-fd 3 --consent {digest} 3< words.txt");
    for partly in ["", "--accept-surroundings machine/camera"] {
        let done = run_as(&folder.0, &sign, partly);
        assert_eq!(done.status.code(), Some(8), "{partly}: {done:?}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains("[surroundings/refused]"), "{said}");
        for code in refusing() {
            assert!(said.contains(&format!("[{code}]")), "{code}: {said}");
        }
        assert!(said.contains(&format!("--accept-surroundings {}", refusing().join(","))), "{said}");
    }
    assert!(!folder.path("signed.psbt").exists());
    let journal = || std::fs::read_to_string(folder.path("coldframe/journal.jsonl")).unwrap();
    assert!(!journal().contains("\"override\""));
    let done = run_as(&folder.0, &sign, &accepted().join(" "));
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    assert_eq!(journal().matches("\"override\"").count(), refusing().len());
}

#[test]
fn a_test_network_only_says_so_in_one_line_and_not_when_quiet() {
    let folder = Folder::new("doctor-test-network");
    let check = "coldframe seed check --network regtest --seed-fd 3 3< words.txt";
    let done = run_as(&folder.0, check, "");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(said.matches("coldframe doctor").count(), usize::from(!refusing().is_empty()), "{said}");
    let quiet = run_as(&folder.0, check, "-q");
    assert!(quiet.status.success() && quiet.stderr.is_empty(), "{quiet:?}");
}

#[test]
fn a_code_nobody_knows_is_wrong_usage() {
    let folder = Folder::new("doctor-code");
    let done =
        run_as(&folder.0, "coldframe seed check --seed-fd 3 3< words.txt", "--accept-surroundings all");
    assert_eq!(done.status.code(), Some(2), "{done:?}");
}

#[test]
fn a_rehearsal_says_so_too_because_the_next_key_may_be_a_real_one() {
    let folder = Folder::new("doctor-rehearse");
    let done = run_as(&folder.0, "coldframe rehearse --inputs 1 --picture kept.png", "");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(said.matches("coldframe doctor").count(), usize::from(!refusing().is_empty()), "{said}");
    for code in refusing() {
        assert!(said.contains(code.as_str()), "{code}: {said}");
    }
}
