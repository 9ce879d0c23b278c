"""
What the risk sheet says, from the figures of a study: counts by kind and reason, the CNIL's three criteria, what remains.

Each criterion is answered by yes or no with the figures that decide it, so that a person can contest it. Nothing here
ever says that a corpus is anonymous: while a vault exists, or somebody can be told apart, it is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from models.anonymisation import MentionKind
from models.disclosure import Mark, MarkState
from models.finding import GroupPosition
from models.participant import Participant
from models.risk import Criterion, LeftReason, MaskedKind, RiskSheet, SmallGroup
from pipeline.french.risk import INFERENCE, KINDS, LINKING, SENTENCE, SETTINGS, SINGLING_OUT, TRAITS, VALUES, WHY
from pipeline.french.typography import listed, long_date, plural

SMALL_SHOWN = 30
REASONS_SHOWN = 6

Placed = Sequence[tuple[str, Mark]]
"""Marks, each with the source it stands in."""


class Links(NamedTuple):
    """What lets one follow a person: named in several sources, speaking in several, a vault that knows them."""

    named_across: int
    speaking_across: int
    has_vault: bool


def sentence() -> str:
    """The sentence that every sheet opens with."""
    return f"{SENTENCE} {WHY}"


def masked(placed: Placed) -> tuple[MaskedKind, ...]:
    """What was replaced, by kind, the most frequent first."""
    found: dict[MentionKind, list[tuple[str, Mark]]] = defaultdict(list)
    for source_id, mark in placed:
        if mark.state is MarkState.MASKED:
            found[mark.kind].append((source_id, mark))
    return tuple(
        MaskedKind(
            kind=KINDS[kind][1],
            n_places=len(of),
            n_entities=len({mark.key for _, mark in of if mark.key}),
            n_sources=len({source_id for source_id, _ in of}),
        )
        for kind, of in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def left(placed: Placed) -> tuple[LeftReason, ...]:
    """What was flagged and left, by reason, the most frequent first."""
    found: dict[tuple[str, bool], list[tuple[str, Mark]]] = defaultdict(list)
    for source_id, mark in placed:
        if mark.state is MarkState.LEFT:
            found[_reason(mark)].append((source_id, mark))
    return tuple(
        LeftReason(
            reason=reason,
            direct=direct,
            n_places=len(of),
            n_sources=len({source_id for source_id, _ in of}),
            n_proposed=sum(mark.generalisation is not None for _, mark in of),
        )
        for (reason, direct), of in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def _reason(mark: Mark) -> tuple[str, bool]:
    """Why it was flagged, and whether it may be a direct identifier that nobody decided about."""
    name = KINDS[mark.kind][0]
    if mark.kind in {MentionKind.QUASI, MentionKind.AGE}:
        return mark.reason or name, False
    return f"{mark.reason} ({name})" if mark.reason else name, True


def small_groups(people: Iterable[Participant], k: int) -> tuple[SmallGroup, ...]:
    """Declared traits that fewer than `k` people share, the rarest first."""
    values: Counter[tuple[str, str]] = Counter()
    for person in people:
        declared = ((name, getattr(person, field)) for field, name in TRAITS.items())
        values.update((name, value) for name, value in (*declared, *person.attributes) if value)
    rare = [SmallGroup(trait=name, value=value, n_people=n) for (name, value), n in values.items() if n < k]
    return tuple(sorted(rare, key=lambda one: (one.n_people, one.trait, one.value))[:SMALL_SHOWN])


def precision(settings: Mapping[str, object], k: int) -> tuple[tuple[str, str], ...]:
    """The settings of precision in plain words."""
    told = [(SETTINGS[name], VALUES.get((name, str(v)), str(v))) for name, v in settings.items() if name in SETTINGS]
    return (*told, ("Trait montré hors de l'équipe", f"si {k} personnes au moins le partagent"))


def sealed(n_open: int, *, sealed: int, destroyed: int) -> str:
    """Where the originals are: in the clear, in the vault, nowhere."""
    told = (
        f"{plural(n_open, 'fichier')} en clair dans sources/" if n_open else "",
        f"{plural(sealed, 'fichier')} au coffre seulement, chiffrés" if sealed else "",
        f"{plural(destroyed, 'original détruit', 'originaux détruits')}, dont il reste l'empreinte"
        if destroyed
        else "",
    )
    return f"{' ; '.join(filter(None, told)) or 'Aucun fichier dans sources/'}."


def verified(on: date, n_broken: int, unchecked: Sequence[str]) -> tuple[str, ...]:
    """What `verify` found while the sheet was made."""
    if n_broken:
        return (f"Le {long_date(on)}, {plural(n_broken, 'rupture')} : lancez « polyphonie verify ».", *unchecked)
    return (f"Le {long_date(on)}, les trois promesses tiennent, pour tout ce qui a pu être regardé.", *unchecked)


def criteria(sheet: RiskSheet, links: Links, positions: Iterable[GroupPosition]) -> tuple[Criterion, ...]:
    """The three criteria, answered from the sheet's own figures; `positions` are those of groups on each finding."""
    whole = [p for p in positions if p.n_heard and p.n_heard in (p.n_supporting, p.n_contradicting)]
    return (_singling_out(sheet), _linking(links), _inference(sheet, whole))


