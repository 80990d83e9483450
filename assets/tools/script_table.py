#!/usr/bin/env python3
"""Writes assets/script/simplified.bin, the table by which traditional text is shown simplified.

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

# OpenCC does not convert 著, which may be 着 or stay. In speeches it is 着 (著眼, 沿著, 圍繞著), except
# in these words, where it is read zhù.
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
    # A word that is converted like its single characters is kept only if a word that is not would
    # be found inside it.
    telling = {a for a, b in phrases.items() if single(a) != b}
    phrases = {
        a: b for a, b in phrases.items() if a in telling or any(word in a for word in telling)
    }
    for a, b in [*chars.items(), *phrases.items()]:
        if len(a) != len(b):
            sys.exit(f"{a} and {b} differ in length")

    near = sorted((a, b) for a, b in chars.items() if ord(a) < 0x10000 and ord(b) < 0x10000)
    far = sorted((a, b) for a, b in chars.items() if (a, b) not in set(near))
    # A character that GB 2312 lacks is not found in simplified text, nor one that Big5 lacks in
    # traditional text.
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
    # The words in order: both forms, two bytes for each character.
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
