"""Judge: nothing is signed that was not consented to, and every other end has its own exit code.

The engine and embit stand behind the two-file attack: both halves are valid signatures, so the
signer is the last one who can notice.
"""

import pathlib
import tempfile

from embit.psbt import PSBT

from coldframe import DECLINED, DONE, REFUSED, UNSAFE, WRONG_SECRET
from harness import must, same
from kernel import Chain
from makers import EmbitMaker, embit_finalise
from signers import embit_sign, signatures
from spends import Spend
from wallets import OURS, OURS_WITH_PASSPHRASE, STRANGER

UNPROVEN, CONTRADICTED = "psbt/amount-unproven", "psbt/amount-contradiction"
BURNT_SAT = 150_000


def run(report, subject, quick=False):
    """How a scripted signature can end, then the mirrored pair."""
    chain = Chain()
    try:
        with report.case("the control: the mirrored pair burns money when embit signs it"):
            burnt(chain)
        if not subject.reviews:
            return
        for name, end in ENDS.items():
            with report.case(name), tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
                end(subject.program, Desk(chain, pathlib.Path(folder)))
    finally:
        chain.close()


class Desk:
    """A folder with a PSBT of two coins, honest or with unproven amounts, and a place for answers."""

    def __init__(self, chain, home):
        self.chain, self.home = chain, home
        self.state, self.out = home / "state", home / "signed.psbt"
        self.accounts = [OURS.origin("p2wpkh")]

    def file(self, name, raw):
        """A PSBT on the disk."""
        path = self.home / name
        path.write_bytes(raw)
        return path

    def honest(self):
        """Two coins with their previous transactions."""
        spend = Spend("consent", "p2wpkh", inputs=2)
        return self.file("honest.psbt", EmbitMaker(0).make(spend, spend.coins(self.chain)).psbt)

    def unsigned(self, answer, code):
        """The run ended with this code and left nothing behind."""
        same(answer.code, code, f"the exit code; it said: {answer.err.strip()}")
        must(not self.out.exists() and not answer.out, "something was written all the same")


def consented(program, desk):
    """The right digest and nothing to acknowledge."""
    path = desk.honest()
    review = program.review(path, desk.accounts, desk.state)
    same(review.codes("warn", "hold", "refuse"), [], "objections to an honest PSBT")
    program.sign(path, desk.out, OURS, review, desk.state).ok()
    same(len(signatures(desk.out.read_bytes())), 2, "signatures")


def wrong_digest(program, desk):
    """One digit of the digest is another, or it is that of another PSBT."""
    path = desk.honest()
    digest = program.review(path, desk.accounts, desk.state).digest()
    other = ("1" if digest[0] == "0" else "0") + digest[1:]
    desk.unsigned(program.sign_with(path, desk.out, OURS, other, [], desk.state), DECLINED)
    second = desk.honest()  # other coins under the same name
    desk.unsigned(program.sign_with(second, desk.out, OURS, digest, [], desk.state), DECLINED)


def unacknowledged(program, desk):
    """A warning that is not named, or another one that is."""
    path = desk.file("unproven.psbt", mirrored(desk.chain)[0])
    review = program.review(path, desk.accounts, desk.state)
    same(review.codes("warn", "hold", "refuse"), [UNPROVEN], "objections")
    for named in ([], ["psbt/locktime-far"]):
        answer = program.sign_with(path, desk.out, OURS, review.digest(), named, desk.state)
        desk.unsigned(answer, DECLINED)
    same(program.sign(path, desk.out, OURS, review, desk.state).code, DONE, "once it is named")


def refused(program, desk):
    """No acknowledgement lifts a refusal."""
    psbt = PSBT.parse(desk.honest().read_bytes())
    psbt.inputs[0].witness_utxo.value += 1
    path = desk.file("lie.psbt", psbt.serialize())
    review = program.review(path, desk.accounts, desk.state)
    codes = review.refusals()
    must("psbt/utxo-conflict" in codes, f"the lie was not found: {codes}")
    answer = program.sign_with(path, desk.out, OURS, review.digest(), codes, desk.state)
    desk.unsigned(answer, REFUSED)


def wrong_seed(program, desk):
    """Words of somebody else, and our words with another passphrase."""
    path = desk.honest()
    review = program.review(path, desk.accounts, desk.state)
    for wallet in (STRANGER, OURS_WITH_PASSPHRASE):
        desk.unsigned(program.sign(path, desk.out, wallet, review, desk.state), WRONG_SECRET)


