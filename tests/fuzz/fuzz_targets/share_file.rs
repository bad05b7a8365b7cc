//! Whatever a file holds is lines of it, in their order, or refused; a share that is written into a file with
//! whatever is said of it comes back alone.
#![no_main]

use coldframe_keys::shares::{Share, share_file, shares_in};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: common::seeds::write(&["share-file"]), |content: &[u8]| {
    let Ok(found) = shares_in(content) else { return };
    let mut rest = content;
    for line in &found {
        assert!(!line.is_empty() || found.len() == 1);
        let at = rest.windows(line.len().max(1)).position(|window| window == *line);
        rest = rest.get(at.unwrap_or(0) + line.len()..).expect("lines in their order");
        let Ok(share) = Share::read(line, None) else { continue };
        let remarks = [String::from_utf8_lossy(content).into_owned()];
        let file = share_file(&remarks, &share);
        let again = shares_in(file.as_bytes()).expect("what we write we read");
        let [one] = again.as_slice() else { panic!("a remark became a share") };
        assert!(Share::read(one, None).expect("what we write we read").is_same(&share));
    }
});
