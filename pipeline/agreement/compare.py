"""
How far coders agree, counted only where several of them have spoken, with the uncertainty of so few decisions.

The unit is a segment and a code on which at least two coders each said yes or no. Silence is a no only in sources that
a coder declared read to the end, and only on segments that somebody coded: most of a corpus being uncoded must not
flatter the figure. Kappa (Cohen 1960), alpha (Krippendorff 2011, nominal) and F1 come with 95 % intervals from a bootstrap
over people, or over segments when too few people speak; gamma and F1 in characters read the words that each delimited.
It refuses to give a figure where none has a meaning (one coder, everybody always saying the same): None, and a sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from models.agreement import Agreement, AgreementIntervals, CodeAgreement, Interval, TurnPlace
from models.codebook import Code
from models.coding import Decision, DecisionAction
from pipeline.agreement.measures import Weights, alpha_of, drawn_with_replacement, f1_of, kappa_of, measured
from pipeline.agreement.words import OnWords, Through, on_words, went_through

YES = (DecisionAction.ACCEPT, DecisionAction.CODE)
FEW_UNITS = 30
FEWEST_VOICES = 6  # fewer people drawn again and again say nothing of people not heard
RELIABLE, TENTATIVE = 0.8, 0.667
UNIT = "un extrait et un code sur lesquels au moins deux personnes ont chacune dit oui ou non"
UNIT_WORDS = "gamma et F1 en caractères : les mots délimités, chez les personnes que deux codeurs au moins ont codées"
BY_VOICE, BY_SEGMENT = "personnes", "extraits"

Said = dict[tuple[str, str], dict[str, bool]]


class _OnSegments(NamedTuple):
    """Measures on segments with their intervals."""

    kappa: float | None = None
    alpha: float | None = None
    f1: float | None = None
    kappa_interval: Interval | None = None
    alpha_interval: Interval | None = None
    f1_interval: Interval | None = None


class Context(NamedTuple):
    """
    What tells whose words a decision is about: places by turn id, and the sources each coder read to the end.

    Both may be empty: then silence is never a no, and only segments are compared.
    """

    places: Mapping[str, TurnPlace] = {}
    read: Mapping[str, frozenset[str]] = {}


def agreement(
    decisions: Sequence[Decision], codes: Sequence[Code], *, seed: int, context: Context | None = None
) -> Agreement:
    """
    Agreement over all codes, then code by code.

    Args:
        decisions: the current ones, of every coder. Two coders meet on the same segment, else on the same words.
        codes: the codebook, for the order and the paths.
        seed: of the bootstrap and of gamma's random shifts.

    Returns:
        Kappa is averaged over pairs of coders, weighted by what each pair shares; F1 likewise (it is symmetric for two).
        A measure is None where it has no meaning.
    """
    where = context or Context()
    units = shared_units(decisions, where)
    coders = tuple(sorted({d.coder for d in decisions} | {coder for coder, sources in where.read.items() if sources}))
    owners, resampled = _owners(units, decisions, where)
    through = went_through(_in_force(decisions), where.places, where.read)
    silence = any(where.read.values())
    found = _measures(units, coders, owners, seed, silence=silence)
    words = on_words(through, seed=seed, fewest_voices=FEWEST_VOICES)
    by_code: dict[str, Said] = defaultdict(dict)
    for unit, said in units.items():
        by_code[unit[1]][unit] = said
    written = {unit.category for stretch in through for unit in stretch.stretch.units}
    return Agreement(
        n_units=len(units),
        coders=coders,
        **_fields(found, words),
        codes=tuple(
            _code(code, by_code.get(code.code_id, {}), owners, seed, through, silence=silence)
            for code in codes
            if code.code_id in by_code or code.code_id in written
        ),
        unit=UNIT,
        unit_words=UNIT_WORDS if through else "",
        resampled=resampled if units else "",
        reading=_reading(coders, len(units), found.alpha, resampled, silence),
    )


def shared_units(decisions: Sequence[Decision], context: Context) -> Said:
    """(place, code) -> coder -> yes or no, where two coders at least have spoken."""
    said: Said = defaultdict(dict)
    source_of: dict[str, str] = {}
    for decision in decisions:
        if speaks(decision):
            place, yes = place_of(decision), decision.action in YES
            unit = said[place, decision.code_id]
            unit[decision.coder] = unit.get(decision.coder, False) or yes
            known = context.places.get(decision.anchor.turn_id)
            if known is not None:
                source_of[place] = known.source_id
    _silent_noes(said, source_of, context.read)
    return {unit: by_coder for unit, by_coder in said.items() if len(by_coder) > 1}


def speaks(decision: Decision) -> bool:
    """Whether a coder says yes or no: a code taken off because its codings went to another (a merge, a split) says nothing."""
    carried_away = decision.action is DecisionAction.REMOVE and decision.undoes is not None
    return decision.action is not DecisionAction.REOPEN and not carried_away


def _silent_noes(said: Said, source_of: Mapping[str, str], read: Mapping[str, frozenset[str]]) -> None:
    """Somebody who read a source to the end and did not put a code where another put one said no."""
    coded = {place for (place, _), by_coder in said.items() if any(by_coder.values())}
    used: dict[str, set[str]] = defaultdict(set)  # codes put at least once in each source
    for (place, code_id), by_coder in said.items():
        if any(by_coder.values()) and place in source_of:
            used[source_of[place]].add(code_id)
    for place in sorted(coded & source_of.keys()):
        source_id = source_of[place]
        readers = [coder for coder, sources in sorted(read.items()) if source_id in sources]
        for code_id in sorted(used[source_id]) if readers else ():
            for coder in readers:
                said[place, code_id].setdefault(coder, False)


def place_of(decision: Decision) -> str:
    """Where two coders meet: the segment, else the very words."""
    anchor = decision.anchor
    return decision.segment_id or f"{anchor.turn_id}:{anchor.start}:{anchor.end}"


def _in_force(decisions: Iterable[Decision]) -> list[Decision]:
    return [decision for decision in decisions if decision.action in YES]


def _owners(units: Said, decisions: Sequence[Decision], context: Context) -> tuple[dict[str, str], str]:
    """What each place is drawn with: the person who speaks there, when enough of them do, else the place itself."""
    shared = {place for place, _ in units}
    voice_of = {
        place_of(d): context.places[d.anchor.turn_id].voice for d in decisions if d.anchor.turn_id in context.places
    }
    voices = {voice_of[place] for place in shared if place in voice_of}
    if len(voices) >= FEWEST_VOICES:
        return {place: voice_of.get(place, place) for place in shared}, BY_VOICE
    return {place: place for place in shared}, BY_SEGMENT


def _measures(
    units: Said, coders: Sequence[str], owners: Mapping[str, str], seed: int, *, silence: bool
) -> _OnSegments:
    """F1 too has no meaning where nobody could say no: every hand-put code that two people share would make it 1."""
    if not units:
        return _OnSegments()
    ratings = np.array([[float(said[c]) if c in said else np.nan for said in units.values()] for c in coders])
    draws: Weights = drawn_with_replacement([owners[place] for place, _ in units], seed=seed)
    (kappa, kappa_interval), (alpha, alpha_interval), (f1, f1_interval) = (
        measured(of, ratings, draws) for of in (kappa_of, alpha_of, f1_of)
    )
    if not silence and not (ratings == 0).any():
        f1 = f1_interval = None
    return _OnSegments(kappa, alpha, f1, kappa_interval, alpha_interval, f1_interval)


def _fields(found: _OnSegments, words: OnWords) -> dict[str, Any]:
    return {
        "kappa": found.kappa,
        "alpha": found.alpha,
        "f1": found.f1,
        "gamma": words.gamma,
        "f1_characters": words.f1_characters,
        "intervals": AgreementIntervals(
            kappa=found.kappa_interval,
            alpha=found.alpha_interval,
            f1=found.f1_interval,
            gamma=words.gamma_interval,
            f1_characters=words.f1_interval,
        ),
    }


def _code(
    code: Code, units: Said, owners: Mapping[str, str], seed: int, through: Sequence[Through], *, silence: bool
) -> CodeAgreement:
    coders = tuple(sorted({coder for said in units.values() for coder in said}))
    found = _measures(units, coders, owners, seed, silence=silence)
    words = on_words(through, seed=seed, fewest_voices=FEWEST_VOICES, code_id=code.code_id)
    return CodeAgreement(
        code_id=code.code_id,
        code_path=code.path,
        n_units=len(units),
        n_coders=len(coders),
        **_fields(found, words),
    )


def _reading(coders: Sequence[str], n_units: int, alpha: float | None, resampled: str, silence: bool) -> str:
    """What the figures allow one to say, in French."""
    if not coders:
        return "Personne n'a encore codé : l'accord se mesure quand deux personnes codent les mêmes extraits."
    if len(coders) == 1:
        return (
            "Une seule personne a codé : l'accord ne peut pas se mesurer. "
            "Faites coder quelques extraits par une deuxième personne, sans lui montrer les premiers codages."
        )
    if not n_units:
        return (
            f"{len(coders)} personnes ont codé, mais jamais le même extrait avec le même code : rien à comparer. "
            "Choisissez des sources que chacune codera de son côté, et dites quand vous les avez lues jusqu'au bout."
        )
    if alpha is None:
        return (
            f"Toutes les décisions communes ({n_units}) vont dans le même sens : l'accord corrigé du hasard n'a pas "
            "de sens. Il faut aussi des refus, ou des extraits sans le code : dites quelles sources vous avez lues "
            "jusqu'au bout. Gamma et F1 en caractères disent seulement si les mots choisis se recouvrent."
        )
    few = " C'est peu : lisez d'abord les intervalles." if n_units < FEW_UNITS else ""
    narrow = (
        " Trop peu de personnes parlent dans ces extraits pour les rééchantillonner : les intervalles, tirés des "
        "extraits, sont trop étroits."
        if resampled == BY_SEGMENT
        else ""
    )
    told = (
        " Ne pas avoir posé un code compte comme un refus dans les sources lues jusqu'au bout, et seulement là où "
        "quelqu'un a codé : le texte que personne n'a codé n'améliore rien."
        if silence
        else ""
    )
    return f"{len(coders)} personnes, {n_units} décisions communes.{few} {_level(alpha)}{narrow}{told}"


def _level(alpha: float) -> str:
    """Bounds of Krippendorff (2004), "Content Analysis", chapter 11: .800 to rely on, .667 to conclude tentatively."""
    if alpha >= RELIABLE:
        return f"Alpha atteint {RELIABLE:.3f} : le codage est assez fiable pour conclure.".replace("0.", "0,")
    if alpha >= TENTATIVE:
        return (
            f"Alpha se tient entre {TENTATIVE:.3f} et {RELIABLE:.3f} : conclure avec prudence, et relire les codes "
            "les moins partagés."
        ).replace("0.", "0,")
    return (
        f"Alpha reste sous {TENTATIVE:.3f} : discutez les désaccords et précisez les définitions avant de conclure."
    ).replace("0.", "0,")
