"""
TEI for speech (.xml, .trjs) -> utterances: `<u>`, alone or in an `<annotationBlock>`, whatever made the file.

The words of an utterance are its text; what the TEI marks as something else (incident, vocal, kinesic, pause, gap, note)
is an event, and the analysis beside an utterance (`<spanGrp>`) is left out. Times come from the timeline. Of the people in
the header only what names nobody is kept (age, sex, studies, occupation).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.transcript import EventKind
from pipeline.errors import UnreadableSource
from pipeline.french.oral import attribute, event_kind
from pipeline.ingest.archive import Element
from pipeline.ingest.heard import Heard
from pipeline.ingest.markup import line_of, name_of, seconds, speech_root
from pipeline.ingest.paragraphs import Described, Paragraph, Reading, clean

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EVENTS = {
    "incident": EventKind.NOISE, "vocal": EventKind.NOISE, "kinesic": EventKind.COMMENT, "pause": EventKind.PAUSE,
    "gap": EventKind.INAUDIBLE, "note": EventKind.COMMENT, "desc": EventKind.COMMENT, "writing": EventKind.COMMENT,
    "event": EventKind.NOISE, "shift": EventKind.OTHER,
}  # fmt: skip
LEFT_OUT = frozenset({"spanGrp", "span", "teiHeader", "timeline", "anchor", "fw", "interp", "interpGrp"})
REPEATED = frozenset({"corr", "reg", "expan", "norm"})
"""In a `<choice>`, the editor's form: what was said or written stands beside it."""
TOGETHER = "ensemble"
ATTRIBUTES = ("age", "sex", "education", "occupation")


class _People(NamedTuple):
    names: Mapping[str, str]
    described: tuple[Described, ...]


def read_tei(content: bytes) -> Reading:
    """
    Utterances of a TEI document, heads of divisions as titles.

    Raises:
        UnreadableSource: damaged, or without any utterance.
    """
    root, warnings = speech_root(content)
    people = _people(root)
    times = _times(root)
    paragraphs: list[Paragraph] = []
    for body in _bodies(root):
        paragraphs += _walk(body, people.names, times)
    if not any(paragraph.text for paragraph in paragraphs):
        raise UnreadableSource("ce document TEI ne contient aucune parole (« <u> ») ; exportez l'entretien en texte.")
    n = sum(1 for element in root.iter() if name_of(element) == "spanGrp")
    told = (f"{n} groupe(s) d'analyse (« spanGrp ») ne sont pas repris : personne ne les dit.",) if n else ()
    language = clean(root.get(XML_LANG) or "fr")[:2].casefold()
    return Reading(tuple(paragraphs), (*warnings, *told), language=language or "fr", described=people.described)


def _bodies(root: Element) -> list[Element]:
    """The texts of a document or of a corpus, their headers left aside."""
    texts = [element for element in root.iter() if name_of(element) == "text"]
    return [text for text in texts if not any(name_of(up) == "text" for up in _above(text))] or [root]


def _above(element: Element) -> Iterator[Element]:
    up = element.getparent()
    while up is not None:
        yield up
        up = up.getparent()


def _times(root: Element) -> dict[str, float]:
    """Seconds of each point of the timelines; a point may count from another that stands before it."""
    found: dict[str, float] = {}
    for line in (element for element in root.iter() if name_of(element) == "timeline"):
        scale = 1000.0 if (line.get("unit") or "s") in ("ms", "milliseconds") else 1.0
        for when in line:
            absolute, interval = seconds(when.get("absolute")), seconds(when.get("interval"))
            since = (when.get("since") or "").lstrip("#")
            key = str(when.get(XML_ID))
            if interval is not None:
                found[key] = interval / scale + found.get(since, 0.0)
            elif absolute is not None:
                found[key] = absolute / scale
    return found


def _people(root: Element) -> _People:
    names: dict[str, str] = {}
    described: list[Described] = []
    for person in (element for element in root.iter() if name_of(element) == "person"):
        inside = {name_of(child): child for child in person}
        codes = [code for code in (person.get(XML_ID), person.get("n")) if code]
        codes += [str(alt.get("type")) for alt in person.iter() if name_of(alt) == "alt" and alt.get("type")]
        named = inside.get("persName")
        name = " ".join(clean("".join(named.itertext())).split()) if named is not None else ""
        shown = name or clean(codes[-1] if codes else "")
        names |= dict.fromkeys(codes, shown)
        pairs = [pair for kind in ATTRIBUTES for pair in attribute(kind, _said_of(person, inside.get(kind), kind))]
        if shown:
            described.append(Described(shown, clean(person.get("role") or "").replace("_", " "), tuple(pairs)))
    return _People(names, tuple(described))


