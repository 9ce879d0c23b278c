"""
Damaged files, by the hundred thousand, given to every reader: each is read or refused in French, in good time and little memory.

Readers are those of sources and those of other tools' projects and codebooks. Each input is a small invented file of a known
format with one to four changes: bytes flipped, cut out, doubled, mangled numbers, odd characters, pieces of another format; a
zipped one is changed inside, then zipped again, or holds another zip. An input is found again by its number. A fault is anything
but a reading or a refusal, more than `MAX_S` seconds of processor (a busy machine makes no fault), more than `MAX_GROWTH_MB`, a
reading that cannot be stored, a coding outside of its text, or a message that repeats a participant's word.

`python benchmarks/fuzz_readers.py [--inputs 100000] [--first 0] [--seed 1] [--workers 2] [--only NUMBER]`
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import re
import resource
import signal
import sys
import time
import traceback
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.invented_files import SECRET, SURVEYS, invented_files, zipped
from benchmarks.invented_projects import beside_corpus, invented_projects
from models.transcript import ReadSource
from pipeline.errors import PolyphonieError, TableNotMapped
from pipeline.exchange.codebook import CodebookRead, read_codebook_csv, read_qdc
from pipeline.exchange.project import Project
from pipeline.exchange.projects import read_project
from pipeline.ingest.read import read_source

MAX_S = 5.0
MAX_GROWTH_MB = 300
MAX_ADDRESSES = 4_000_000_000
STUCK_S = 300
MAX_REFUSAL = 400  # characters
MAX_INPUT_BYTES = 400_000
OTHER_NAME_SHARE = 0.15
INSIDE_ZIP_SHARE = 0.8
SLICE = 500

ODD = [
    *("\x00", "\x15", "\x1a", "\x85", "\u2028", "\u200b", "\u202e", "\ufeff", "\ufffe", "\u0301", "\u0301" * 200, "\U0001f600", "\uff1a"),
    *("\r", "\r\r\n", "\n\n\n", "\t", "\u00a0: ", " : ", "–", "“”", '"', '""', "'", "\\", "\\'", "\\u-1?", "\\bin99999 ", "{", "}", "[", "]", "(", "<", ">"),
    *("<!DOCTYPE a [<!ENTITY x 'y'>]>", "&x;", "&#0;", "&#xD800;", "&#99999999;", "<![CDATA[", "]]>", "<!--", "<?xml", "<p>", "</p>", "<w:p>", "</w:p>"),
    *("00:00:01,000 --> 00:00:00,000", "99:99:99.999", "[22:175]", "NaN", "-1", "1e999", "99999999999999999999", "0x1F", "٣", "²", "null", "true", "[[[[", "{}"),
    *("**** *a_b", "*ENQ:\t", "@End", "%mor:\t", "---\n", "# ", "> ", "**", "__", " ", "NSP", ";;;;", ",,,,", '{"a": {"a": [', "PK\x03\x04", "WEBVTT", "{\\rtf1", "Q : ", "R : "),
]  # fmt: skip
ODD_BYTES = [
    *(text.encode("utf-8", "surrogatepass") for text in ODD),
    *(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x92", b"\xe9", b"\xc3", b"\x81", b"\xf8\x88\x80\x80\x80"),
]  # fmt: skip
NUMBERS = [
    b"0",
    b"-1",
    b"4294967296",
    b"999999999",
    b"1" * 400,
    b"1" * 5000,
    b"0.0000001",
    b"1e400",
    b"nan",
    b"inf",
    b"",
]
ZIPPED = ("docx", "odt", "xlsx", "ods", "qdpx")
PROJECTS = ("qdpx", "qda", "rqda", "sqlite3", "crp")
CODEBOOKS = ("qdc", "codes")
Read = ReadSource | Project | CodebookRead


class Outcome(NamedTuple):
    """What one input did; `fault` is None when it was read or refused as it should be."""

    number: int
    name: str
    refused: bool
    seconds: float
    fault: str | None


class TooLong(BaseException):
    """The reader went past its time; not an `Exception`, so that no reader catches it."""


def main() -> int:
    options = _options()
    files = good_files()
    if options.only is not None:
        return _tell_one(options.seed, options.only, files)
    started = time.perf_counter()
    last = options.first + options.inputs
    pieces = [(options.seed, range(at, min(at + SLICE, last))) for at in range(options.first, last, SLICE)]
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(options.workers, initializer=limited) as pool:
        for some in pool.map(_slice, pieces):
            outcomes += some
            print(f"{len(outcomes)} / {options.inputs}", end="\r", file=sys.stderr, flush=True)
    _tell(outcomes, time.perf_counter() - started, options.seed)
    return int(any(outcome.fault for outcome in outcomes))


def limited() -> None:
    """Bound the memory of this process, once its libraries are loaded."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_ADDRESSES, MAX_ADDRESSES))


