//! What the options say a new set is to be.

use crate::cli::share::common::NewSet;
use crate::error::Error;
use crate::exit::Exit;
use coldframe_core::shares::{Holds, Scheme};
use coldframe_keys::shares::{GroupPlan, Plan};

/// The plan of a new set; whether it can hold what is split is seen when that is known.
pub(crate) fn plan(set: &NewSet, holds: Holds) -> Result<Plan, Error> {
    if set.scheme != Scheme::Slip39 && (set.ask_new_share_passphrase || set.new_share_passphrase_fd.is_some())
    {
        // It would be dropped, and the shares believed to be guarded by it.
        return Err(Error::plain(Exit::Usage, "usage/share-passphrase"));
    }
    if set.scheme != Scheme::Slip39 && (set.not_extendable || set.iteration_exponent.is_some()) {
        return Err(Error::plain(Exit::Usage, "usage/share-slip39-only"));
    }
    let single = set.need.zip(set.of).map(|(need, of)| vec![GroupPlan { need, of }]);
    let named: Vec<GroupPlan> =
        set.groups.iter().map(|group| GroupPlan { need: group.need, of: group.of }).collect();
    let groups = single.unwrap_or(named);
    let all = u8::try_from(groups.len()).unwrap_or(u8::MAX);
    if groups.is_empty() {
        return Err(Error::plain(Exit::Usage, "usage/share-plan"));
    }
    let plan = Plan::grouped(set.scheme, holds, set.groups_needed.unwrap_or(all), groups);
    let iteration_exponent = set.iteration_exponent.unwrap_or(plan.iteration_exponent);
    Ok(Plan { iteration_exponent, extendable: !set.not_extendable, ..plan })
}
