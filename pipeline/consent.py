"""
What each person consented to, read from the words of `participants.csv`, and what follows from it on a given day.

Uses are analysis, quotation, archive and teaching. A use may carry its own days: "citation (2025-04-08 / 2027-12-31)",
"archivage (jusqu'au 2030-01-01)"; without them it begins on `consent_date`. To be quoted supposes to be analysed, so
"citation" alone allows analysis too. It refuses to guess: words it does not know ("sauf citation", a slip of the pen)
allow nothing beyond analysis, and who wrote them is listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from models.disclosure import Consent, Use
from models.participant import Participant
from pipeline.french.consent import ALL_USES, NEGATIONS, NO_USE, USES
from pipeline.french.typography import plural

_WORDS = re.compile(r"[a-z]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OPEN_START = re.compile(r"\(\s*(?:/|\.\.|jusqu|until)", re.IGNORECASE)


class Standing(NamedTuple):
    """
    Who may be analysed, quoted, archived, taught from, on the day it was drawn up; ids only.

    `unknown` are people of whom nobody wrote a consent; `quotes_unknown` says whether they may be quoted. `refused` said
    no to analysis, or took their consent back; `unread` wrote words that stand for no use.
    """

    allowed: Mapping[str, frozenset[Use]]
    unknown: frozenset[str]
    unread: frozenset[str]
    recorded: bool
    quotes_unknown: bool

    def may(self, participant_id: str | None, use: Use) -> bool:
        """Whether this person's words may serve this use. Somebody nobody identified is somebody unknown."""
        if participant_id is None or participant_id in self.unknown or participant_id not in self.allowed:
            return use is Use.ANALYSIS or (use is Use.QUOTATION and self.quotes_unknown)
        return use in self.allowed[participant_id]

    @property
    def refused(self) -> frozenset[str]:
        """People whose words are neither analysed nor counted."""
        return frozenset(p for p in self.allowed if p not in self.unknown and Use.ANALYSIS not in self.allowed[p])


def standing(people: Iterable[Participant], *, on: date, unknown: str | None = None) -> Standing:
    """
    Where everybody stands on a day.

    Args:
        unknown: "quote" or "refuse", what to do with people without a written consent; None refuses as soon as the study
            has written anybody's consent down, and quotes where it never did.
    """
    everyone = list(people)
    recorded = any(p.consent_uses or p.consent_date for p in everyone)
    allowed: dict[str, frozenset[Use]] = {}
    silent, unread = set(), set()
    for person in everyone:
        given = consents(person)
        if any(one.use is None for one in given):
            unread.add(person.participant_id)
        if not person.consent_uses and person.withdrawn_on is None:
            silent.add(person.participant_id)
        gone = person.withdrawn_on is not None and person.withdrawn_on <= on
        allowed[person.participant_id] = frozenset() if gone else _in_force(person, given, on)
    quotes = (unknown or ("refuse" if recorded else "quote")) == "quote"
    return Standing(allowed, frozenset(silent), frozenset(unread), recorded, quotes)


def _in_force(person: Participant, given: tuple[Consent, ...], on: date) -> frozenset[Use]:
    """Uses that hold on that day. Who wrote nothing that can be read takes part, and nothing more."""
    if not person.consent_uses or (given and all(one.use is None for one in given)):
        return frozenset({Use.ANALYSIS})
    held = {
        one.use
        for one in given
        if one.use is not None
        and (one.given_on is None or one.given_on <= on)
        and (one.until is None or on <= one.until)
    }
    return frozenset(held | ({Use.ANALYSIS} if Use.QUOTATION in held else set()))


def consents(person: Participant) -> tuple[Consent, ...]:
    """What a person's line says, use by use, with days; words that stand for no use keep their wording."""
    found: list[Consent] = []
    for wording in person.consent_uses:
        name = _folded(wording.partition("(")[0])
        if name in NO_USE:
            continue
        try:
            given_on, until = _days(wording)
        except ValueError:
            found.append(Consent(use=None, wording=wording))
            continue
        found += [
            Consent(use=use, wording=wording, given_on=given_on or person.consent_date, until=until)
            for use in _uses(name)
        ]
    return tuple(found)


def _uses(name: str) -> tuple[Use | None, ...]:
    """Uses that a wording names; (None,) when it names none, or says no to one."""
    if name in ALL_USES:
        return tuple(Use)
    words = _WORDS.findall(name)
    known = tuple(dict.fromkeys(USES[word] for word in words if word in USES))
    return known if known and NEGATIONS.isdisjoint(words) else (None,)


def _days(wording: str) -> tuple[date | None, date | None]:
    """First and last day that a wording gives; raises ValueError on a day that no calendar has."""
    days = [date.fromisoformat(day) for day in _DAY.findall(wording)]
    if not days:
        return None, None
    if _OPEN_START.search(wording):
        return None, days[0]
    return days[0], days[1] if len(days) > 1 else None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.strip().lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).strip()


class ConsentCounts(NamedTuple):
    """How many people wrote no consent, wrote one that cannot be read, may not be quoted, may not be analysed."""

    people: int
    unknown: tuple[str, ...]
    unread: tuple[str, ...]
    not_quoted: tuple[str, ...]
    not_analysed: tuple[str, ...]
    quotes_unknown: bool


def count(found: Standing) -> ConsentCounts:
    """Who wrote what, as lists of participant ids."""
    everyone = sorted(found.allowed)
    return ConsentCounts(
        people=len(everyone),
        unknown=tuple(p for p in everyone if p in found.unknown),
        unread=tuple(p for p in everyone if p in found.unread),
        not_quoted=tuple(p for p in everyone if not found.may(p, Use.QUOTATION) and p not in found.refused),
        not_analysed=tuple(p for p in everyone if p in found.refused),
        quotes_unknown=found.quotes_unknown,
    )


def tell(found: ConsentCounts) -> tuple[str, ...]:
    """The counts in French sentences, for the team; none where every consent is written and allows quoting."""
    lines = []
    if found.unknown:
        what = "citées tout de même" if found.quotes_unknown else "jamais citées"
        lines.append(
            f"{plural(len(found.unknown), 'personne')} sans accord écrit dans participants.csv : {what} "
            "(réglage [consent] unknown)."
        )
    if found.unread:
        lines.append(f"Accord illisible, à corriger dans participants.csv : {', '.join(found.unread)}.")
    refusing = [p for p in found.not_quoted if p not in found.unknown]
    if refusing:
        lines.append(f"{plural(len(refusing), 'personne')} sans accord de citation : comptées, jamais citées.")
    if found.not_analysed:
        lines.append(
            f"{plural(len(found.not_analysed), 'personne')} sans accord d'analyse, ou qui l'ont repris : "
            "ni analysées ni comptées."
        )
    return tuple(lines)


def note(found: ConsentCounts) -> tuple[str, ...]:
    """The same for the readers of a report, who have neither the file nor the settings."""
    lines = []
    if found.unknown:
        what = "elles sont citées tout de même" if found.quotes_unknown else "elles ne sont pas citées"
        lines.append(f"Il manque l'accord écrit de {plural(len(found.unknown), 'personne')} : {what}.")
    refusing = [p for p in found.not_quoted if p not in found.unknown]
    if refusing:
        lines.append(
            f"{plural(len(refusing), 'personne')} sans accord de citation : ce qui est dit compte, les mots ne sont pas cités."
        )
    if found.not_analysed:
        lines.append(f"{plural(len(found.not_analysed), 'personne')} sans accord d'analyse : ni analysées ni comptées.")
    return tuple(lines)
