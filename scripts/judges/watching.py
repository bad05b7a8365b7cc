"""Judge: what we export makes a watching wallet elsewhere, and its addresses are ours.

BDK and embit read the descriptor of each kind and derive the addresses `address list` prints;
`address check` knows them, and no stranger's.
"""

import json
import re

import bdkpython as bdk
from embit.descriptor import Descriptor

from coldframe import DONE, MALFORMED, NO
from harness import must, same
from makers_bdk import LOOKAHEAD_ADDRESSES
from wallets import KINDS, OURS, OURS_WITH_PASSPHRASE, PURPOSES, REGTEST, STRANGER, address_of_script

COUNT = 25
PATH = re.compile(r"m/\d+h/1h/0h/([01])/(\d+)")


def run(report, subject, quick=False):
    """Every kind, with and without a passphrase."""
    if not subject.reviews:
        with report.case("the control: BDK and embit derive the same addresses"):
            for kind in KINDS:
                text = f"{descriptor_of(kind, OURS.origin(kind))}"
                same(by_bdk(text, 0), by_embit(text, 0), kind)
        return
    for kind in KINDS:
        for wallet in (OURS, OURS_WITH_PASSPHRASE):
            name = f"{kind}{' behind a passphrase' if wallet.passphrase else ''}"
            with report.case(f"{name}: BDK and embit watch what we export"):
                watched(subject.program, wallet, kind)
        with report.case(f"{kind}: ours and not ours are told apart"):
            checked(subject.program, kind)
    with report.case("an address of another network, and no address, are no answer"):
        for text in ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "bcrt1qnonsense"):
            same(subject.program.address_check(text, OURS.origin("p2wpkh")).code, MALFORMED, text)


def watched(program, wallet, kind):
    """Three forms of one key; the addresses of both chains, from two places."""
    descriptor = exported(program, wallet, kind, "descriptor")
    same(exported(program, wallet, kind, "xpub"), wallet.origin(kind), "the key against embit's")
    section = json.loads(exported(program, wallet, kind, "json"))[f"bip{PURPOSES[kind]}"]
    same((section["desc"], section["name"]), (descriptor, kind), "the JSON against the descriptor")
    for chain in (0, 1):
        theirs = by_bdk(descriptor, chain)
        same(by_embit(descriptor, chain), theirs, "embit against BDK")
        for start in (0, COUNT - 5):
            rows = program.addresses(descriptor, start, 5, change=bool(chain))
            same([address for _, address in rows], theirs[start:start + 5], "our addresses against theirs")
            places = [tuple(map(int, PATH.fullmatch(path).groups())) for path, _ in rows]
            same(places, [(chain, start + step) for step in range(5)], "the paths")


def checked(program, kind):
    """Exit 0 for both chains however the key is written, exit 1 for a stranger's."""
    for chain, index in ((0, 0), (1, 7), (0, 999)):
        ours = address_of_script(OURS.key(kind, chain, index).script())
        for account in (OURS.origin(kind), OURS.origin(kind, "'"), exported(program, OURS, kind, "descriptor")):
            answer = program.address_check(ours, account)
            same(answer.code, DONE, f"{kind} {chain}/{index}")
            must(f"/{chain}/{index}" in answer.out.decode(), f"the path is not named: {answer.out.decode()}")
    same(program.address_check(address_of_script(OURS.key(kind, 0, 1_000).script()), OURS.origin(kind)).code,
         NO, "an address farther than was looked")
    other = KINDS[(KINDS.index(kind) + 1) % len(KINDS)]
    for key in (STRANGER.key(kind, 0, 0), OURS.key(other, 0, 0)):
        same(program.address_check(address_of_script(key.script()), OURS.origin(kind)).code, NO, f"another's {key.kind}")


def exported(program, wallet, kind, form):
    """What `account export` prints."""
    return program.account(wallet, kind, form).ok().out.decode().strip()


def by_bdk(descriptor, chain):
    """Addresses of a watch-only wallet BDK makes of a two-path descriptor."""
    both = bdk.Descriptor(descriptor, bdk.NetworkKind.TEST).to_single_descriptors()
    memory = bdk.Persister.new_in_memory()
    wallet = bdk.Wallet(both[0], both[1], bdk.Network.REGTEST, memory, LOOKAHEAD_ADDRESSES)
    keychain = (bdk.KeychainKind.EXTERNAL, bdk.KeychainKind.INTERNAL)[chain]
    return [str(wallet.peek_address(keychain, index).address) for index in range(COUNT)]


def by_embit(descriptor, chain):
    """The same by embit."""
    parsed = Descriptor.from_string(descriptor)
    return [parsed.derive(index, branch_index=chain).address(REGTEST) for index in range(COUNT)]


def descriptor_of(kind, origin):
    """A descriptor with both chains, put together here."""
    form = {"p2pkh": "pkh({})", "p2sh-p2wpkh": "sh(wpkh({}))", "p2wpkh": "wpkh({})", "p2tr": "tr({})"}[kind]
    return form.format(f"{origin}/<0;1>/*")
