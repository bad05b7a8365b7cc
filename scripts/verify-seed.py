#!/usr/bin/env python3
"""Recomputes the words and the fingerprint of a seed from its transcript, with nothing of coldframe.

  verify-seed.py TRANSCRIPT.json [--certificate FILE] [--commitment HEX] [--ask-passphrase]
  verify-seed.py --typed         types the transcript by hand, from the screen or from paper

This belongs on an OFFLINE machine: whoever has a transcript has the money. It refuses where there is a
default route, unless the transcript was published by `seed new --audit` or --this-seed-is-public is said.
It proves something only of what you saw yourself: compare the commitment with your photograph
(--commitment) and the symbols with those you wrote down while you threw them. A crooked machine could
have known bytes AND symbols beforehand, and then everything here agrees.
Standard library only. The formula is formats/entropy.md; the word lists are vectors/mnemonic/word-lists.json,
held to the SHA-256 of the ten files of BIP-39 below. Ends with 0 if all agrees, 1 if not, 8 if refused.
"""
import argparse, getpass, hashlib, hmac, json, pathlib, re, sys, unicodedata

LISTS = {  # SHA-256 of each list as BIP-39 publishes it, one word a line
    "english": "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda",
    "chinese-simplified": "5c5942792bd8340cb8b27cd592f1015edf56a8c5b26276ee18a482428e7c5726",
    "chinese-traditional": "417b26b3d8500a4ae3d59717d7011952db6fc2fb84b807f3f94ac734e89c1b5f",
    "czech": "7e80e161c3e93d9554c2efb78d4e3cebf8fc727e9c52e03b83b94406bdcc95fc",
    "french": "ebc3959ab7801a1df6bac4fa7d970652f1df76b683cd2f4003c941c63d517e59",
    "italian": "d392c49fdb700a24cd1fceb237c1f65dcc128f6b34a8aacb58b59384b5c648c2",
    "japanese": "2eed0aef492291e061633d7ad8117f1a2b03eb80a29d0e4e3117ac2528d05ffd",
    "korean": "9e95f86c167de88f450f0aaf89e87f6624a57f973c67b516e338e8e8b8897f60",
    "portuguese": "2685e9c194c82ae67e10ba59d9ea5345a23dc093e92276fc5361f6667d79cd3f",
    "spanish": "46846a5a0139d1e3cb77293e521c2865f7bcdb82c44e8d0a06a2cd0ecba48c0b",
}
KEYS = {"schema", "formula", "word_count", "language", "sources", "passphrase", "fingerprint", "words", "published"}
NUMBER = {"os": 1, "dice": 2, "coins": 3, "cards": 4, "file": 5}
SYMBOLS = {"dice": "[1-6]+", "coins": "[ht]+", "cards": "([A2-9TJQK][CDHS])+"}


def must(holds, why):
    """Not `assert`: python -O leaves those out."""
    if not holds:
        sys.exit("DIFFERS: " + why)


def read(text):
    """JSON with one meaning: a key that stands twice could be shown once and used the other time."""
    def once(pairs):
        must(len({key for key, _ in pairs}) == len(pairs), "a key stands twice")
        return dict(pairs)
    try:
        value = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        value = None
    must(isinstance(value, dict), "no JSON object")
    return value


def digits(value, count):
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{%d}" % count, value) is not None


def check_transcript(t):
    """Every key that belongs in a transcript and no other, each of its type: what is missing is not checked below."""
    must(t.get("schema") == "seed-transcript/1", "not a transcript")
    rolls_alone = t.get("formula") == "sha256-rolls"
    must(set(t) == KEYS | (set() if rolls_alone else {"commitment"}), "keys of a transcript missing, or others beside them")
    must(type(t["word_count"]) is int and t["language"] in list(LISTS), "no number of words, or no list of BIP-39")
    must(isinstance(t["sources"], list) and all(isinstance(s, dict) for s in t["sources"]), "no list of sources")
    must(type(t["passphrase"]) is bool and type(t["published"]) is bool, "neither true nor false")
    must(isinstance(t["words"], str) and digits(t["fingerprint"], 8), "no words, or no fingerprint")
    must(rolls_alone or digits(t["commitment"], 64), "no commitment")


