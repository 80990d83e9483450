#!/usr/bin/env python3
"""Writes assets/search/fold.bin and assets/search/readings.bin, the tables of `search`.

usage: search_tables.py OPENCC PINYIN [--check]

OPENCC  folder data/dictionary of OpenCC (Apache-2.0)
PINYIN  folder of pinyin-data (MIT)
--check compares with the committed files instead of writing them

The versions in use and the layout of the files are in assets/README.md. Only the standard
library is needed; the same input gives the same bytes.
"""

import struct
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "search"

# ---------------------------------------------------------------------------------- the fold

# Two characters that are both common in simplified text are joined only if speeches confuse
# them; all others that the conversion tables would join (坏 and 坯, 坐 and 座) stay apart.
CONFUSED = {frozenset(p) for p in "划画 干乾 象像 复覆 沉沈 着著 借藉 了瞭".split()}

# Pairs that are joined although the conversion tables do not join them.
ALSO = "着著 个箇 吃喫 了瞭 借藉 复覆 只衹 炮砲 你妳 它牠 秘祕 污汙".split()

# Marks that people type for one another; each stands for the one on the keyboard.
MARKS = {
    **dict.fromkeys("。．｡", "."),
    **dict.fromkeys("“”„〝〞＂「」『』", '"'),
    **dict.fromkeys("‘’‛′＇", "'"),
    **dict.fromkeys("‐‑‒–—―－─", "-"),
    **dict.fromkeys("・･‧•∙⋅", "·"),
    **dict.fromkeys("〜～∼", "~"),
    **dict.fromkeys("〔［【〖", "["),
    **dict.fromkeys("〕］】〗", "]"),
    **dict.fromkeys("《〈", "<"),
    **dict.fromkeys("》〉", ">"),
    "､": "、",
}

# Blanks become a space; marks without width become U+0000, which searches ignore.
BLANKS = [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)]
BLANKS += [0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
GONE = [*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD]
GONE += [0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
GONE += [*range(0xFE00, 0xFE10), *range(0xFFF9, 0xFFFC), 0xFEFF]
GONE += [*range(0x300, 0x370)]


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def rank(c):
    """Commonest first: GB 2312 level 1, level 2, the basic plane, the rest."""
    try:
        return (0 if c.encode("gb2312")[0] < 0xD8 else 1, ord(c))
    except UnicodeEncodeError:
        return (2 if ord(c) < 0x10000 else 3, ord(c))


class Classes:
    """Union-find that refuses to join two common characters."""

    def __init__(self):
        self.parent = {}
        self.members = {}

    def find(self, c):
        if c not in self.parent:
            self.parent[c] = c
            self.members[c] = {c}
        while self.parent[c] != c:
            self.parent[c] = self.parent[self.parent[c]]
            c = self.parent[c]
        return c

    def join(self, a, b, force=False):
        a, b = self.find(a), self.find(b)
        if a == b:
            return
        if not force:
            for x in self.members[a]:
                for y in self.members[b]:
                    common = rank(x)[0] == 0 and rank(y)[0] == 0
                    if common and frozenset((x, y)) not in CONFUSED:
                        return
        self.parent[a] = b
        self.members[b] |= self.members.pop(a)


def han_folds(opencc):
    classes = Classes()
    traditional = set()
    for name in ["TSCharacters", "STCharacters", "TWVariants", "HKVariants"]:
        for line in rows(opencc / f"{name}.txt"):
            source, targets = line.split("\t")[:2]
            targets = [t for t in targets.split() if len(t) == 1]
            if len(source) != 1:
                continue
            if name == "TSCharacters" and targets and targets[0] != source:
                traditional.add(source)
            for target in targets:
                classes.join(source, target)
    for a, b in ALSO:
        classes.join(a, b, force=True)
    folds = {}
    for members in classes.members.values():
        simplified = [c for c in members if c not in traditional] or members
        # The canonical character lies in the basic plane wherever one of the class does: three
        # bytes of UTF-8, so that folded text is never longer than the text.
        best = min(simplified, key=rank)
        if ord(best) > 0xFFFF:
            best = min(members, key=rank)
        for c in members - {best}:
            folds[c] = best
    return folds


def all_folds(opencc):
    folds = han_folds(opencc)

    def settle(c):
        return folds.get(c, c)

    extra = {}
    for cp in [*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20), *range(0x2F00, 0x2FD6)]:
        c = chr(cp)
        norm = unicodedata.normalize("NFKC", c)
        if norm != c and len(norm) == 1:
            extra[c] = settle(norm)
    for line in rows(opencc / "CJK_Compatibility_Ideographs.txt"):
        source, target = line.split("\t")[:2]
        if len(source) == 1 and len(target.split()[0]) == 1:
            extra.setdefault(source, settle(target.split()[0]))
    for cp in [*range(0x80, 0x2C00), *range(0xA640, 0xAC00), *range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7)]:
        c = chr(cp)
        category = unicodedata.category(c)
        if category == "Cn":
            continue
        base = unicodedata.normalize("NFD", c)
        if "\u0308" in base and base[0] in "uU":
            extra[c] = "v"
        elif category[0] == "L" and base[0].isascii() and len(base) > 1:
            extra[c] = base[0].lower()
        elif 0xFF01 <= cp <= 0xFFE6:
            extra[c] = unicodedata.normalize("NFKC", c).lower()[:1]
        elif category[0] == "L" and len(c.lower()) == 1 and c.lower() != c:
            if len(c.lower().encode()) <= len(c.encode()):
                extra[c] = c.lower()
    for cp in range(ord("A"), ord("Z") + 1):
        extra[chr(cp)] = chr(cp + 32)
    extra.update(MARKS)
    extra.update((chr(cp), " ") for cp in BLANKS)
    extra.update((chr(cp), "\0") for cp in GONE)
    folds.update(extra)
    # A fold that itself has a fold is followed to the end, so that folding twice changes nothing.
    for c in list(folds):
        while folds[c] in folds and folds[folds[c]] != folds[c]:
            folds[c] = folds[folds[c]]
    # A target outside the basic plane would lengthen the text; such rare characters are not folded.
    folds = {c: t for c, t in folds.items() if c != t and ord(t) <= 0xFFFF}
    for c, t in folds.items():
        assert len(t.encode()) <= len(c.encode()), (c, t)
    return folds


