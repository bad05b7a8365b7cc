use super::*;
use crate::skips;

/// SeedSigner's own pictures: what they hold, zxing-cpp reads too.
#[test]
fn the_reference_pictures_open_the_seeds_they_are_of() {
    let Ok(folder) = std::env::var("COLDFRAME_SEEDQR") else {
        return skips::skipped("COLDFRAME_SEEDQR names no folder of SeedSigner's pictures");
    };
    for (name, first) in [("12word", "vacuum bridge buddy"), ("24word", "artefact comfort tissue")] {
        for kind in ["standard", "compact"] {
            let read = mnemonic(&Path::new(&folder).join(format!("{kind}_{name}.png"))).unwrap();
            read.with_sentence(|words| assert!(words.starts_with(first), "{kind} {name}"));
        }
    }
}
