"""
The parts of one written form of a person's name: title, first name, surname, initials.

Linking compares the parts and replacing puts the same parts back, so that "Mme F." stays a title and an initial.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.anonymise.facts import facts
from pipeline.french.lists import first_names, fold, spaced
from pipeline.french.names import DIMINUTIVES, FAMILIAR_TITLES, PARTICLES, TITLES
from pipeline.french.places import ARTICLES, STRONG_QUARTER_WORDS
from pipeline.french.whereabouts import BLOCK_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^(?:l[ea]\s+|l['’])([^\W\d_]{2,})$", re.IGNORECASE)  # "la Fatou", "le Karim"
_CODE = re.compile(r"\w*?\d+_?(?=[^\W\d_])|\w{1,3}?_(?=[^\W\d_])")
# Where a line's end, or a soft hyphen, cut a word in two: "Fer-\nreira".
CUT = re.compile(r"[-‐‑\u00ad]\s*\n\s*|\u00ad")
MIN_FIRST_NAMES = 20
MOSTLY_SURNAME = 3  # times more people bear it as a surname: "Perrin", "Jourdain"
MOSTLY_GIVEN = 5  # times more people bear it as a first name than as a surname
# "B, E, L", "d i a l l o", "F, E, deux R, E": four letters at least, two of them said as one.
_SPELLED = re.compile(r"(?:(?:deux\s+)?[^\W\d_][\s,.\-–]+){3,}(?:deux\s+)?[^\W\d_]\.?", re.IGNORECASE)
_LETTER = re.compile(r"(deux\s+)?\b([^\W\d_])\b", re.IGNORECASE)
_BEFORE_CORE = ARTICLES | STRONG_QUARTER_WORDS | BLOCK_WORDS
_HYPHENED = re.compile(r"([^\W\d_]+)[-‐‑](?=([^\W\d_]+))")


class NameForm(NamedTuple):
    """
    Folded parts of a form. `order` says how they follow: `t` title, `g` given, `s` surname, `G`, `S` their initials.

    `title` is as written, with its full stop; `gender` is what title or first name tell, "" when neither does.
    """

    title: str
    given: str
    surname: str
    gender: str
    order: str


def same_form(form: str) -> str:
    """What two spellings of one form share: neither case, accents, hyphens nor a line's end."""
    return spaced(mended(unspelled(form)))


def unspelled(form: str) -> str:
    """A name that was spelled letter by letter, as one word; any other form as it is."""
    if not _SPELLED.fullmatch(form.strip()):
        return form
    return "".join(m.group(2) * (2 if m.group(1) else 1) for m in _LETTER.finditer(form))


def words_in(text: str) -> frozenset[str]:
    """The folded words of a text, digits included; a word that a line's end cut, in two and whole."""
    whole = CUT.sub("", text)
    return frozenset(fold(m.group()) for of in {text, whole} for m in _LETTERS.finditer(of))


@lru_cache(maxsize=100_000)
def read_form(form: str) -> NameForm:
    """Cut a form of a person's name into its parts; a lone word is a first name if the list knows it, else a surname."""
    form = mended(unspelled(form))
    form = _bare(form[len(code_of(form)) :])
    words = [(m.group(), fold(m.group())) for m in _WORD.finditer(form)]
    title, gender = "", ""
    if len(words) > 1 and words[0][1] in TITLES:
        second = next(m.start() for k, m in enumerate(_WORD.finditer(form)) if k == 1)
        title, gender, words = form[:second].strip(), TITLES[words[0][1]], words[1:]
    initials = [folded for _, folded in words if len(folded) == 1]
    names = [folded for _, folded in words if len(folded) > 1]
    if not names:
        return _initials_only(title, gender, initials)
    familiar = fold(title.rstrip(". ")) in FAMILIAR_TITLES
    glued = frozenset((fold(m[1]), fold(m[2])) for m in _HYPHENED.finditer(form))
    raw = [w for w, f in words if len(f) > 1]
    given, surname, order = _split(names, titled=bool(title) and not familiar, raw=raw, glued=glued)
    if initials and not surname and len(words[0][1]) == 1 and not _mostly_given(given):  # "A. Belhadj"
        given, surname, order = initials[0], given, "Gs"
    elif initials and not surname:
        surname, order = initials[-1], f"{order}S"
    elif initials and not given and len(words[0][1]) == 1:
        given, order = initials[0], f"G{order}"
    if not gender and len(given) > 1:
        gender = gender_of(given)
    return NameForm(title, given, surname, gender, ("t" if title else "") + order)


