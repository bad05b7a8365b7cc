use crate::bitcoin::scene::{Scene, With, stranger};
use crate::path::ScriptKind::{P2tr, P2wpkh};
use std::time::Instant;

#[test]
#[ignore = "a measurement, run in release with --nocapture"]
#[expect(clippy::print_stdout, reason = "a measurement is read by a person")]
fn how_long_a_review_takes() {
    for (kind, count) in [(P2wpkh, 1_u32), (P2wpkh, 10), (P2wpkh, 200), (P2wpkh, 1_000), (P2tr, 200)] {
        let mut scene = Scene::new(kind);
        for index in 0..count {
            scene = scene.coin(index, 100_000, With::PreviousTransaction);
        }
        let scene = scene.pay(stranger(P2wpkh, 0), u64::from(count) * 90_000).change(0, 5_000);
        let once = |_| {
            let unsigned = crate::review::Unsigned::new(scene.psbt());
            let start = Instant::now();
            let review = unsigned.review(&scene.owner, &scene.context);
            assert_eq!(review.facts().signing_jobs().len(), usize::try_from(count).unwrap());
            start.elapsed()
        };
        println!("{} {count}: {:?}", kind.name(), (0..10).map(once).min());
    }
}