def has_default_route():
    """True, False, or None where the kernel does not say."""
    try:
        v4 = [line.split() for line in open("/proc/net/route").readlines()[1:]]
        v6 = [line.split() for line in open("/proc/net/ipv6_route")] if pathlib.Path("/proc/net/ipv6_route").exists() else []
    except OSError:
        return None
    return any(r[1] == r[7] == "00000000" for r in v4) or any(r[0] == "0" * 32 and r[1] == "00" and r[9] != "lo" for r in v6)


def part(source):
    """Bytes of one source: its symbols in ASCII, or what its digits spell."""
    name = source.get("source")
    must(name in list(NUMBER) and set(source) == {"source", "symbols" if name in SYMBOLS else "hex"}, "an unknown source")
    if name in SYMBOLS:
        symbols = source["symbols"]
        must(isinstance(symbols, str) and re.fullmatch(SYMBOLS[name], symbols), "symbols of no " + name)
        return symbols.encode()
    must(digits(source["hex"], 64), "not 32 bytes")
    return bytes.fromhex(source["hex"])


def entropy(transcript):
    sources, count = transcript["sources"], transcript["word_count"]
    must(count in (12, 15, 18, 21, 24), "no number of words")
    size, parts = count * 4 // 3, [part(s) for s in sources]
    if transcript["formula"] == "sha256-rolls":
        must([s["source"] for s in sources] == ["dice"] and count in (12, 24), "rolls and nothing else, for 12 or 24 words")
        return hashlib.sha256(parts[0]).digest()[:size]
    must(transcript["formula"] == "coldframe/seed/v1", "an unknown formula")
    numbers = [NUMBER[s["source"]] for s in sources]
    must(numbers[:1] == [1] and numbers == sorted(numbers) and all(numbers.count(n) == 1 for n in numbers if n < 5), "sources out of order")
    ikm = b"".join(bytes([n]) + len(p).to_bytes(4, "big") + p for n, p in zip(numbers, parts))
    prk = hmac.new(b"coldframe/seed/v1", ikm, "sha512").digest()  # HKDF, RFC 5869: extract, then one block
    return hmac.new(prk, f"{count} words".encode() + b"\x01", "sha512").digest()[:size]


def words(data, language):
    file = pathlib.Path(__file__).resolve().parent.parent / "vectors" / "mnemonic" / "word-lists.json"
    listed = next(row["words"].split(" ") for row in json.loads(file.read_text("utf-8"))["rows"] if row["name"] == language)
    must(hashlib.sha256("".join(w + "\n" for w in listed).encode()).hexdigest() == LISTS[language], "not the list of BIP-39")
    checksum_bits = len(data) // 4
    number = int.from_bytes(data, "big") << checksum_bits | hashlib.sha256(data).digest()[0] >> (8 - checksum_bits)
    count = (len(data) * 8 + checksum_bits) // 11
    return " ".join(listed[number >> 11 * (count - 1 - i) & 2047] for i in range(count))