def _bare(form: str) -> str:
    """A lone first name without the article that speech puts before it; "Le Bihan" keeps its own."""
    match = _ARTICLE.match(form)
    return match.group(1) if match and facts(match.group(1)).first_name else form


def mended(form: str) -> str:
    """A form whose word is whole again where a line's end had cut it; "Jean-\\nPierre" keeps its hyphen."""
    return CUT.sub(lambda cut: "-" if _between_names(form, *cut.span()) else "", form)


def _between_names(form: str, start: int, end: int) -> bool:
    before, after = _WORD.findall(form[:start]), _WORD.findall(form[end:])
    return bool(before and after) and _is_given(fold(before[-1])) and _is_given(fold(after[0]))


def code_of(form: str) -> str:
    """What a transcriber glued before a name: "P3_" of "P3_Fatou", "" mostly."""
    match = _CODE.match(form)
    return match.group() if match else ""


def gender_of(given: str) -> str:
    """Sex that a first name tells, through its long form if it is a short one; "" when it tells none."""
    head = re.split(r"[ \-]", given)[0]
    for name in (given, head, *DIMINUTIVES.get(given, ())):
        if name in first_names() and first_names()[name][1]:
            return first_names()[name][1]
    return ""


def _initials_only(title: str, gender: str, initials: list[str]) -> NameForm:
    if title or len(initials) != 1:
        order = "S" if len(initials) < 2 else "GS"
        given = initials[0] if len(initials) > 1 else ""
        return NameForm(title, given, initials[-1] if initials else "", gender, ("t" if title else "") + order)
    return NameForm("", initials[0], "", "", "G")


def _split(
    names: list[str], *, titled: bool, raw: list[str], glued: frozenset[tuple[str, str]]
) -> tuple[str, str, str]:
    """
    Given name, surname and their order, of the words of a name without title nor initial.

    `titled`: a title that a surname follows, not "tata"; `glued`: pairs of words that a hyphen holds together.
    """
    if len(names) == 1:
        known = facts(names[0])
        listed = known.first_name and known.surname < MOSTLY_SURNAME * known.first
        if titled or not listed:
            return "", names[0], "s"
        return names[0], "", "g"
    if names[0] in PARTICLES:
        return "", " ".join(names), "s"
    if len(names) > 2 and _is_compound(names[-2], names[-1], glued) and not _is_given(names[0]):
        return "-".join(names[-2:]), " ".join(names[:-2]), "sg"  # "Durand Jean-Noël"
    if _is_given(names[-1]) and not _is_given(names[0]):  # "DURAND Pierre"
        return names[-1], " ".join(names[:-1]), "sg"
    if raw[0].isupper() and not raw[-1].isupper() and _is_given(names[-1]):
        return names[-1], " ".join(names[:-1]), "sg"
    compound = _is_compound(names[0], names[1], glued)
    if compound and len(names) == 2:
        return f"{names[0]}-{names[1]}", "", "g"
    cut = 2 if compound else 1
    if titled and _is_given(names[-1]) and facts(names[0]).surname > MOSTLY_GIVEN * facts(names[0]).first:
        return "-".join(names[1:]), names[0], "sg"  # "Mme Nguyen Thi Hoa"
    if titled and not _is_given(names[0]):
        return "", " ".join(names), "s"
    return "-".join(names[:cut]), " ".join(names[cut:]), "gs"


def _is_compound(first: str, second: str, glued: frozenset[tuple[str, str]]) -> bool:
    """Whether two words are one first name: a listed one, or two first names with a hyphen ("Paul-Kévin")."""
    hyphened = (first, second) in glued and _is_given(first) and _is_given(second)
    return hyphened or (second not in PARTICLES and f"{first}-{second}" in first_names())


def core_of(form: str) -> str:
    """The name in what a place or a firm is called, folded: "Berthelot" of "la cité Berthelot", "oiseaux" of "les Oiseaux"."""
    words = spaced(form).split()
    while len(words) > 1 and words[0] in _BEFORE_CORE:
        words = words[1:]
    return " ".join(words)


def _mostly_given(name: str) -> bool:
    known = facts(name)
    return known.first > MOSTLY_GIVEN * known.surname


def _is_given(name: str) -> bool:
    return first_names().get(name, (0, ""))[0] >= MIN_FIRST_NAMES
