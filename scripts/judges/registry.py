"""Judge: accounts written by other people's code are read, and say what embit says.

Keystone's registry and urtypes (SeedSigner's, Krux's and Jade's kind of library) write accounts,
outputs and keys under both generations of names; Coinkite's npm writes JSON and descriptors as BBQr.
What we export, urtypes reads. Private keys and seeds are refused by name and write nothing.
"""

import json
import pathlib
import tempfile

from urtypes.crypto import Account, CoinInfo, HDKey, Keypath, Output, PathComponent
from urtypes.crypto.output import SCRIPT_EXPRESSION_TAG_MAP

from channels import LOSSY, dice
from coldframe import MALFORMED, secrets_of
from harness import must, same
from node import Node
from painters import segno_picture
from readers import encoded
from transports import bbqr_split_as, ur_message
from wallets import OURS, PURPOSES

TAGS = {"p2pkh": [403], "p2sh-p2wpkh": [400, 404], "p2wpkh": [404], "p2tr": [409]}
NAMES = {"p2pkh": ["PUBLIC_KEY_HASH"], "p2sh-p2wpkh": ["SCRIPT_HASH", "WITNESS_PUBLIC_KEY_HASH"],
         "p2wpkh": ["WITNESS_PUBLIC_KEY_HASH"], "p2tr": ["TAPROOT"]}
NEWER = {"crypto-account": "account", "crypto-output": "output-descriptor", "crypto-hdkey": "hdkey"}


def run(report, subject, quick=False):
    """Every kind of account in every wrapping."""
    if not subject.reviews:
        return
    for kind in PURPOSES:
        for what in ("account", "output", "hdkey"):
            with report.case(f"{kind}: Keystone's crypto-{what}"):
                if kind == "p2tr" and what != "hdkey":
                    continue  # that registry has no name for taproot yet
                read_as(subject.program, kind, keystone(kind, what))
        for name, item in written(kind).items():
            for spelled in (name, NEWER[name]):
                with report.case(f"{kind}: urtypes' {spelled}"):
                    read_as(subject.program, kind, plain(item.to_cbor(), spelled))
        for name, channel in LOSSY.items():
            with report.case(f"{kind}: urtypes' crypto-account in small parts, {name}"):
                frames = ur_message(written(kind)["crypto-account"].to_cbor(), "crypto-account", 20, 60)
                read_as(subject.program, kind, channel(frames, dice(f"{kind} {name}")))
        for file_type, text in (("J", generic(subject.program, kind)), ("U", descriptor(subject.program, kind))):
            with report.case(f"{kind}: Coinkite's BBQr of type {file_type}"):
                for encoding in ("H", "2", "Z"):
                    read_as(subject.program, kind, bbqr_split_as(text, file_type, encoding, 10)["parts"])
        with report.case(f"{kind}: what we export, to urtypes"):
            exported(subject.program, kind)
        with report.case(f"{kind}: pictures of an account"):
            in_pictures(subject.program, kind)
    for name, what in (("crypto-hdkey", private_key()), ("crypto-seed", b"\xa1\x01\x50" + bytes(range(16)))):
        with report.case(f"a private {name} is refused by name"):
            refused(subject.program, plain(what, name))


def account_of(kind):
    """embit's account key."""
    return OURS.account(kind).to_public()


def read_as(program, kind, frames):
    """`account show` names the account that embit derives."""
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        source = pathlib.Path(folder) / "account.txt"
        source.write_text("\n".join(frames) + "\n")
        answer, shown = program.account_shown(source)
    answer.ok()
    same(len(shown), 1, "how many accounts")
    same(shown[0]["kind"], kind, "the kind")
    same(shown[0]["fingerprint"], OURS.fingerprint.hex(), "the master fingerprint")
    same(shown[0]["path"], f"m/{PURPOSES[kind]}h/1h/0h", "the path")
    same(shown[0]["xpub"], OURS.xpub(kind), "the key")


def keystone(kind, what):
    """The frames of Keystone's registry."""
    key = account_of(kind)
    return Node.shared().call(
        "ur/account-make", master=OURS.fingerprint.hex(), scripts=NAMES[kind], key=key.key.sec().hex(),
        chainCode=key.chain_code.hex(), parent=key.fingerprint.hex(), purpose=PURPOSES[kind], what=what)


def written(kind):
    """The same account as urtypes makes it."""
    key = account_of(kind)
    steps = [PathComponent(number, True) for number in (PURPOSES[kind], 1, 0)]
    node = HDKey({
        "key": key.key.sec(), "chain_code": key.chain_code, "use_info": CoinInfo(None, 1),
        "origin": Keypath(steps, OURS.fingerprint, 3), "parent_fingerprint": key.fingerprint,
    })
    output = Output([SCRIPT_EXPRESSION_TAG_MAP[tag] for tag in TAGS[kind]], node)
    return {"crypto-account": Account(OURS.fingerprint, [output]), "crypto-output": output, "crypto-hdkey": node}


def private_key():
    """A master key, as urtypes writes it."""
    return HDKey({"master": True, "key": bytes([0]) + OURS.root.key.serialize(),
                  "chain_code": OURS.root.chain_code}).to_cbor()


def plain(cbor, kind):
    """Frames of bare CBOR by npm."""
    return ur_message(cbor, kind, 100)


def generic(program, kind):
    """Our generic JSON: other judges hold its content against embit."""
    return program.account(OURS, kind, "json").ok().out.strip()


def descriptor(program, kind):
    """Our descriptor."""
    return program.account(OURS, kind, "descriptor").ok().out.strip()


def exported(program, kind):
    """urtypes finds embit's key in our crypto-account."""
    line = ["--network", "regtest", "account", "export", "--kind", kind, "--as", "ur"]
    frames = program.run(line, secrets_of(OURS)).ok().out.decode().split()
    message = Node.shared().call("ur/message", frames=[frame.lower() for frame in frames])
    read = Account.from_cbor(bytes.fromhex(message["cbor"]))
    same(read.master_fingerprint, OURS.fingerprint, "the master fingerprint")
    [output] = read.output_descriptors
    same([expression.tag for expression in output.script_expressions], TAGS[kind], "the scripts")
    same(output.crypto_key.key, account_of(kind).key.sec(), "the key")
    same(output.crypto_key.chain_code, account_of(kind).chain_code, "the chain code")
    same([step.index for step in output.crypto_key.origin.components], [PURPOSES[kind], 1, 0], "the path")


def in_pictures(program, kind):
    """A folder of pictures names an account as a file does."""
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        for place, frame in enumerate(keystone(kind, "hdkey")):
            (pathlib.Path(folder) / f"{place}.png").write_bytes(encoded(segno_picture(frame.upper()), "PNG"))
        answer, shown = program.account_shown(folder)
    answer.ok()
    same([one["xpub"] for one in shown], [OURS.xpub(kind)], "the key")


def refused(program, frames):
    """Neither shown nor written."""
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        source, out = pathlib.Path(folder) / "in.txt", pathlib.Path(folder) / "out"
        source.write_text("\n".join(frames) + "\n")
        answer, shown = program.account_shown(source)
        must(answer.code == MALFORMED and not shown, f"ended with {answer.code}: {json.dumps(shown)}")
        answer = program.scan(source, out)
        must(answer.code == MALFORMED and not out.exists(), f"a scan ended with {answer.code}")
        must("secret" in answer.err, f"not refused as a secret: {answer.err.strip()}")