def no_terminal(program, desk):
    """Nobody there to ask for consent, or for the words."""
    path = desk.honest()
    desk.unsigned(program.sign_with(path, desk.out, OURS, None, [], desk.state), UNSAFE)
    digest = program.review(path, desk.accounts, desk.state).digest()
    line = ["sign", path, "-o", desk.out, "--network", "regtest", "--consent", digest, "--state", desk.state]
    desk.unsigned(program.run(line), UNSAFE)


def existing_output(program, desk):
    """An answer that is there already is not overwritten, and not touched."""
    path = desk.honest()
    review = program.review(path, desk.accounts, desk.state)
    desk.out.write_bytes(b"precious")
    must(program.sign(path, desk.out, OURS, review, desk.state).code != DONE, "it said that it was done")
    same(desk.out.read_bytes(), b"precious", "what was there before")


def mirrored_with_memory(program, desk):
    """A01: the second file understates the other coin; a machine that remembers refuses it."""
    first, second = mirrored_files(desk)
    review = program.review(first, desk.accounts, desk.state)
    same(review.codes("warn", "hold", "refuse"), [UNPROVEN], "objections to the first half")
    program.sign(first, desk.out, OURS, review, desk.state).ok()
    desk.out.unlink()
    review = program.review(second, desk.accounts, desk.state)
    must(CONTRADICTED in review.codes("refuse"), f"the second half is not refused: {review.codes('refuse', 'warn')}")
    desk.unsigned(program.sign(second, desk.out, OURS, review, desk.state), REFUSED)


def mirrored_without_memory(program, desk):
    """A01: a machine that forgets can only warn, of each half, and does not sign unasked."""
    for path in mirrored_files(desk):
        review = program.review(path, desk.accounts, None)
        same(review.codes("warn", "hold", "refuse"), [UNPROVEN], "objections")
        desk.unsigned(program.sign_with(path, desk.out, OURS, review.digest(), [], None), DECLINED)


def mirrored_files(desk):
    """Both halves on the disk."""
    return [desk.file(f"half{place}.psbt", raw) for place, raw in enumerate(mirrored(desk.chain))]


def mirrored(chain):
    """Two files for one transaction (CVE-2020-14199). Each understates another coin by
    `BURNT_SAT`, so that each shows a small fee, and BIP-143 lets both signatures stand."""
    spend = Spend("mirrored", "p2wpkh", inputs=2, change=False)
    coins = spend.coins(chain)
    honest = PSBT.parse(EmbitMaker(0).make(spend, coins).psbt)
    tx = honest.tx
    tx.vout[0].value -= BURNT_SAT
    files = []
    for place in (0, 1):
        psbt = PSBT(tx)
        for at, (scope, told) in enumerate(zip(psbt.inputs, honest.inputs, strict=True)):
            scope.unknown = {}
            scope.witness_utxo = type(told.witness_utxo)(
                told.witness_utxo.value - BURNT_SAT * (at == place), told.witness_utxo.script_pubkey)
            scope.bip32_derivations = told.bip32_derivations
        for scope in psbt.outputs:
            scope.unknown = {}
        files.append(psbt.serialize())
    return files


def burnt(chain):
    """embit signs both halves; one signature of each makes a valid transaction that burns money."""
    halves = [PSBT.parse(embit_sign(raw, OURS)) for raw in mirrored(chain)]
    merged = PSBT.parse(halves[0].serialize())
    # The half that told the truth about a coin holds its valid signature.
    merged.inputs[0].partial_sigs = halves[1].inputs[0].partial_sigs
    merged.inputs[0].witness_utxo = halves[1].inputs[0].witness_utxo
    must(chain.accepts(embit_finalise(merged.serialize())), f"the engine refused the merger: {chain.refusal()}")
    shown = [half.fee() for half in halves]
    must(0 < shown[0] == shown[1] < BURNT_SAT, f"the halves show fees of {shown}")
    same(merged.fee(), shown[0] + BURNT_SAT, "what is burnt beyond the fee that was shown")


ENDS = {
    "the right digest signs": consented,
    "another digest is declined, exit 4": wrong_digest,
    "a warning that is not named is declined, exit 4": unacknowledged,
    "a refusal stays one whatever is acknowledged, exit 3": refused,
    "another seed, exit 7": wrong_seed,
    "no terminal to ask on, exit 8": no_terminal,
    "an output file that exists": existing_output,
    "the mirrored pair before a machine that remembers": mirrored_with_memory,
    "the mirrored pair before a machine that forgets": mirrored_without_memory,
}
