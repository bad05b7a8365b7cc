//! Which parts of a numbered message are missing, the first few of them.

use crate::limits::MISSING_TOLD_MAX;
use crate::messages::text;
use crate::safe::Safe;

/// Numbers of missing parts, from 1. At most [`MISSING_TOLD_MAX`] are named, all are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Missing {
    /// The lowest numbers; 0 where there is none.
    first: [u32; MISSING_TOLD_MAX],
    count: usize,
}

impl Missing {
    /// The first of `numbers`, of `count` in all.
    pub(crate) fn of(numbers: impl Iterator<Item = u32>, count: usize) -> Self {
        let mut first = [0; MISSING_TOLD_MAX];
        first.iter_mut().zip(numbers).for_each(|(slot, number)| *slot = number);
        Self { first, count }
    }

    /// How many are missing; 0 also where nothing in particular is.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The lowest of their numbers, from 1.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.first.iter().copied().filter(|number| *number > 0)
    }

    /// `3,7,12`, as `--frames` takes it; `None` where nothing in particular is missing, or too much
    /// to be named.
    pub fn all_named(&self) -> Option<Safe> {
        let is_short = (1..=MISSING_TOLD_MAX).contains(&self.count);
        is_short.then(|| Safe::text(&self.list(",")))
    }

    /// For a person: `3, 7, 12`, and how many more; `None` where nothing in particular is missing.
    pub fn told(&self) -> Option<String> {
        let list = Safe::text(&self.list(", "));
        match self.count.checked_sub(self.numbers().count()) {
            _ if self.count == 0 => None,
            Some(0) | None => Some(text("progress/missing", &[("parts", list)])),
            Some(more) => {
                Some(text("progress/missing-more", &[("parts", list), ("more", Safe::count(more))]))
            }
        }
    }

    fn list(&self, between: &str) -> String {
        self.numbers().map(|number| number.to_string()).collect::<Vec<_>>().join(between)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_named_and_all_are_counted() {
        assert_eq!(Missing::default().told(), None);
        assert_eq!(Missing::default().all_named(), None);
        let few = Missing::of([3, 7, 12].into_iter(), 3);
        assert_eq!(few.told().unwrap(), "missing: 3, 7, 12");
        assert_eq!(few.all_named().unwrap().as_str(), "3,7,12");
        let many = Missing::of(1..1_000, 999);
        assert_eq!(many.told().unwrap(), "missing: 1, 2, 3, 4, 5, 6, 7, 8 and 991 more");
        assert_eq!((many.all_named(), many.count()), (None, 999));
    }
}
