"""Who signs in a run: coldframe, or embit as the control.

The control proves that a judge can pass, and that its mutated copies fail for their own sake,
before coldframe is asked anything.
"""

import pathlib
import tempfile

from embit import ec
from embit.psbt import PSBT
from embit.util import secp256k1

from coldframe import HELD, REFUSED, Coldframe, Refused
from harness import must, same
from maps import only_signatures_added
from transports import ColdframeTransport, NpmTransport

TAP_KEY_SIGNATURE = b"\x13"


def schnorr_without_randomness(key, message):
    """BIP-340 with 32 zero bytes of auxiliary data, said explicitly: the library inside embit is
    older than the rule that none given means zeros."""
    return ec.SchnorrSig(secp256k1.schnorrsig_sign(message, key.secret, None, bytes(32)))


ec.PrivateKey.schnorr_sign = schnorr_without_randomness


class EmbitSigner:
    """The control: embit signs whatever it is given and reviews nothing."""

    name = "embit"
    reviews = False

    def transport(self):
        """The control at the frames' end too."""
        return NpmTransport()

    def sign(self, made, spend):
        """The signed PSBT."""
        return embit_sign(made.psbt, spend.wallet)


class ColdframeSigner:
    """coldframe in its two scripted steps: read the review, then sign exactly that."""

    name = "coldframe"
    reviews = True

    def __init__(self, binary):
        self.program = Coldframe(binary)

    def transport(self):
        """coldframe's frames."""
        return ColdframeTransport(self.program.binary)

    def sign(self, made, spend):
        """The signed PSBT, after the review agreed with the maker in every number."""
        with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
            home = pathlib.Path(folder)
            source, out, state = home / "unsigned.psbt", home / "signed.psbt", home / "state"
            source.write_bytes(made.psbt)
            origins = [spend.wallet.origin(kind) for kind in spend.kinds()]
            review = self.program.review(source, origins, state)
            refused = review.refusals()
            if not refused:
                agree(review, made)
            answer = self.program.sign(source, out, spend.wallet, review, state)
            if refused:
                must(answer.code in (REFUSED, HELD), f"{refused} did not stop a script that consents: {answer.code}")
                must(not out.exists(), "a refused signature left an output file")
                raise Refused(", ".join(refused))
            answer.ok()
            signed = out.read_bytes()
            only_signatures_added(made.psbt, signed, spend.inputs)
            return signed

    def finalised(self, signed):
        """What our own finaliser makes of it."""
        with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
            source, out = pathlib.Path(folder) / "signed.psbt", pathlib.Path(folder) / "spend.tx"
            source.write_bytes(signed)
            self.program.finalize(source, out).ok()
            return out.read_bytes()


def agree(review, made):
    """Fee, recipients and change of the review against what the maker says (None: it lies)."""
    if made.fee is None:
        return
    same(review.fee(), made.fee, "fee in satoshi, review against maker")
    same(review.outputs(returns=False), sorted(made.sent), "recipients, review against maker")
    same(review.outputs(returns=True), sorted(made.change), "change, review against maker")


def embit_sign(raw, wallet):
    """embit's signatures over every input it finds a key for.

    embit finishes taproot inputs at once; its signature moves to where BIP-371 has it, so that
    the maker's finaliser has something to do.
    """
    psbt = PSBT.parse(raw)
    if not psbt.sign_with(wallet.root):
        raise Refused("embit found nothing to sign")
    for scope in psbt.inputs:
        if scope.is_taproot and scope.final_scriptwitness is not None:
            scope.unknown[TAP_KEY_SIGNATURE] = scope.final_scriptwitness.items[0]
            scope.final_scriptwitness = None
    return psbt.serialize()


def signatures(raw):
    """(input, signature) of every single-key signature in a PSBT."""
    found = []
    for place, scope in enumerate(PSBT.parse(raw).inputs):
        found += [(place, bytes(value)) for value in scope.partial_sigs.values()]
        if TAP_KEY_SIGNATURE in scope.unknown:
            found.append((place, bytes(scope.unknown[TAP_KEY_SIGNATURE])))
    return found
