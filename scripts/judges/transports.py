"""Who draws and reads frames in a run: coldframe, or the npm implementations as the control."""

import pathlib
import tempfile

from coldframe import Coldframe
from harness import must
from node import Node, NodeError

WIDEST_VERSION = 15
FRAGMENT_BYTES = 120


class Unreadable(Exception):
    """The frames did not lead to a message."""


def nothing_of(ours, frames):
    """No message, and no output file, from these frames."""
    try:
        message = ours.read(frames)
    except Unreadable:
        return
    must(False, f"{len(message)} bytes came out")


class NpmTransport:
    """The control: the frames' own reference implementations at both ends."""

    name = "npm"
    draws = False

    def ur_frames(self, payload, rounds):
        """UR frames of a PSBT, `rounds` times as many as its pure parts."""
        node = Node.shared()
        count = rounds * node.call("ur/parts", payload=payload.hex(), fragment=FRAGMENT_BYTES)
        return node.call("ur/encode", payload=payload.hex(), type="crypto-psbt",
                         fragment=FRAGMENT_BYTES, first=0, count=count)

    def ur1_frames(self, payload):
        """Frames of the first version."""
        return ur1_encode(payload, 300)

    def bbqr_frames(self, payload, encoding):
        """BBQr frames of a PSBT in encoding H, 2 or Z."""
        return bbqr_split(payload, encoding, WIDEST_VERSION)["parts"]

    def read(self, frames):
        """The message behind the texts of frames."""
        if frames[0].startswith("B$"):
            return bbqr_join(frames)["payload"]
        if "of" in frames[0].lower().split("/")[1]:
            return ur1_decode(frames)
        return ur_decode(frames)["payload"]


class ColdframeTransport:
    """coldframe at our end: frames leave through `show`, arrive through `scan`."""

    name = "coldframe"
    draws = True

    def __init__(self, binary):
        self.program = Coldframe(binary)

    def ur_frames(self, payload, rounds):
        """As `NpmTransport.ur_frames`: an animation of ours, read by zxing-cpp, in a loop."""
        from readers import greys, zxing

        with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
            home = pathlib.Path(folder)
            (home / "in").write_bytes(payload)
            self.program.show(home / "in", home / "out.apng", "--as", "ur").ok()
            texts = [text for picture in greys(home / "out.apng") for text in zxing(picture)]
        must(texts, "the animation holds no code")
        return texts if len(texts) == 1 else texts * rounds

    def ur1_frames(self, payload):
        """As `NpmTransport.ur1_frames`."""
        with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
            home = pathlib.Path(folder)
            (home / "in").write_bytes(payload)
            self.program.show(home / "in", home / "frames.txt", "--as", "ur1").ok()
            return (home / "frames.txt").read_text().split()

    def bbqr_frames(self, payload, encoding):
        """As `NpmTransport.bbqr_frames`: we answer in the encoding in which a file came."""
        came = bbqr_split(payload, encoding, WIDEST_VERSION)["parts"]
        with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
            home = pathlib.Path(folder)
            (home / "in").write_text("\n".join(came) + "\n")
            self.program.show(home / "in", home / "frames.txt").ok()
            return (home / "frames.txt").read_text().split()

    def read(self, frames):
        """As `NpmTransport.read`, through a text file of one frame per line."""
        with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
            source = pathlib.Path(folder) / "frames.txt"
            source.write_text("\n".join(frames) + "\n")
            return self.scan(source)

    def scan(self, source):
        """The message in a text file, a picture, an animation or a folder of pictures."""
        with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
            out = pathlib.Path(folder) / "out.psbt"
            answer = self.program.scan(source, out)
            if answer.code != 0:
                must(not out.exists(), "a failed scan left an output file")
                raise Unreadable(answer.err.strip())
            return out.read_bytes()


def ur_encode(payload, kind, fragment, first, count):
    """Frames of the npm encoder from any point of its endless stream."""
    return Node.shared().call("ur/encode", payload=payload.hex(), type=kind, fragment=fragment,
                              first=first, count=count)


def ur_indexes(frame):
    """Which pure parts a part is made of, counted from 0, as npm computes them."""
    return Node.shared().call("ur/indexes", frame=frame)


def ur_decode(frames):
    """What the npm decoder makes of frames; `Unreadable` when they do not suffice."""
    try:
        answer = Node.shared().call("ur/decode", frames=frames)
    except NodeError as error:
        raise Unreadable(str(error)) from error
    if not answer["complete"]:
        raise Unreadable(f"npm needs more than {answer['used']} frames")
    return {**answer, "payload": bytes.fromhex(answer["payload"])}


def ur1_encode(payload, fragment):
    """Frames of the first version by npm, `fragment` letters in each."""
    return Node.shared().call("ur1/encode", payload=payload.hex(), fragment=fragment)


def ur1_decode(frames):
    """What npm makes of frames of the first version; `Unreadable` when they do not suffice."""
    try:
        answer = Node.shared().call("ur1/decode", frames=[frame.lower() for frame in frames])
    except NodeError as error:
        raise Unreadable(str(error)) from error
    if not answer["complete"]:
        raise Unreadable("a part is missing")
    return bytes.fromhex(answer["payload"])


def bbqr_split(payload, encoding, version):
    """Frames of Coinkite's encoder, no larger than a QR version; it may choose 2 for Z."""
    return Node.shared().call("bbqr/split", payload=payload.hex(), type="P", encoding=encoding,
                              maxVersion=version)


def bbqr_split_as(payload, file_type, encoding, version):
    """The same for another file type."""
    return Node.shared().call("bbqr/split", payload=payload.hex(), type=file_type, encoding=encoding,
                              maxVersion=version)


def ur_message(cbor, kind, fragment, count=0):
    """Frames of bare CBOR under any type, by npm: all its pure parts, or more."""
    return Node.shared().call("ur/plain", cbor=cbor.hex(), type=kind, fragment=fragment, count=count)


def bbqr_join(frames):
    """What Coinkite's decoder makes of frames."""
    try:
        answer = Node.shared().call("bbqr/join", frames=frames)
    except NodeError as error:
        raise Unreadable(str(error)) from error
    return {**answer, "payload": bytes.fromhex(answer["payload"])}
