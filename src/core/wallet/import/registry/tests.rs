use crate::envelope::{DetectError, Envelope};
use crate::frames::ur::bytewords;
use crate::messages::{Code, Explain};
use crate::network::Network;
use crate::wallet::{export, import};
use serde_json::Value;

/// What becomes of a row's UR: the accounts as text, or the code it is refused with.
fn verdict(row: &Value) -> Result<Vec<String>, Code> {
    let text = match (row["ur"].as_str(), row["kind"].as_str(), row["cbor"].as_str()) {
        (Some(text), ..) => text.to_owned(),
        (None, Some(kind), Some(cbor)) => {
            let cbor = crate::frames::plain::unhex(cbor.as_bytes()).unwrap();
            format!("ur:{kind}/{}", bytewords::encode_upper(&cbor))
        }
        _ => panic!("{row} holds no UR"),
    };
    let envelope = Envelope::detect(text.as_bytes()).map_err(|why: DetectError| why.code())?;
    let accounts = import::accounts(&envelope.content, Network::Main).map_err(|why| why.code())?;
    Ok(accounts.iter().map(export::key_with_origin).collect())
}

#[test]
fn the_registry_vectors_get_their_verdict() {
    let file: Value = serde_json::from_str(include_str!("../../../../../vectors/ur/registry.json")).unwrap();
    for row in file["rows"].as_array().unwrap() {
        let verdict = verdict(row);
        match row["refused"].as_str() {
            Some(code) => assert_eq!(verdict.unwrap_err().as_str(), code, "{}", row["name"]),
            None => {
                let expected = row["accounts"].as_array().unwrap().iter();
                let expected: Vec<_> = expected.map(|text| text.as_str().unwrap().to_owned()).collect();
                assert_eq!(verdict, Ok(expected), "{}", row["name"]);
            }
        }
    }
}

#[test]
fn what_we_write_as_crypto_account_reads_back_on_every_network() {
    let keys = [
        (
            Network::Main,
            "[37b5eed4/84h/0h/0h]xpub6BkU445MSEBXbPjD3g2c2ch6mn8yy1SXXQUM7EwjgYiq6Wt1NDwDZ45npqWcV8uQC5oi2gHuVukoCoZZyT4HKq8EpotPMqGqxdZRuapCQ23",
        ),
        (
            Network::Signet,
            "[73c5da0a/49h/1h/0h]tpubDD7tXK8KeQ3YY83yWq755fHY2JW8Ha8Q765tknUM5rSvjPcGWfUppDFMpQ1ScziKfW3ZNtZvAD7M3u7bSs7HofjTD3KP3YxPK7X6hwV8Rk2",
        ),
    ];
    for (network, key) in keys {
        let account = import::account(key, network, None).unwrap();
        let cbor = export::crypto_account(&account);
        assert_eq!(super::accounts(crate::frames::UrType::Account, &cbor, network), Ok(vec![account]));
    }
}

proptest::proptest! {
    #[test]
    fn no_cbor_makes_the_reader_fall(
        noise in proptest::collection::vec(proptest::num::u8::ANY, 0..200),
        at in 0..160_usize,
    ) {
        let key = "[37b5eed4/84h/0h/0h]xpub6BkU445MSEBXbPjD3g2c2ch6mn8yy1SXXQUM7EwjgYiq6Wt1NDwDZ45npqWcV8uQC5oi2gHuVukoCoZZyT4HKq8EpotPMqGqxdZRuapCQ23";
        let mut good = export::crypto_account(&import::account(key, Network::Main, None).unwrap());
        let place = at % good.len();
        good[place] = noise.first().copied().unwrap_or(0xff);
        for kind in [crate::frames::UrType::Account, crate::frames::UrType::HdKey, crate::frames::UrType::Output] {
            let _ = super::accounts(kind, &noise, Network::Main);
            let _ = super::accounts(kind, &good, Network::Main);
        }
    }
}
