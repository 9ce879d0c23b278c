"""
The parts of one written form of a person's name: title, first name, surname, initials.

Linking compares the parts and replacing puts the same parts back, so that "Mme F." stays a title and an initial.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.anonymise.facts import facts
from pipeline.french.lists import first_names, fold
from pipeline.french.names import DIMINUTIVES, PARTICLES, TITLES

_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"\w*?\d+_?(?=[^\W\d_])|\w{1,3}?_(?=[^\W\d_])")
MIN_FIRST_NAMES = 20


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


def read_form(form: str) -> NameForm:
    """Cut a form of a person's name into its parts; a lone word is a first name if the list knows it, else a surname."""
    form = form[len(code_of(form)) :]
    words = [(m.group(), fold(m.group())) for m in _WORD.finditer(form)]
    title, gender = "", ""
    if len(words) > 1 and words[0][1] in TITLES:
        second = next(m.start() for k, m in enumerate(_WORD.finditer(form)) if k == 1)
        title, gender, words = form[:second].strip(), TITLES[words[0][1]], words[1:]
    initials = [folded for _, folded in words if len(folded) == 1]
    names = [folded for _, folded in words if len(folded) > 1]
    if not names:
        return _initials_only(title, gender, initials)
    given, surname, order = _split(names, titled=bool(title), raw=[w for w, f in words if len(f) > 1])
    if initials and not surname:
        surname, order = initials[-1], f"{order}S"
    elif initials and not given and len(words[0][1]) == 1:
        given, order = initials[0], f"G{order}"
    if not gender and given:
        gender = gender_of(given)
    return NameForm(title, given, surname, gender, ("t" if title else "") + order)


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


def _split(names: list[str], *, titled: bool, raw: list[str]) -> tuple[str, str, str]:
    """Given name, surname and their order, of the words of a name without title nor initial."""
    if len(names) == 1:
        listed = facts(names[0]).first_name
        if titled or not listed:
            return "", names[0], "s"
        return names[0], "", "g"
    if names[0] in PARTICLES:
        return "", " ".join(names), "s"
    if _is_given(names[-1]) and not _is_given(names[0]):  # "DURAND Pierre"
        return names[-1], " ".join(names[:-1]), "sg"
    if raw[0].isupper() and not raw[-1].isupper() and _is_given(names[-1]):
        return names[-1], " ".join(names[:-1]), "sg"
    compound = len(names) > 1 and f"{names[0]}-{names[1]}" in first_names()
    if compound and len(names) == 2:
        return f"{names[0]}-{names[1]}", "", "g"
    cut = 2 if compound else 1
    if titled and not _is_given(names[0]):
        return "", " ".join(names), "s"
    return "-".join(names[:cut]), " ".join(names[cut:]), "gs"


def _is_given(name: str) -> bool:
    return first_names().get(name, (0, ""))[0] >= MIN_FIRST_NAMES
