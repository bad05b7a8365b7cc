# The verbs of this house.

_default:
    @just --list

# everything CI runs
check:
    scripts/check

# the whole journey on regtest with a throwaway key
rehearse:
    cargo run --release -- rehearse

# the tests of one crate, or of the house
test *WHAT:
    cargo test {{WHAT}}

# the rules of the house only
boundaries:
    cargo test --test boundaries

# every fuzz target for so many seconds
fuzz SECONDS="20":
    scripts/fuzz-smoke {{SECONDS}}

# prove on the shipped file that no network can be reached
no-network:
    scripts/no-network

# a static program for this machine's processor
static:
    scripts/build-static

# two builds at different places, one hash
reproduce:
    scripts/reproduce

# licences, bans, sources; advisories where there is a network
deny:
    cargo deny check
