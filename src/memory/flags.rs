//! What the kernel says of a mapping: an emulator or a sandbox may answer a call with yes and do
//! nothing.

/// Two letters for each property of the mapping that holds the address (`VmFlags` in
/// proc_pid_smaps(5)): `lo` locked, `dd` not dumped, `wf` wiped on fork, `dc` not in children.
/// `None` where `/proc` cannot be read.
pub(crate) fn flags_at(address: usize) -> Option<Vec<String>> {
    let smaps = std::fs::read_to_string("/proc/self/smaps").ok()?;
    let mut is_here = false;
    for line in smaps.lines() {
        if let Some((first, end)) = range(line) {
            is_here = (first..end).contains(&address);
        } else if let (true, Some(flags)) = (is_here, line.strip_prefix("VmFlags:")) {
            return Some(flags.split_whitespace().map(str::to_owned).collect());
        }
    }
    None
}

/// The addresses at the head of a mapping's lines.
fn range(line: &str) -> Option<(usize, usize)> {
    let (first, end) = line.split(' ').next()?.split_once('-')?;
    Some((usize::from_str_radix(first, 16).ok()?, usize::from_str_radix(end, 16).ok()?))
}

#[cfg(test)]
#[cfg(not(miri))]
mod tests {
    use super::*;

    #[test]
    fn the_flags_of_what_is_mapped_are_found_and_of_nothing_else() {
        let here = 0_u8;
        let flags = flags_at(std::ptr::from_ref(&here).addr()).unwrap();
        assert!(flags.iter().any(|flag| flag == "rd") && flags.iter().any(|flag| flag == "wr"), "{flags:?}");
        assert!(!flags.iter().any(|flag| flag == "lo"), "{flags:?}");
        assert_eq!(flags_at(0), None);
    }
}