def _said_of(person: Element, child: Element | None, kind: str) -> str:
    return person.get(kind) or ("".join(child.itertext()) if child is not None else "")


def _walk(parent: Element, names: Mapping[str, str], times: Mapping[str, float]) -> Iterator[Paragraph]:
    for element in parent:
        kind = name_of(element)
        if kind == "u":
            yield _utterance(element, element, names, times)
        elif kind == "annotationBlock" or (kind == "div" and element.get("who")):
            yield from (_utterance(u, element, names, times) for u in element.iter() if name_of(u) == "u")
        elif kind == "sp":
            yield _speech(element, names)
        elif kind == "head":
            title = " ".join(clean(element.text or "").split())
            if title:
                yield Paragraph(title, line_of(element), heading=True)
        elif kind in EVENTS:
            heard = Heard(None, line_of(element))
            _note(heard, element, kind)
            yield heard.closed()
        elif kind and kind not in LEFT_OUT:
            yield from _walk(element, names, times)


def _utterance(u: Element, block: Element, names: Mapping[str, str], times: Mapping[str, float]) -> Paragraph:
    who = (u.get("who") or block.get("who") or "").split()
    start, end = (_time(u, block, times, edges) for edges in (("start", "from", "synch"), ("end", "to")))
    points = [times[key] for key in _anchors(u) if key in times]
    heard = Heard(_voice(who, names), line_of(u), start if start is not None else min(points, default=None))
    heard.end_s = end if end is not None or len(points) < 2 else max(points)
    _collect(heard, u)
    return heard.closed()


def _voice(who: list[str], names: Mapping[str, str]) -> str | None:
    if len(who) > 1:
        return TOGETHER
    code = who[0].rsplit("#", 1)[-1] if who else ""
    return clean(names.get(code, code)).strip() or None


def _time(u: Element, block: Element, times: Mapping[str, float], edges: tuple[str, ...]) -> float | None:
    for element in (u, block):
        for edge in edges:
            written = element.get(edge)
            if written:
                return times.get(written.lstrip("#"), seconds(written))
    return None


def _anchors(u: Element) -> Iterator[str]:
    for element in u.iter():
        if name_of(element) == "anchor":
            yield (element.get("synch") or "").lstrip("#")


def _speech(element: Element, names: Mapping[str, str]) -> Paragraph:
    """`<sp>`, as plays and some minutes are encoded: a speaker's name, then paragraphs."""
    named = next((child for child in element if name_of(child) == "speaker"), None)
    name = " ".join(clean("".join(named.itertext())).split()).rstrip(" :.") if named is not None else ""
    heard = Heard(name or _voice((element.get("who") or "").split(), names), line_of(element))
    for child in element:
        if child is not named:
            heard.part()
            _collect_one(heard, child)
    return heard.closed()


def _collect(heard: Heard, element: Element) -> None:
    """Words below an element, its own tail left out."""
    heard.say(element.text)
    for child in element:
        _collect_one(heard, child)
        heard.say(child.tail)


def _collect_one(heard: Heard, child: Element) -> None:
    kind = name_of(child)
    if kind in EVENTS:
        _note(heard, child, kind)
    elif kind in ("w", "seg", "p", "l", "s"):
        heard.part()
        _collect(heard, child)
    elif not kind and str(child.text or "").startswith("&"):  # an entity that no DTD explains stays as it is written
        heard.say(child.text)
    elif kind and kind not in LEFT_OUT and kind not in REPEATED:
        _collect(heard, child)


def _note(heard: Heard, element: Element, kind: str) -> None:
    words = " ".join("".join(element.itertext()).split()) or element.get("type") or element.get("desc") or ""
    default = EVENTS[kind]
    fixed = kind in ("pause", "gap")
    heard.note(
        element.get("dur") or words if kind == "pause" else words, default if fixed else event_kind(words, default)
    )