def good_files() -> dict[str, bytes]:
    """What is damaged: a file of each format, a project of each tool."""
    return invented_files() | invented_projects()


def read_any(content: bytes, name: str, number: int) -> Read:
    """What the reader for a name makes of the bytes."""
    ending = name.rsplit(".", 1)[1]
    if ending in PROJECTS:
        return read_project(content, name, beside=_beside)
    if ending in CODEBOOKS:
        return read_qdc(content) if ending == "qdc" else read_codebook_csv(content)
    return read_source(content, name, surveys=SURVEYS if number % 10 else ())


_beside = beside_corpus()


def fuzz(seed: int, numbers: Sequence[int]) -> list[Outcome]:
    """Outcome of each of these inputs."""
    files = good_files()
    return [outcome_of(*damaged(seed, number, files), number=number) for number in numbers]


def damaged(seed: int, number: int, files: dict[str, bytes]) -> tuple[str, bytes]:
    """The name and the bytes of one input: always the same for one seed and one number."""
    chance = Random(f"{seed}-{number}")
    names = list(files)
    name = names[number % len(names)]
    content = files[name]
    if name.endswith(ZIPPED) and chance.random() < INSIDE_ZIP_SHARE:
        content = _changed_inside(content, chance, files)
    else:
        for _ in range(chance.randint(1, 4)):
            content = chance.choice(CHANGES)(content, chance, files)
    shown = name if chance.random() > OTHER_NAME_SHARE else f"x.{chance.choice(names).rsplit('.', 1)[1]}"
    return shown, content[:MAX_INPUT_BYTES]


def _slice(piece: tuple[int, range]) -> list[Outcome]:
    return fuzz(*piece)


def outcome_of(name: str, content: bytes, *, number: int = 0) -> Outcome:
    """What the reader of that name does with the bytes, watched."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    faulthandler.dump_traceback_later(STUCK_S, exit=True)
    previous = signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, MAX_S)
    refused, fault = False, None
    try:
        fault = _fault_of(read_any(content, name, number))
    except PolyphonieError as refusal:
        refused = True
        if SECRET in str(refusal) and not isinstance(refusal, TableNotMapped):
            fault = "refusal repeats a word of the file"
        elif len(str(refusal)) > MAX_REFUSAL:
            fault = "refusal is too long to be read"
    except TooLong as late:
        fault = f"TooLong {_place(late)}"
    except BaseException as crash:
        fault = f"{type(crash).__name__} {_place(crash)}"
    finally:
        _disarm()
        signal.signal(signal.SIGPROF, previous)
        faulthandler.cancel_dump_traceback_later()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    if grown > MAX_GROWTH_MB and fault is None:
        fault = f"memory grew by more than {MAX_GROWTH_MB} MB"
    return Outcome(number, name, refused, time.process_time() - started, fault)


def _disarm() -> None:
    """Stop the clock, even when it strikes at this very moment."""
    try:
        signal.setitimer(signal.ITIMER_PROF, 0)
    except TooLong:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong


def _place(fault: BaseException) -> str:
    """Where in our readers: the deepest line of `pipeline/`."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if "/pipeline/" in frame.filename]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def _fault_of(read: Read) -> str | None:
    """What is wrong with a reading: it must be stored, and its warnings shown."""
    if isinstance(read, Project):
        return _fault_of_project(read)
    read.model_dump_json().encode("utf-8")
    if isinstance(read, CodebookRead):
        known = {code.code_id for code in read.codes}
        return "a code without its parent" if any((c.parent_id or c.code_id) not in known for c in read.codes) else None
    for turn in read.transcript.turns:
        if not unicodedata.is_normalized("NFC", turn.text):
            return "a turn's text is not NFC"
        if "\x00" in turn.text or not turn.text.strip():
            return "a turn is empty or holds a null character"
        if any(not 0 <= event.at <= len(turn.text) for event in turn.events):
            return "an event lies outside of its turn"
    return "a warning repeats a word of the file" if any(SECRET in warning for warning in read.warnings) else None


def _fault_of_project(read: Project) -> str | None:
    """A project must be kept in the vault, its places inside its texts, its codes known; what it tells repeats no word."""
    read.model_copy(
        update={"sources": tuple(s.model_copy(update={"rich": b""}) for s in read.sources)}
    ).model_dump_json().encode()
    lengths = {source.source_id: len(source.text) for source in read.sources}
    known = {code.code_id for code in read.codes}
    spans = (
        [c.span for c in read.codings]
        + [m.span for m in read.memos if m.span]
        + [s for c in read.cases for s in c.spans]
    )
    if any(not 0 <= span.start < span.end <= lengths[span.source_id] for span in spans):
        return "a place outside of its text"
    if any(coding.code_id not in known for coding in read.codings):
        return "a coding without its code"
    return "a message repeats a word of the file" if any(SECRET in told for told in read.left) else None