def pack_folds(folds):
    block_of, blocks, values = [0] * 1024, [], []
    for number in range(1024):
        inside = [(i, folds[chr(cp)]) for i in range(64)
                  if not 0xD800 <= (cp := number * 64 + i) < 0xE000 and chr(cp) in folds]
        if inside:
            blocks.append(struct.pack("<QH", sum(1 << i for i, _ in inside), len(values)))
            values += [ord(t) for _, t in inside]
            block_of[number] = len(blocks)
    far = sorted((ord(c), ord(t)) for c, t in folds.items() if ord(c) > 0xFFFF)
    out = struct.pack("<HHH", len(blocks), len(values), len(far))
    out += struct.pack("<1024H", *block_of) + b"".join(blocks)
    out += struct.pack(f"<{len(values)}H", *values)
    return out + b"".join(c.to_bytes(3, "little") + struct.pack("<H", t) for c, t in far)


# ------------------------------------------------------------------------------ the readings


def toneless(reading):
    """lǜ → lv, ê̄ → e, ńg → ng."""
    plain = unicodedata.normalize("NFD", reading.replace("ɡ", "g"))
    plain = plain.replace("u\u0308", "v").replace("e\u0302", "e")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    assert plain.isascii() and plain.isalpha() and len(plain) <= 6, reading
    return plain


def readings_of(path):
    table = {}
    for line in rows(path):
        code, rest = line.split(":", 1)
        said = rest.split("#")[0].strip()
        if said:
            table[int(code.strip()[2:], 16)] = [toneless(r.strip()) for r in said.split(",")]
    return table


USUAL, MODERN, RARE = 0, 1, 2


def ranked(pinyin):
    """All toneless readings of each character, the usual one first, then those of a modern
    dictionary (现代汉语词典 1983, 通用规范汉字 2013, CC-CEDICT), then those of old books."""
    every = readings_of(pinyin / "pinyin.txt")
    modern = [readings_of(pinyin / f"{name}.txt") for name in ["kXHC1983", "kTGHZ2013", "cc_cedict"]]
    listed = readings_of(pinyin / "kMandarin_8105.txt")
    table = {}
    for code, readings in every.items():
        unique = list(dict.fromkeys(readings))
        known = {r for m in modern for r in m.get(code, [])}
        unique += sorted(known - set(unique))
        ranks = [(r, USUAL if i == 0 else MODERN if r in known or not known else RARE)
                 for i, r in enumerate(unique)]
        table[code] = sorted(ranks, key=lambda pair: pair[1])
    return table, set(listed)


def pack_readings(table, listed):
    main = range(0x4E00, 0xA000)
    kept = {c: r for c, r in table.items() if c in main or c in listed or c == 0x3007}
    syllables = sorted({r for rs in kept.values() for r, _ in rs})
    number = {s: i for i, s in enumerate(syllables)}
    assert len(syllables) < 512
    pool, place = [], {}

    def code(readings):
        if readings is None:
            return 0xFFFF
        if len(readings) == 1:
            return number[readings[0][0]]
        key = tuple(readings)
        if key not in place:
            place[key] = 512 + len(pool)
            pool.extend(number[r] | k << 9 for r, k in key)
            pool[-1] |= 1 << 15
        return place[key]

    codes = [code(kept.get(c)) for c in main]
    far = [(c, code(kept[c])) for c in sorted(kept) if c not in main]
    assert max(place.values()) < 0xFFFF
    out = struct.pack("<HHH", len(syllables), len(pool), len(far))
    out += b"".join(s.encode().ljust(6, b"\0") for s in syllables)
    out += struct.pack(f"<{len(codes)}H", *codes) + struct.pack(f"<{len(pool)}H", *pool)
    return out + b"".join(c.to_bytes(3, "little") + struct.pack("<H", r) for c, r in far)


# ------------------------------------------------------------------------------- the command


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    opencc, pinyin = Path(sys.argv[1]), Path(sys.argv[2])
    folds = all_folds(opencc)
    made = {"fold.bin": pack_folds(folds), "readings.bin": pack_readings(*ranked(pinyin))}
    for name, data in made.items():
        if "--check" in sys.argv:
            if (HERE / name).read_bytes() != data:
                sys.exit(f"{name} differs from what the sources give")
        else:
            (HERE / name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")
    print(f"{len(folds)} folds")


if __name__ == "__main__":
    main()
