#!/usr/bin/env python3
"""Times the real program in a pseudo-terminal, next to other readers, in one run.

    cargo build --release
    python3 benches/terminal.py [--runs 7] [--sizes 31K,50M] [--program target/release/gangmu]

For each reader that is installed (less; treemd and leaf, for which the text becomes Markdown) and each
size of text it prints, as a Markdown table: the time from fork to the first screen of text, the time from a
key to the change of the screen (median and 99th percentile, pressed from the first screen on, so that they
fall into the loading of the rest), peak memory, and the processor time used in two idle seconds.

Linux, Python 3.9, standard library only. The text is made of the samples in seeds/.
"""
import argparse
import fcntl
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
ESCAPE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][0-9A-B]|[=>78M])")
QUIET = 0.05


def words(data):
    """What a terminal would show of `data`, more or less: text without escapes and line ends."""
    return re.sub(rb"[\r\n\s]", b"", ESCAPE.sub(b"", data))


class Reader:
    """A program on a terminal of 80 by 24 cells that answers as xterm does."""

    def __init__(self, argv):
        self.start = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LESSCHARSET="utf-8", LANG="zh_CN.UTF-8")
            os.environ.pop("LESS", None)
            os.environ["GANGMU_STATE"] = "off"
            os.execvp(argv[0], argv)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.output = b""

    def read(self, patience):
        """The next bytes, or none within `patience` seconds."""
        if not select.select([self.fd], [], [], patience)[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        for query, answer in ((b"\x1b[6n", b"\x1b[1;2R"), (b"\x1b[c", b"\x1b[?62;c")):
            for _ in range(data.count(query)):
                os.write(self.fd, answer)
        self.output += data
        return data

    def until(self, wanted, limit=30.0):
        """Seconds from the start until `wanted` has been written."""
        while wanted not in words(self.output):
            if not self.read(0.5) and time.perf_counter() - self.start > limit:
                raise TimeoutError
        return time.perf_counter() - self.start

    def calm(self):
        while self.read(QUIET):
            pass

    def settle(self, limit=30.0):
        """Waits until the program has had nothing to do for half a second."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            before = self.ticks()
            time.sleep(0.5)
            self.calm()
            if self.ticks() == before:
                break

    def key(self, key):
        """Seconds from a key to the first bytes that it causes; none where it causes nothing."""
        while self.read(0):
            pass
        before = time.perf_counter()
        os.write(self.fd, key)
        data = self.read(1.0)
        return time.perf_counter() - before if data else None

    def status(self, name):
        text = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+)", text).group(1)) / 1024

    def ticks(self):
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def sample(folder, size, markdown):
    """A text of about `size` bytes made of the samples."""
    texts = [p.read_text("utf-8") for p in sorted((ROOT / "seeds").glob("*.txt"))]
    whole = "\n".join(texts)
    if markdown:
        whole = re.sub(r"(?m)^\s*([一二三四五六七八九十]+、)", r"## \1", whole).replace("\n", "\n\n")
    data = whole.encode()
    if size < len(data):
        # Half a character at the end would make it a damaged text.
        data = data[:size].decode(errors="ignore").encode()
    path = folder / f"{size}{'.md' if markdown else '.txt'}"
    with path.open("wb") as out:
        for _ in range(max(size // len(data), 1)):
            out.write(data)
    first = next(line for line in texts[0].splitlines() if len(line.strip()) > 8).strip()
    return path, re.sub(r"\s", "", first)[:8].encode()


class Figures:
    """What is measured of one reader on one text, run by run."""

    def __init__(self, argv, wanted):
        self.argv, self.wanted = argv, wanted
        self.firsts, self.keys, self.peak, self.idle = [], [], 0.0, None

    def run(self):
        reader = Reader(self.argv)
        try:
            self.firsts.append(reader.until(self.wanted))
            once = self.idle is None
            for _ in range(60 if once else 10):
                took = reader.key(b"j")
                if took is not None:
                    self.keys.append(took)
            if once:
                reader.settle()
                before = reader.ticks()
                time.sleep(2.0)
                self.idle = reader.ticks() - before
            self.peak = max(self.peak, reader.status("VmHWM"))
        finally:
            reader.end()

    def row(self):
        keys = sorted(self.keys) or [float("nan")]
        late = keys[min(len(keys) - 1, len(keys) * 99 // 100)]
        times = (statistics.median(self.firsts), statistics.median(keys), late)
        return [f"{t * 1e3:.1f} ms" for t in times] + [f"{self.peak:.0f} MiB", f"{self.idle * 1e3:.0f} ms"]


def number(text):
    units = {"K": 10**3, "M": 10**6}
    return int(float(text[:-1]) * units[text[-1]]) if text[-1] in units else int(text)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--sizes", default="31K,1M,50M")
    options.add_argument("--program", default=str(ROOT / "target/release/gangmu"))
    given = options.parse_args()
    readers = [("gangmu", given.program, False), ("less", "less", False), ("treemd", "treemd", True), ("leaf", "leaf", True)]
    print("| Reader | Text | First screen | Key, median | Key, 99 % | Peak memory | Idle 2 s |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        for size in given.sizes.split(","):
            measured = {}
            for title, program, markdown in readers:
                if shutil.which(program):
                    path, wanted = sample(pathlib.Path(name), number(size), markdown)
                    measured[title] = Figures([program, str(path)], wanted)
            # In turn, so that a slow moment of the machine falls on all.
            for _ in range(given.runs):
                for title, figures in measured.items():
                    try:
                        if figures is not None:
                            figures.run()
                    except TimeoutError:
                        measured[title] = None
            for title, figures in measured.items():
                row = figures.row() if figures else ["no first screen in 30 s", "", "", "", ""]
                print("| " + " | ".join([title, size, *row]) + " |")


main()
