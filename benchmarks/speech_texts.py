"""
The sentences that the small networks learn from, with what stands in them marked; none of it stays in the weights as words.

- parliamentary debates (CC0): spaCy's French model names people in the cased sentences, each is replaced by a name drawn
  from the open lists, so that contexts are learnt and not members of parliament;
- craftsmen's interviews (MIT), the first half of the files: real oral French whose names its authors had masked. Where a
  sentence speaks of "le client" or of "elle", a drawn name may take that place; everywhere else words are just words;
- the `spoken_patterns*.txt` beside this file, invented, with room for names. Lines without room hold what must stay.
Capitals and punctuation are then taken away from most sentences.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from drawn_names import TITLES, Names

from pipeline.anonymise.facts import facts
from pipeline.anonymise.ner import load_recogniser
from pipeline.anonymise.speech_reader import BEGINS, GOES_ON, ORGANISATION, OTHER, PLACE
from pipeline.anonymise.words import Casing, Line, Word, read_line
from pipeline.french.lists import fold, towns, words_of

N_DEBATES, ORAL_PASSES = 10_000, 3
MISWRITTEN = 0.002  # of ordinary words
KEPT_APART = 20  # one line of the patterns in so many is never learnt from: the networks are judged on those
UNTOLD = -100

PEOPLE = (
    "client cliente patron patronne collègue gars type mec copain copine ami amie voisin voisine dame monsieur fille garçon "
    "fils père mère frère soeur sœur femme mari chef architecte propriétaire rapporteur ministre président député maire "
    "prof apprenti stagiaire ouvrier maçon gamin personne médecin secrétaire"
).replace(" ", "|")
SOMEONE = re.compile(rf"\b(?:l['’]|(?:le|la|un|une|mon|ma|notre|ce|cet|cette|son|sa) )(?:{PEOPLE})\b", re.IGNORECASE)
HE = re.compile(r"(?<![-'’\w])(?=(?:il|elle) (?!y |faut|s['’]|fallait|pleut))", re.IGNORECASE)
WITH_HIM = re.compile(r"\b(?<=(?:avec|chez|pour|sans) )(?:lui|elle|eux)\b")
KINSMEN = words_of(
    "frère sœur cousin cousine oncle tante beau-frère belle-sœur neveu nièce fils fille mari femme copain copine mère père"
)
TRADES = words_of(
    "infirmière éducatrice voisin voisine boulanger gardien assistante prof médecin kiné nounou chef collègue facteur"
)
FILLERS = words_of("euh ben enfin bah donc voilà quoi bon du coup hein tu vois genre franchement")
SLOT = re.compile(
    r"(?:(?P<lead>\b(?:à|de|À|De) )|(?P<title>\{T\} |\b(?:Mme|M\.|Mlle|Dr) (?=\{[SN]\})))?\{(?P<of>[A-Z])\}"
)
LED = re.compile(r"\b(?:des|du|aux|au|le|la|les) $", re.IGNORECASE)
OWN_ARTICLE = re.compile(r"^(?:(?:les|le|la|des|du|de la|au|aux) |de l'|l')")


class Marked(NamedTuple):
    """A sentence and where names (`PER`), places (`LOC`), organisations (`ORG`) and what nobody can tell (`?`) stand in it."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def put(marked: Marked, stretches: Sequence[tuple[int, int, str, str]]) -> Marked:
    """The sentence with stretches (start, end, new text, label) replaced, all marks moved along."""
    pieces, spans, done, length = [], [], 0, 0
    events = [(s, e, new, label) for s, e, new, label in stretches]
    events += [(s, e, marked.text[s:e], label) for s, e, label in marked.spans]
    for start, end, new, label in sorted(events):
        if start < done:
            continue
        pieces += [marked.text[done:start], new]
        length += start - done
        spans.append((length, length + len(new), label))
        length += len(new)
        done = end
    return Marked("".join([*pieces, marked.text[done:]]), tuple(spans))


def with_people(marked: Marked, names: Names, rng: random.Random, share: float = 0.35) -> Marked:
    """Names drawn, in place of "le client", of "lui", or before "elle"."""
    text = marked.text
    stretches = [(*m.span(), names.any().title(), "PER") for m in SOMEONE.finditer(text) if rng.random() < share]
    stretches += [(*m.span(), names.any().title(), "PER") for m in WITH_HIM.finditer(text) if rng.random() < share]
    stretches += [
        (m.start(), m.start(), names.any().title() + " ", "PER") for m in HE.finditer(text) if rng.random() < share / 3
    ]
    return put(marked, stretches)


def debates(path: Path, names: Names, rng: random.Random) -> Iterator[Marked]:
    """Cased sentences; people swapped, towns swapped, other entities left untold."""
    sentences = sorted(set(path.read_text(encoding="utf-8").splitlines()))
    chosen = rng.sample(sentences, N_DEBATES)
    for text, entities in zip(chosen, load_recogniser().entities(chosen), strict=True):
        stretches = []
        for start, end, label in entities:
            words = text[start:end].split()
            title = words[0].lower() in ("monsieur", "madame")
            if label == "PER" and len(words) <= 4:
                new = f"{words[0]} {names.surname().title()}" if title else names.any().title()
                before = re.search(r"(Monsieur|Madame) $", text[:start])
                start = before.start() if before else start
                stretches.append((start, end, new if rng.random() < 0.5 or not before else f"{before[1]} {new}", "PER"))
            elif label == "LOC" and text[start:end].lower() in towns():
                stretches.append((start, end, names.town().title(), "LOC"))
            elif not facts(words[0]).ordinary:
                stretches.append((start, end, text[start:end], "?"))
        yield with_people(put(Marked(text, ()), stretches), names, rng)


