"""Judge: Keystone's registry reads the account we export, and finds embit's key and path in it."""

import json

from embit.bip32 import HDKey

from coldframe import secrets_of
from harness import same
from node import Node
from transports import bbqr_join
from wallets import OURS, PURPOSES

EXPRESSIONS = {"p2pkh": ["pkh"], "p2sh-p2wpkh": ["sh", "wpkh"], "p2wpkh": ["wpkh"]}


def run(report, subject, quick=False):
    """Every kind of account as UR and as BBQr."""
    if not subject.reviews:
        return
    for kind, purpose in PURPOSES.items():
        with report.case(f"crypto-account of {kind}"):
            read = Node.shared().call("ur/account", frames=exported(subject.program, kind, "ur"))
            same(read["type"], "crypto-account", "the type")
            same(read["master"], OURS.fingerprint.hex(), "the master fingerprint")
            same(read["path"], f"{purpose}'/1'/0'", "the path")
            same(HDKey.from_base58(read["key"]).key.sec(), public(kind).key.sec(), "the key")
            same(HDKey.from_base58(read["key"]).chain_code, public(kind).chain_code, "the chain code")
            # This registry has no name for taproot yet.
            same(read["expressions"], EXPRESSIONS.get(kind, []), "the script expressions")
        with report.case(f"generic JSON of {kind} in BBQr"):
            fields = json.loads(bbqr_join(exported(subject.program, kind, "bbqr"))["payload"])
            same(fields["xfp"], OURS.fingerprint.hex().upper(), "the master fingerprint")
            same(fields[f"bip{purpose}"]["xpub"], OURS.xpub(kind), "the key")


def public(kind):
    """The account's public key by embit."""
    return OURS.account(kind).to_public()


def exported(program, kind, form):
    """The frames coldframe writes."""
    line = ["--network", "regtest", "account", "export", "--kind", kind, "--as", form]
    return program.run(line, secrets_of(OURS)).ok().out.decode().split()