def _singling_out(sheet: RiskSheet) -> Criterion:
    n_left, few = sum(one.n_places for one in sheet.left), sum(one.n_sharing < sheet.k for one in sheet.alike)
    holds = not n_left and not few
    if holds:
        answer = f"Non, d'après ce qui est déclaré : chacun ressemble à {sheet.k - 1} autres personnes au moins."
    else:
        answer = (
            f"Oui. Sur {plural(sheet.n_people, 'personne')}, {sheet.n_alone} sans personne qui leur ressemble, et {few} en "
            f"tout avec moins de {sheet.k - 1} semblables dans l'étude."
        )
    figures = (
        f"{plural(n_left, 'passage signalé et laissé', 'passages signalés et laissés')} dans le texte",
        f"{plural(len(sheet.small_groups), 'trait partagé', 'traits partagés')} par moins de {sheet.k} personnes",
    )
    return Criterion(name=SINGLING_OUT[0], question=SINGLING_OUT[1], holds=holds, answer=answer, figures=figures)


def _linking(links: Links) -> Criterion:
    reasons = ["une personne garde le même pseudonyme partout, pour que l'analyse reste possible"]
    if links.has_vault:
        reasons.append("le coffre dit qui est derrière chacun")
    holds = not any(links)
    answer = "Non : rien ne relie deux sources." if holds else f"Oui : {listed(tuple(reasons))}."
    figures = (
        f"{plural(links.named_across, 'personne nommée', 'personnes nommées')} dans plusieurs sources sous un même pseudonyme",
        f"{plural(links.speaking_across, 'participant')} dans plusieurs sources",
        "coffre présent" if links.has_vault else "pas de coffre : plus personne ne peut remonter aux noms",
    )
    return Criterion(name=LINKING[0], question=LINKING[1], holds=holds, answer=answer, figures=figures)


def _inference(sheet: RiskSheet, whole: Sequence[GroupPosition]) -> Criterion:
    small = sum(position.n_heard < sheet.k for position in whole)
    holds = not sheet.left and not whole
    if holds:
        answer = (
            "Non, d'après ce qui est compté : rien de signalé n'est resté, et aucun groupe entier ne dit la même chose."
        )
    else:
        answer = (
            "Oui. Ce qui est resté dans le texte (âge, métier, maladie, famille) s'apprend de quiconque se laisse reconnaître, "
            "et quand tout un groupe dit la même chose, l'appartenance suffit à savoir ce que chacun a dit."
        )
    figures = (
        *(f"{one.reason} : {plural(one.n_places, 'passage')}" for one in sheet.left[:REASONS_SHOWN]),
        f"{plural(len(whole), 'position de constat tenue', 'positions de constat tenues')} par tout un groupe, dont {small} "
        f"par un groupe de moins de {sheet.k} personnes",
    )
    return Criterion(name=INFERENCE[0], question=INFERENCE[1], holds=holds, answer=answer, figures=figures)


def to_do(
    sheet: RiskSheet, *, n_broken: int, n_open: int, unknown: Sequence[str], unread: Sequence[str]
) -> tuple[str, ...]:
    """What remains to do, the most exposing first; `unknown`, `unread`: people whose consent is to be written or mended."""
    doubts = sum(one.n_places for one in sheet.left if one.direct)
    details = sum(one.n_places for one in sheet.left if not one.direct)
    told: tuple[tuple[str, object], ...] = (
        ("Réparer ce que « polyphonie verify » dit rompu.", n_broken),
        (f"Trancher {plural(doubts, 'doute laissé', 'doutes laissés')} dans le texte (écran Anonymisation).", doubts),
        (f"Relire {plural(sheet.n_held, 'source')} au coffre (écran Anonymisation).", sheet.n_held),
        (
            f"Décider de {plural(details, 'détail signalé', 'détails signalés')} : laisser, généraliser ou masquer. Hors de "
            "l'équipe, ils sont généralisés (--level funder).",
            details,
        ),
        (f"Regarder une à une {plural(sheet.n_alone, 'personne')} que leurs traits suffisent à isoler.", sheet.n_alone),
        (f"Écrire l'accord de {plural(len(unknown), 'personne')} dans participants.csv.", unknown),
        (f"Corriger l'accord illisible de {listed(tuple(unread))}.", unread),
        (f"Mettre {plural(n_open, 'original', 'originaux')} au coffre (« polyphonie seal »).", n_open),
        (
            f"Ouvrir le coffre une fois : {plural(sheet.n_unmarked, 'transcription')} dont les masques ne sont pas connus.",
            sheet.n_unmarked,
        ),
        ("Relire les énoncés des constats et les mémos : c'est l'équipe qui les écrit, personne ne les masque.", True),
    )
    return tuple(line for line, due in told if due)