def interviews(folder: Path, names: Names, rng: random.Random) -> Iterator[Marked]:
    """Oral French from the first half of the files; a masked word is left untold."""
    import docx

    files = sorted(folder.glob("*.docx"))
    for path in files[: len(files) // 2]:
        for paragraph in docx.Document(str(path)).paragraphs:
            text = paragraph.text.strip()
            if text and not text.startswith("["):
                spans = tuple((*m.span(), "?") for m in re.finditer(r"\bBIP\b", text))
                for _ in range(ORAL_PASSES):
                    yield with_people(Marked(text, spans), names, rng, share=rng.choice([0.0, 0.3, 0.6]))


def pattern_lines(name: str) -> list[str]:
    """Lines of one file of patterns, remarks left out."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def patterns(lines: Sequence[str], times: int, names: Names, rng: random.Random) -> Iterator[Marked]:
    """Lines drawn with replacement, their room filled."""
    fill: dict[str, tuple[Callable[[], str], str]] = {
        "F": (names.first, "PER"),
        "P": (names.plain, "PER"),
        "W": (names.word, ""),
        "N": (names.any, "PER"),
        "S": (names.surname, "PER"),
        "C": (names.town, "LOC"),
        "H": (names.hamlet, "LOC"),
        "A": (names.street, "LOC"),
        "O": (names.organisation, "ORG"),
        "D": (names.date, ""),
        "T": (lambda: rng.choice(TITLES), "PER"),
        "K": (lambda: rng.choice(KINSMEN), ""),
        "J": (lambda: rng.choice(TRADES), ""),
    }
    for _ in range(times):
        line = rng.choice(lines)
        if rng.random() < 0.2 and line[0].islower():
            line = f"{rng.choice(FILLERS)} {line}"
        stretches = []
        for m in SLOT.finditer(line):
            draw, label = fill[m["of"]]
            new, start = draw(), m.start()
            if m["title"]:
                new = (f"{rng.choice(TITLES)} " if m["title"].startswith("{") else m["title"]) + new
            elif LED.search(line, 0, start):
                new = OWN_ARTICLE.sub("", new)
            elif m["lead"]:
                lead, new = contracted(m["lead"], new)
                stretches.append((start, start + len(m["lead"]), lead, ""))
                start += len(m["lead"])
            stretches.append((start, m.end(), written(new, label, rng), label))
        marked = put(Marked(line, ()), stretches)
        yield Marked(marked.text, tuple(s for s in marked.spans if s[2]))


def contracted(lead: str, name: str) -> tuple[str, str]:
    """ "à" before "les tilleuls" is "aux tilleuls", "de" before "le moulin" is "du moulin"."""
    small = lead.strip().lower()
    both = {"à": {"le": "au", "les": "aux"}, "de": {"le": "du", "les": "des"}}.get(small, {})
    article, _, rest = name.partition(" ")
    if article in both and rest:
        made = both[article]
        return (made.title() if lead[0].isupper() else made) + " ", rest
    if small == "de" and name[0] in "aeiouéèêâî":
        return f"{lead[0]}'", name
    return lead, name


def written(name: str, label: str, rng: random.Random) -> str:
    """A name with the capitals that people give it: a person's everywhere, an organisation's as they please."""
    if not label:
        return name
    dice = rng.random()
    if label == "PER" or dice < 0.5:
        return name.title()
    article, _, rest = name.partition(" ")
    if article in ("le", "la", "les", "de", "du", "des") and rest:
        article = article.title() if dice < 0.75 else article
        return f"{article} {rest[:1].upper()}{rest[1:]}"
    return name[:1].upper() + name[1:]


def heard(marked: Marked, rng: random.Random) -> tuple[Line, list[int]]:
    """The sentence as a recording service may give it, and the class of each word."""
    dice = rng.random()
    text, casing = marked.text, Casing.KEPT
    if dice < 0.72:
        text, casing = text.lower(), Casing.LOST
    if len(text) != len(marked.text):
        text = marked.text
    if dice < 0.58:
        text = re.sub(r"[,.!?;:…«»\"“”()]", " ", text)
    if dice >= 0.72:
        text = text[:1].upper() + text[1:]
    line = read_line(text, casing)
    if dice < 0.58:  # no sentence ends are heard
        line = Line(line.text, tuple(w._replace(opening=False) for w in line.words), casing)
    told = classes(line, marked.spans)
    words = [_miswritten(w, rng) if t == OTHER else w for w, t in zip(line.words, told, strict=True)]
    return Line(line.text, tuple(words), casing), told


def _miswritten(word: Word, rng: random.Random) -> Word:
    """Now and then an ordinary word with a wrong letter, so that a word nobody knows is not a name for that alone."""
    if len(word.text) < 5 or rng.random() > MISWRITTEN:
        return word
    at = rng.randrange(1, len(word.text))
    text = word.text[:at] + rng.choice("aeiourstnl") + word.text[at + 1 :]
    return word._replace(text=text, folded=fold(text))


def classes(line: Line, spans: Sequence[tuple[int, int, str]]) -> list[int]:
    """Class of each word from the marks."""
    told = [OTHER] * len(line.words)
    for start, end, label in spans:
        inside = [k for k, w in enumerate(line.words) if w.start < end and start < w.end]
        for k in inside:
            told[k] = {"PER": BEGINS if k == inside[0] else GOES_ON, "LOC": PLACE, "ORG": ORGANISATION}.get(
                label, UNTOLD
            )
    return told
