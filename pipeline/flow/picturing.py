"""Gathers what the drawings of `pictures` show: for the team as it is, or as a level of disclosure lets it out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from models.finding import Finding, FindingStatus, Stance
from models.report import GroupLook, group_looks
from models.rows import EvidenceRow
from pipeline.flow import consenting, grounding
from pipeline.flow.study import OpenStudy
from pipeline.report.pictures import PersonRow, PlaceCell, WalkStep, voices_by_place, walk, who_supports_what
from pipeline.store import findings, people

UNKNOWN_GROUP = UNKNOWN_PLACE = "non renseigné"

Naming = Callable[[str, str | None], str]
"""From a participant's id and the speaker's shown name, the name to draw."""


def looks_of(study: OpenStudy) -> dict[str, GroupLook]:
    """Colour and shape of each group: the study's groups first, in their settled order, then any other met."""
    settled = study.settings.study.groups
    met = {p.stakeholder_group for p in people.participants(study.file).values() if p.stakeholder_group}
    return {look.group: look for look in group_looks([*settled, *sorted(met - set(settled))])}


def support_picture(
    study: OpenStudy, *, chosen: Sequence[str] | None = None, named: Naming | None = None, speaking_only: bool = True
) -> str:
    """
    Who supports what: the people who speak of any finding, group by group, against the findings that stand.

    Args:
        chosen: ids of the findings to draw, in this order; all that are not withdrawn by default.
        named: how a person is named; their pseudonym in the transcript by default.
        speaking_only: leave out those who testify to none.
    """
    shown, looks = _shown(study, chosen), looks_of(study)
    number = {one.finding_id: place for place, one in enumerate(shown, start=1)}
    stances: dict[str, dict[int, set[Stance]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}
    for row in consenting.counted(study, findings.evidence_rows(study.file)):
        if row.participant_id and row.evidence.finding_id in number:
            stances[row.participant_id][number[row.evidence.finding_id]].add(row.evidence.stance)
            names[row.participant_id] = _name(row, named)
    groups = {w.participant_id: w.stakeholder_group for w in grounding.gather(study).witnesses}
    wanted = [p for p in groups if p in stances or not speaking_only]
    order = {group: place for place, group in enumerate(looks)}
    wanted.sort(key=lambda p: (order.get(groups[p] or "", len(order)), names.get(p, p)))
    rows = [
        PersonRow(
            name=names.get(person) or (named(person, None) if named else person),
            look=looks.get(groups[person] or ""),
            stances=tuple((n, tuple(sorted(stances[person][n]))) for n in sorted(stances.get(person, ()))),
        )
        for person in wanted
    ]
    return who_supports_what([one.statement for one in shown], rows)


def _shown(study: OpenStudy, chosen: Sequence[str] | None) -> list[Finding]:
    known = {one.finding_id: one for one in findings.findings(study.file)}
    if chosen is not None:
        return [known[one] for one in chosen if one in known]
    return [one for one in known.values() if one.status is not FindingStatus.WITHDRAWN]


def _name(row: EvidenceRow, named: Naming | None) -> str:
    if named:
        return named(row.participant_id or "", row.speaker)
    return row.speaker if row.participant_id in (None, row.speaker) else f"{row.speaker} ({row.participant_id})"


def voices_picture(study: OpenStudy) -> str:
    """Voices heard and missing by group and territory, with the groups that the study means to hear and never met."""
    declared: Counter[tuple[str, str]] = Counter()
    heard: Counter[tuple[str, str]] = Counter()
    for person in people.participant_rows(study.file):
        if person.withdrawn_on:
            continue
        place = (person.stakeholder_group or UNKNOWN_GROUP, person.territory or UNKNOWN_PLACE)
        declared[place] += 1
        heard[place] += bool(person.n_words)
    cells = [
        PlaceCell(group=group, territory=territory, heard=heard[group, territory], declared=n)
        for (group, territory), n in sorted(declared.items(), key=lambda one: (one[0][1] == UNKNOWN_PLACE, one[0][1]))
    ]
    return voices_by_place(cells, list(looks_of(study).values()))


def walk_picture(study: OpenStudy, finding_id: str, *, named: Naming | None = None) -> str:
    """The walk from a finding to its files, one line per verbatim."""
    finding, looks = grounding.find(study, finding_id), looks_of(study)
    steps, seen = [], set()
    speakers = {
        (row.source_name, row.turn_no, row.evidence.anchor.start): _name(row, named)
        for row in findings.evidence_rows(study.file, finding_id)
    }
    for row in findings.trace(study.file, finding_id):
        place = (row.source_name, row.turn_no, row.start_char)
        if place in seen:
            continue
        seen.add(place)
        steps.append(
            WalkStep(
                stance=row.stance,
                person=speakers.get(place, row.participant_id or "?"),
                look=looks.get(row.stakeholder_group or ""),
                code=row.code_path or "",
                decided=row.coder or "",
                turn=f"tour {row.turn_no}",
                source=row.source_name,
                sha256=row.source_sha256,
            )
        )
    return walk(finding.statement, steps)