def _span(content: bytes, chance: Random, *, longest: int = 400) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.randint(1, longest))


def _flip(content: bytes, chance: Random, _: dict[str, bytes]) -> bytes:
    mutable = bytearray(content)
    for _n in range(chance.randint(1, 8) if mutable else 0):
        mutable[chance.randrange(len(mutable))] ^= 1 << chance.randrange(8)
    return bytes(mutable)


def _overwrite(content: bytes, chance: Random, _: dict[str, bytes]) -> bytes:
    start, end = _span(content, chance, longest=6)
    return content[:start] + chance.randbytes(end - start) + content[end:]


def _truncate(content: bytes, chance: Random, _: dict[str, bytes]) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] if chance.random() < 0.8 else content[at:]


def _cut(content: bytes, chance: Random, _: dict[str, bytes]) -> bytes:
    start, end = _span(content, chance)
    return content[:start] + content[end:]


def _double(content: bytes, chance: Random, _: dict[str, bytes]) -> bytes:
    start, end = _span(content, chance)
    times = chance.choice((2, 3, 50, 2_000))
    return content[:end] + (content[start:end] * times)[:MAX_INPUT_BYTES] + content[end:]


def _move(content: bytes, chance: Random, _: dict[str, bytes]) -> bytes:
    start, end = _span(content, chance)
    held, rest = content[start:end], content[:start] + content[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + held + rest[at:]


def _insert(content: bytes, chance: Random, _: dict[str, bytes]) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(ODD_BYTES) * chance.choice((1, 1, 1, 2, 1_000, 20_000)) + content[at:]


def _number(content: bytes, chance: Random, _: dict[str, bytes]) -> bytes:
    found = list(re.finditer(rb"\d+", content))
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + chance.choice(NUMBERS) + content[one.end() :]


def _splice(content: bytes, chance: Random, files: dict[str, bytes]) -> bytes:
    other = files[chance.choice(list(files))]
    start, end = _span(other, chance, longest=2_000)
    at = chance.randrange(len(content) + 1)
    return content[:at] + other[start:end] + content[at:]


CHANGES: Sequence[Callable[[bytes, Random, dict[str, bytes]], bytes]] = (
    _flip, _overwrite, _truncate, _cut, _double, _move, _insert, _insert, _number, _number, _splice,
)  # fmt: skip


def _changed_inside(content: bytes, chance: Random, files: dict[str, bytes]) -> bytes:
    """A zipped document with its parts changed, a part gone, renamed, or another zip in place of one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([*parts, list(parts)[-1], max(parts, key=lambda one: len(parts[one]))])
    body = parts.pop(name)
    fate = chance.random()
    if fate < 0.85:
        changed = body if isinstance(body, bytes) else body.encode()
        for _ in range(chance.randint(1, 3)):
            changed = chance.choice(CHANGES)(changed, chance, files)
        parts[name] = changed
    elif fate < 0.9:
        parts[name] = zipped({"word/document.xml": content, "content.xml": b"0" * 200_000})
    elif fate < 0.95:
        parts[f"../../{name}"] = body
        parts["/etc/" + name] = body
    return zipped(parts)


def _tell(outcomes: Sequence[Outcome], seconds: float, seed: int) -> None:
    families: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        families.setdefault(outcome.name.rsplit(".", 1)[1], []).append(outcome)
    print(f"{'nom':<10}{'entrées':>9}{'lues':>9}{'refusées':>10}{'fautes':>8}{'max ms':>9}")
    for name, some in sorted(families.items()):
        refused, faults = sum(one.refused for one in some), sum(one.fault is not None for one in some)
        slowest = 1000 * max(one.seconds for one in some)
        print(f".{name:<9}{len(some):>9}{len(some) - refused - faults:>9}{refused:>10}{faults:>8}{slowest:>9.0f}")
    found = Counter(outcome.fault for outcome in outcomes if outcome.fault)
    for fault, times in found.most_common():
        first = next(outcome for outcome in outcomes if outcome.fault == fault)
        print(f"{times} × {fault} (--seed {seed} --only {first.number})")
    print(f"{len(outcomes)} entrées, {sum(found.values())} faute(s), {seconds:.0f} s, graine {seed}")


def _tell_one(seed: int, number: int, files: dict[str, bytes]) -> int:
    name, content = damaged(seed, number, files)
    print(name, len(content), "octets")
    read = read_any(content, name, number)
    size = len(read.transcript.turns) if isinstance(read, ReadSource) else len(read.codes)
    print(size, "tours ou codes ;", _fault_of(read) or "sans faute")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="le premier numéro, pour une suite en plusieurs fois")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", type=int, help="un seul numéro, avec sa trace")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