def ripemd160(data):  # by its specification: OpenSSL 3 has it no longer
    rho = [7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8]
    shifts = ["befc5879bdef6798", "cdbf6997cfbd7877", "dfeb7768dedc5569", "ebce8655fcfe9986", "fcdd9586ebcb8655"]
    f = [lambda x, y, z: x ^ y ^ z, lambda x, y, z: x & y | ~x & z, lambda x, y, z: (x | ~y) ^ z, lambda x, y, z: x & z | y & ~z, lambda x, y, z: x ^ (y | ~z)]
    k = [[0, 0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xA953FD4E], [0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0x7A6D76E9, 0]]
    rol = lambda x, n: ((x & 0xFFFFFFFF) << n | (x & 0xFFFFFFFF) >> (32 - n)) & 0xFFFFFFFF
    h = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0]
    data += b"\x80" + b"\0" * ((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "little")
    for start in range(0, len(data), 64):
        x = [int.from_bytes(data[i:i + 4], "little") for i in range(start, start + 64, 4)]
        lines = []
        for side, order in enumerate(([*range(16)], [(9 * i + 5) % 16 for i in range(16)])):
            a, b, c, d, e = h
            for turn in range(5):
                for i in order:
                    t = rol(a + f[turn if side == 0 else 4 - turn](b, c, d) + x[i] + k[side][turn], int(shifts[turn][i], 16)) + e
                    a, b, c, d, e = e, t & 0xFFFFFFFF, b, rol(c, 10), d
                order = [rho[i] for i in order]
            lines.append((a, b, c, d, e))
        (a, b, c, d, e), (aa, bb, cc, dd, ee) = lines
        h = [v & 0xFFFFFFFF for v in (h[1] + c + dd, h[2] + d + ee, h[3] + e + aa, h[4] + a + bb, h[0] + b + cc)]
    return b"".join(v.to_bytes(4, "little") for v in h)


def public_key(secret):  # secp256k1 (SEC 2), compressed
    p, point = 2**256 - 2**32 - 977, None
    add = (0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798, 0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8)

    def plus(u, v):
        if u is None or v is None:
            return u or v
        slope = 3 * u[0] * u[0] * pow(2 * u[1], -1, p) if u == v else (v[1] - u[1]) * pow(v[0] - u[0], -1, p)
        x = (slope * slope - u[0] - v[0]) % p
        return x, (slope * (u[0] - x) - u[1]) % p

    while secret:
        point, add, secret = plus(point, add) if secret & 1 else point, plus(add, add), secret >> 1
    return bytes([2 + point[1] % 2]) + point[0].to_bytes(32, "big")


def fingerprint(sentence, passphrase):
    nfkd = lambda text: unicodedata.normalize("NFKD", text).encode()
    seed = hashlib.pbkdf2_hmac("sha512", nfkd(sentence), b"mnemonic" + nfkd(passphrase), 2048)  # BIP-39
    master = hmac.new(b"Bitcoin seed", seed, "sha512").digest()[:32]  # BIP-32
    return ripemd160(hashlib.sha256(public_key(int.from_bytes(master, "big"))).digest())[:4].hex()


def typed():
    """A transcript typed by hand."""
    names = {"os": "64 digits of the machine's bytes", "dice": "rolls", "coins": "flips", "cards": "cards", "file": "64 digits of the file's SHA-256"}
    print("Rolls, flips and cards from your own notes, not from the screen: a crooked machine shows others.", file=sys.stderr)
    given = ((name, re.sub(r"[\s,]", "", input(f"{names[name]} ({name}; Enter if there are none): "))) for name in names)
    sources = [{"source": n, "symbols" if n in SYMBOLS else "hex": t} for n, t in given if t]
    must(sources, "no source")
    formula = "coldframe/seed/v1" if sources[0]["source"] == "os" else "sha256-rolls"
    count, language = input("how many words: "), input("list [english]: ") or "english"
    must(count in ("12", "15", "18", "21", "24") and language in LISTS, "no number of words, or no list of BIP-39")
    return {"formula": formula, "sources": sources, "word_count": int(count), "language": language, "passphrase": False, "published": False}


def certificate_checks(said, transcript, found, with_fingerprint):
    """What a certificate says beside what was found."""
    must(said.get("schema") == "entropy-certificate/1", "not a certificate")
    checks, audit = [], said.get("audit")
    if audit is not None:
        must(isinstance(audit, dict) and type(audit.get("lives")) is int and audit["lives"] in (0, 1), "no audit")
        rows = [(name, audit.get(name + "s")) for name in ("commitment", "fingerprint")]
        must(all(isinstance(both, list) and len(both) == 2 for _, both in rows), "no audit")
        # One number of the kernel for two seeds: what is published of one would be known of the other.
        checks.append(("commitments of two seeds, not of one", True, rows[0][1][0] != rows[0][1][1]))
        checks += [(f"{name} of the seed that lives", both[audit["lives"]], said.get(name)) for name, both in rows]
        if transcript["published"]:  # the certificate is of the half that lives
            said = dict(said, **{name: both[1 - audit["lives"]] for name, both in rows})
    if audit is None or not transcript["published"]:
        counted = [(s["source"], len(part(s)) // (2 if s["source"] == "cards" else 1)) for s in transcript["sources"]]
        rows = said.get("sources") if isinstance(said.get("sources"), list) else []
        checks.append(("sources of the certificate", [(s.get("source"), s.get("count")) for s in rows if isinstance(s, dict)], counted))
    checks += [(f"{name} of the certificate", said.get(name), transcript[name]) for name in ("formula", "word_count", "language")]
    names = ("fingerprint", "commitment") if with_fingerprint else ("commitment",)
    return checks + [(f"{name} of the certificate", said.get(name), found.get(name)) for name in names]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, more in {"transcript": {"nargs": "?"}, "--typed": {"action": "store_true"}, "--certificate": {}, "--commitment": {},
                       "--ask-passphrase": {"action": "store_true"}, "--this-seed-is-public": {"action": "store_true"}}.items():
        options.add_argument(name, **more)
    args = options.parse_args()
    print("A transcript is the money. This belongs on a machine that is offline and stays offline.", file=sys.stderr)
    route = has_default_route()
    transcript = None
    # Whether it was published stands in a file; what comes through a pipe could be typed, and is not read before.
    if args.transcript not in (None, "-") and not args.typed:
        transcript = read(pathlib.Path(args.transcript).read_text("utf-8"))
    if route is not False and not args.this_seed_is_public and (transcript or {}).get("published") is not True:
        print("refused: " + ("this machine has a default route" if route else "whether this machine has a route is unknown"), file=sys.stderr)
        sys.exit(8)
    if args.transcript == "-" and not args.typed:
        transcript = read(sys.stdin.read())
    if transcript is None:
        transcript = typed()
    else:
        check_transcript(transcript)
    sentence = words(entropy(transcript), transcript["language"])
    passphrase = getpass.getpass("passphrase: ") if args.ask_passphrase else ""
    found = {"words": sentence, "fingerprint": fingerprint(sentence, passphrase)}
    if transcript["formula"] != "sha256-rolls":
        found["commitment"] = hashlib.sha256(b"coldframe/seed/v1/commitment" + part(transcript["sources"][0])).hexdigest()
    checks = [(name, transcript[name], value) for name, value in found.items() if name in transcript]
    with_fingerprint = args.ask_passphrase or not transcript["passphrase"]
    if not with_fingerprint:
        checks = [check for check in checks if check[0] != "fingerprint"]
        print("not checked: the fingerprint goes with a passphrase (--ask-passphrase)")
    if args.commitment is not None:
        checks.append(("photographed commitment", re.sub(r"\s", "", args.commitment).lower(), found.get("commitment")))
    if args.certificate:
        checks += certificate_checks(read(pathlib.Path(args.certificate).read_text("utf-8")), transcript, found, with_fingerprint)
    if transcript["published"]:
        for source in transcript["sources"]:
            if source["source"] in SYMBOLS:
                print("yours? " + source["source"] + ": " + re.sub("(.{10})", r"\1 ", source["symbols"]))
        print("not checked here: that these are the symbols you threw, and that commitment and fingerprint stand in your photographs")
    for name, value in found.items():
        print(f"{name}: {value}")
    for name, claimed, value in checks:
        print(("agrees" if claimed == value else "DIFFERS") + ": " + name)
    sys.exit(0 if all(claimed == value for _, claimed, value in checks) else 1)


if __name__ == "__main__":
    main()
