#!/usr/bin/env python3
"""Writes assets/THIRD-PARTY.md: the crates that the program is made of, and their licences.

    python3 assets/tools/third_party.py

Needs cargo and the crates' sources (`cargo fetch`). Standard library only.
"""
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = "x86_64-unknown-linux-gnu"
NAMES = ("license", "licence", "copying", "notice", "unlicense", "copyright")


def crates():
    """The packages that are linked into the program, by name; not those for building or testing."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET]
    data = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    packages = {p["id"]: p for p in data["packages"]}
    nodes = {n["id"]: n for n in data["resolve"]["nodes"]}
    root = data["resolve"]["root"]
    seen, todo = set(), [root]
    while todo:
        for dep in nodes[todo.pop()]["deps"]:
            normal = any(kind["kind"] is None for kind in dep["dep_kinds"])
            if normal and dep["pkg"] not in seen:
                seen.add(dep["pkg"])
                todo.append(dep["pkg"])
    return sorted((packages[i] for i in seen), key=lambda p: (p["name"], p["version"]))


def texts(package):
    """The licence texts that come with a package."""
    folder = pathlib.Path(package["manifest_path"]).parent
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name.lower().startswith(NAMES):
            yield "\n".join(line.rstrip() for line in path.read_text("utf-8", "replace").strip().splitlines())


def parted(text):
    """A text without its copyright lines, and those lines."""
    lines = text.splitlines()
    held = [line.strip() for line in lines if re.match(r"\s*(copyright|©|\(c\))\b", line, re.I) and len(line) < 160 and re.search(r"\d{4}", line)]
    body = [line for line in lines if line.strip() not in held]
    return "\n".join(body).strip(), held


def main():
    rows, bodies, holders = [], {}, {}
    for package in crates():
        name = f"{package['name']} {package['version']}"
        rows.append(f"| {package['name']} | {package['version']} | {package['license']} |")
        for text in texts(package):
            body, held = parted(text)
            key = re.sub(r"\W+", " ", body).strip().lower()
            bodies.setdefault(key, body)
            holders.setdefault(key, []).append(f"{name}: {'; '.join(held)}" if held else name)
    out = ["# Third-party crates", "", "Crates linked into gangmu, as `assets/tools/third_party.py` finds them; the texts of their licences follow, each with the crates that carry it and their copyright lines.", "", "| Crate | Version | Licence |", "|---|---|---|", *rows]
    for number, (key, body) in enumerate(bodies.items(), 1):
        out += ["", f"## Text {number}", ""]
        out += [f"- {name}" for name in sorted(set(holders[key]))]
        out += ["", "```text", body.replace("```", "'''"), "```"]
    (ROOT / "assets" / "THIRD-PARTY.md").write_text("\n".join(out) + "\n", "utf-8")
    print(f"{len(rows)} crates, {len(bodies)} texts")


main()
