"""
ELAN (.eaf) -> utterances: tiers that hold speech, merged in order of time.

An annotation that refers to another has no time of its own and takes its parent's. Which tiers hold speech is decided in
`tiers.py`. Nothing the file points to (sound, schema) is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import Element
from pipeline.ingest.markup import line_of, name_of, speech_root
from pipeline.ingest.paragraphs import Described, Reading, clean
from pipeline.ingest.tiers import Mark, Tier, merged, person_of, sort_tiers

UNITS_PER_S = {"milliseconds": 1000.0, "pal-frames": 25.0, "ntsc-frames": 30000 / 1001}
MAX_PARENTS = 50


class _Annotation(NamedTuple):
    text: str
    line: int
    slots: tuple[str, str]
    parent: str


def read_elan(content: bytes) -> Reading:
    """
    Utterances of an .eaf.

    Raises:
        UnreadableSource: damaged, or not an ELAN document.
    """
    root, warnings = speech_root(content)
    if name_of(root) != "ANNOTATION_DOCUMENT":
        raise UnreadableSource("ce fichier XML n'est pas une transcription d'ELAN ; vérifiez son contenu.")
    times = _times(root)
    annotations = dict(_annotations(root))
    tiers = sort_tiers([_tier(tier, annotations, times) for tier in root.iter("TIER")])
    told = list(warnings)
    if tiers.n_left_out:
        told.append(
            f"{tiers.n_left_out} piste(s) d'analyse ou de traduction ne sont pas reprises : personne ne les dit."
        )
    described = tuple(Described(clean(person_of(tier)).strip(), clean(tier.name).strip()) for tier in tiers.speech)
    return Reading(merged(tiers), tuple(told), described=described)


def _times(root: Element) -> dict[str, float]:
    """Seconds of each time slot that has a time."""
    header = root.find("HEADER")
    unit = (header.get("TIME_UNITS") or "milliseconds") if header is not None else "milliseconds"
    scale = UNITS_PER_S.get(unit.casefold(), 1000.0)
    found: dict[str, float] = {}
    for slot in root.iter("TIME_SLOT"):
        value = (slot.get("TIME_VALUE") or "").strip()
        if value.isascii() and value.isdigit() and len(value) < 12:
            found[str(slot.get("TIME_SLOT_ID"))] = int(value) / scale
    return found


def _annotations(root: Element) -> Iterator[tuple[str, _Annotation]]:
    for element in root.iter("ALIGNABLE_ANNOTATION", "REF_ANNOTATION"):
        value = element.find("ANNOTATION_VALUE")
        yield (
            str(element.get("ANNOTATION_ID")),
            _Annotation(
                "".join(value.itertext()) if value is not None else "",
                line_of(element),
                (str(element.get("TIME_SLOT_REF1")), str(element.get("TIME_SLOT_REF2"))),
                str(element.get("ANNOTATION_REF") or ""),
            ),
        )


def _tier(tier: Element, annotations: Mapping[str, _Annotation], times: Mapping[str, float]) -> Tier:
    ids = [str(one.get("ANNOTATION_ID")) for one in tier.iter("ALIGNABLE_ANNOTATION", "REF_ANNOTATION")]
    marks = [_mark(annotations[one], annotations, times) for one in ids]
    return Tier(
        name=str(tier.get("TIER_ID") or ""),
        marks=tuple(marks),
        person=(tier.get("PARTICIPANT") or "").strip(),
        purpose=str(tier.get("LINGUISTIC_TYPE_REF") or ""),
        parent=str(tier.get("PARENT_REF") or ""),
    )


def _mark(annotation: _Annotation, annotations: Mapping[str, _Annotation], times: Mapping[str, float]) -> Mark:
    timed = annotation
    for _ in range(MAX_PARENTS):
        if not timed.parent or timed.parent not in annotations:
            break
        timed = annotations[timed.parent]
    start, end = (times.get(slot) for slot in timed.slots)
    return Mark(annotation.text, annotation.line, start, end)
