#!/usr/bin/env python3
"""Writes assets/script/simplified.bin, by which traditional text is shown simplified.

usage: script_table.py OPENCC [--check]

OPENCC  folder data/dictionary of OpenCC (Apache-2.0)
--check compares with the committed file instead of writing it

The version in use and the layout of the file are in assets/README.md. Only the standard library is
needed; the same input gives the same bytes.
"""

import struct
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "script" / "simplified.bin"

# OpenCC leaves 著 alone, because it is two words. In speeches it is 着 (著眼, 沿著, 圍繞著) but for
# these, where it is read zhù.
ZHU = """著名 著作 著者 著述 著稱 著書 著錄 著有 名著 原著 專著 編著 合著 譯著 論著 巨著 鉅著 拙著 遺著
    新著 所著 顯著 昭著 卓著 土著 見微知著""".split()


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source, targets = line.split("\t")[:2]
            yield source, targets.split()[0]


def encodes(c, encoding):
    try:
        c.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    opencc = Path(sys.argv[1])
    chars = {a: b for a, b in rows(opencc / "TSCharacters.txt") if a != b}
    chars["著"] = "着"
    phrases = dict(rows(opencc / "TSPhrases.txt"))
    single = lambda text: "".join(chars.get(c, c) for c in text)
    for word in ZHU:
        phrases.setdefault(word, "".join(c if c == "著" else chars.get(c, c) for c in word))
    phrases = {a: b for a, b in phrases.items() if all(ord(c) < 0x10000 for c in a + b)}
    # A word that says no more than its characters is of use only where it keeps another from
    # being found inside it.
    telling = {a for a, b in phrases.items() if single(a) != b}
    phrases = {
        a: b for a, b in phrases.items() if a in telling or any(word in a for word in telling)
    }
    for a, b in [*chars.items(), *phrases.items()]:
        if len(a) != len(b):
            sys.exit(f"{a} and {b} differ in length")

    near = sorted((a, b) for a, b in chars.items() if ord(a) < 0x10000 and ord(b) < 0x10000)
    far = sorted((a, b) for a, b in chars.items() if (a, b) not in set(near))
    # What GB 2312 does not have, no simplified text has; what Big5 does not have, no traditional.
    sure = [not encodes(a, "gb2312") for a, _ in near]
    simple = sorted({b for _, b in near if not encodes(b, "big5") and b not in chars})
    words = sorted(phrases.items())

    out = struct.pack("<4H", len(near), len(far), len(simple), len(words))
    out += b"".join(struct.pack("<2H", ord(a), ord(b)) for a, b in near)
    bits = bytearray((len(near) + 7) // 8)
    for i, flag in enumerate(sure):
        bits[i // 8] |= flag << i % 8
    out += bytes(bits)
    out += b"".join(struct.pack("<I", ord(c))[:3] for pair in far for c in pair)
    out += b"".join(struct.pack("<H", ord(c)) for c in simple)
    # Words in order: both sides, two bytes each character.
    starts, blob = [], b""
    for a, b in words:
        starts.append(len(blob))
        blob += b"".join(struct.pack("<H", ord(c)) for c in a + b)
    starts.append(len(blob))
    out += b"".join(struct.pack("<H", s) for s in starts) + blob

    if "--check" in sys.argv:
        if FILE.read_bytes() != out:
            sys.exit(f"{FILE.name} differs from what the source gives")
    else:
        FILE.write_bytes(out)
    longest = max(len(a) for a, _ in words)
    print(f"{len(out)} bytes: {len(near)} + {len(far)} characters, {len(words)} words up to {longest}")


if __name__ == "__main__":
    main()
