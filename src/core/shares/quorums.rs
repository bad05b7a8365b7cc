//! How many choices of shares restore a set.

/// The smallest choices of shares that restore a set: so many of its groups, each by `(need, of)` of its
/// shares. At most 2^128 - 1.
pub fn quorum_count(groups: &[(usize, usize)], group_need: usize) -> u128 {
    // Choices of so many of the groups seen so far; a group more either counts or does not.
    let mut choices = vec![0_u128; group_need.saturating_add(1)];
    if let Some(none) = choices.first_mut() {
        *none = 1;
    }
    for (need, of) in groups {
        let members = combinations(*of, *need);
        let with = choices.iter().map(|before| before.saturating_mul(members)).collect::<Vec<_>>();
        for (count, with) in choices.iter_mut().skip(1).zip(with) {
            *count = count.saturating_add(with);
        }
    }
    choices.last().copied().unwrap_or(0)
}

/// Choices of so many out of so many.
fn combinations(of: usize, need: usize) -> u128 {
    (0..need)
        .try_fold(1_u128, |product, step| {
            let (up, down) = (of.checked_sub(step)?, step.checked_add(1)?);
            product.checked_mul(u128::try_from(up).ok()?)?.checked_div(u128::try_from(down).ok()?)
        })
        .unwrap_or(if need > of { 0 } else { u128::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quorums_are_counted_over_every_choice_of_groups() {
        for (groups, group_need, count) in [
            (vec![(2, 3)], 1, 3),
            (vec![(3, 5)], 1, 10),
            (vec![(1, 1), (1, 1), (2, 5), (3, 6)], 2, 1 + 2 * 10 + 2 * 20 + 10 * 20),
            (vec![(2, 2), (2, 3)], 3, 0),
            (vec![(4, 3)], 1, 0),
            (vec![(8, 16); 16], 16, 12_870_u128.saturating_pow(16)),
            (vec![(127, 255)], 1, u128::MAX),
        ] {
            assert_eq!(quorum_count(&groups, group_need), count, "{group_need} of {groups:?}");
        }
    }
}
