//! The attacks of the catalogue, one test each, named by their ids.

mod amounts;
mod catalogue;
mod mutants;
mod outputs;
mod owners;
mod properties;
mod signing;
mod speed;
mod time;
mod vectors;

use crate::bitcoin::scene::Scene;
use crate::path::ScriptKind;
use crate::review::{Consent, Severity};

pub(crate) const REFUSE: Severity = Severity::Refuse;
pub(crate) const WARN: Severity = Severity::Warn;
pub(crate) const NOTE: Severity = Severity::Note;

#[test]
fn an_honest_payment_of_every_kind_raises_no_objection_and_may_be_signed() {
    for kind in ScriptKind::ALL {
        let scene = Scene::honest(kind);
        assert_eq!(scene.objections(), [], "{}", kind.name());
        let review = scene.review();
        assert_eq!(review.facts().signing_jobs().len(), 1);
        assert_eq!(review.facts().recipients().len(), 1);
        assert_eq!(review.facts().totals.returns.unwrap().to_sat(), 39_990_000);
        let consent = Consent { seen: review.digest(), acknowledged: Vec::new() };
        assert!(review.approve(&consent).is_ok());
    }
}
