"""Gathers what a report says: counts, groups heard and not heard, themes, findings with their verbatims, the trace, the method."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from models.coding import Coding
from models.disclosure import Level
from models.finding import Finding, Grounding, Scope
from models.report import (
    ReportCoding,
    ReportContent,
    ReportCounts,
    ReportFinding,
    ReportGroup,
    ReportPlace,
    ReportTheme,
    ReportVerbatim,
    TraceRow,
    group_looks,
)
from models.rows import EvidenceRow, FindingSheet, ParticipantRow
from models.saturation import Saturation
from models.transcript import SourceState, turn_id
from pipeline.anonymise import vault as vaults
from pipeline.disclose.names import OTHER_PEOPLE, level_sentence, merged_sentence
from pipeline.disclose.people import merged_positions
from pipeline.errors import UnknownReference
from pipeline.flow import consenting, method, words
from pipeline.flow import findings as finding_flow
from pipeline.flow.disclosing import Disclosure, disclosure
from pipeline.flow.since import since_last
from pipeline.flow.study import VAULT, OpenStudy, now
from pipeline.ground.asked import introduced_by_question
from pipeline.store import codebook, coding, findings, people, segments, sources, themes

UNNAMED_GROUP = "non renseigné"


def report_content(
    study: OpenStudy, shown: Disclosure | None = None, *, finding_ids: Sequence[str] = ()
) -> ReportContent:
    """
    Everything the report of this study says today, as a level of disclosure shows it (the study's own by default).

    `finding_ids`: these findings only, in this order; all of them when empty.

    Raises:
        UnknownReference: a finding that is not in the study.
    """
    shown = shown or disclosure(study)
    everything = finding_flow.sheets(study)
    sheets = _chosen(everything, finding_ids)
    persons = tuple(p for p in people.participant_rows(study.file) if p.participant_id not in shown.standing.refused)
    pseudonymised = vaults.exists(study.folder / VAULT)
    counts, found = _counts(study, persons, shown), coding.codings(study.file)
    drafts = method.drafts(study, sheets)
    chosen = {sheet.finding.finding_id for sheet in sheets}
    return ReportContent(
        title=study.settings.study.title,
        subtitle="Constats et verbatims",
        generated_on=now().date(),
        disclosure=f"{level_sentence(shown.level)} {_disclosure(pseudonymised)}",
        notes=_notes(study, persons, shown),
        pseudonymised=pseudonymised,
        draft=bool(drafts),
        drafts=drafts,
        since=since_last(study, sheets),
        n_left_out=len(everything) - len(sheets),
        counts=counts,
        groups=_groups(study, persons, sheets, shown),
        themes=tuple(
            ReportTheme(
                name=shown.free(row.label),
                terms=tuple(term for term in shown.terms(", ".join(row.terms)).split(", ") if term),
                n_segments=row.n_segments,
                n_participants=row.n_participants,
                stability=row.stability,
            )
            for row in themes.theme_rows(study.file)
        ),
        findings=tuple(_finding(found, sheet, shown) for sheet in sheets),
        trace=tuple(
            _traced(row, shown)
            for row in findings.trace(study.file)
            if row.finding_id in chosen and _counts_row(row, shown)
        ),
        places=_places(persons, shown),
        saturation=_saturation(study),
        method=(*method.method(study, counts), *method.decided(study, sheets)),
    )


def chosen_sheets(study: OpenStudy, finding_ids: Sequence[str] = ()) -> tuple[FindingSheet, ...]:
    """
    The sheets of these findings, in this order; of all when none is named.

    Raises:
        UnknownReference: a finding that is not in the study.
    """
    return _chosen(finding_flow.sheets(study), finding_ids)


def _chosen(everything: Sequence[FindingSheet], finding_ids: Sequence[str]) -> tuple[FindingSheet, ...]:
    by_id = {sheet.finding.finding_id: sheet for sheet in everything}
    unknown = [one for one in finding_ids if one not in by_id]
    if unknown:
        raise UnknownReference(f"Le constat {unknown[0]} n'existe pas dans cette étude : rechargez la page.")
    return tuple(by_id[one] for one in finding_ids) if finding_ids else tuple(everything)


def _places(persons: Sequence[ParticipantRow], shown: Disclosure) -> tuple[ReportPlace, ...]:
    """Groups and territories as the level shows them: small ones are merged there, so nobody stands alone in a square."""
    declared: Counter[tuple[str, str]] = Counter()
    heard: Counter[tuple[str, str]] = Counter()
    for person in persons:
        if person.territory:
            group = shown.group_of(person.participant_id, person.stakeholder_group) or UNNAMED_GROUP
            seen = shown.people.get(person.participant_id)
            place = (group, (seen.territory if seen else shown.territory(person.territory)) or OTHER_PEOPLE)
            declared[place] += 1
            heard[place] += person.n_words > 0
    return tuple(
        ReportPlace(group=group, territory=territory, n_participants=n, n_heard=heard[group, territory])
        for (group, territory), n in sorted(declared.items(), key=lambda one: (one[0][1], one[0][0]))
    )


def _saturation(study: OpenStudy) -> tuple[Saturation, ...]:
    """The curve of everybody over the codes, as people decided them; nothing before anything is coded."""
    return tuple(one for one in words.saturation(study, of="codes") if one.group is None and one.n_people > 1)


def _notes(study: OpenStudy, persons: Sequence[ParticipantRow], shown: Disclosure) -> tuple[str, ...]:
    """What a reader must know of how people are shown: groups merged, people who count and are not quoted."""
    notes = list(consenting.noted(study))
    small = tuple(g for g in all_groups(study, persons) if shown.group(g) == OTHER_PEOPLE and g != OTHER_PEOPLE)
    if small:
        notes.insert(0, merged_sentence(small, shown.k))
    return tuple(notes)


def _disclosure(pseudonymised: bool) -> str:
    if pseudonymised:
        return (
            "Les noms, lieux et coordonnées y sont remplacés, mais un coffre permet encore de retrouver "
            "les personnes. À ne pas diffuser sans leur accord."
        )
    return "À ne pas diffuser sans l'accord des personnes."


def all_groups(study: OpenStudy, persons: Sequence[ParticipantRow]) -> tuple[str, ...]:
    """The study's groups in their settled order, then others that people belong to."""
    found = [person.stakeholder_group or UNNAMED_GROUP for person in persons]
    return tuple(dict.fromkeys([*study.settings.study.groups, *sorted(found)]))


def _counts(study: OpenStudy, persons: Sequence[ParticipantRow], shown: Disclosure) -> ReportCounts:
    released = [s for s in sources.all_sources(study.file) if s.state is SourceState.RELEASED]
    n_segments, _ = segments.segments_hash(study.file)
    return ReportCounts(
        n_sources=len(released),
        n_participants=sum(person.n_words > 0 for person in persons),
        n_turns=sum(source.n_turns for source in released),
        n_segments=n_segments,
        n_words=sum(source.n_words for source in released),
        n_codes=len(codebook.codes(study.file)),
        n_codings=sum(shown.leaves(c.turn_id) for c in coding.codings(study.file)),
        n_coders=len(coding.coders(study.file)),
    )


def _groups(
    study: OpenStudy, persons: Sequence[ParticipantRow], sheets: Sequence[FindingSheet], shown: Disclosure
) -> tuple[ReportGroup, ...]:
    named = {group: shown.group(group) or UNNAMED_GROUP for group in all_groups(study, persons)}
    names = tuple(sorted(dict.fromkeys(named.values()), key=lambda name: name == OTHER_PEOPLE))
    met: Counter[str] = Counter(named[p.stakeholder_group or UNNAMED_GROUP] for p in persons)
    heard: Counter[str] = Counter(named[p.stakeholder_group or UNNAMED_GROUP] for p in persons if p.n_words)
    spoken: Counter[str] = Counter()
    for name, n in people.segments_by_group(study.file).items():
        spoken[shown.group(name) or UNNAMED_GROUP] += n
    quoted: dict[str, set[str]] = defaultdict(set)
    quotations: Counter[str] = Counter()
    for sheet in sheets:
        for row in sheet.evidence:
            if shown.words(row.evidence.anchor.turn_id, 0, "").withheld:
                continue
            group = shown.group_of(row.participant_id, row.stakeholder_group) or UNNAMED_GROUP
            quotations[group] += 1
            if row.participant_id:
                quoted[group].add(row.participant_id)
    return tuple(
        ReportGroup(
            look=look,
            n_participants=met[look.group],
            n_heard=heard[look.group],
            n_segments=spoken[look.group],
            n_quoted=len(quoted[look.group]),
            n_quotations=quotations[look.group],
        )
        for look in group_looks(names)
    )


def _finding(found: Sequence[Coding], sheet: FindingSheet, shown: Disclosure) -> ReportFinding:
    return ReportFinding(
        finding=shown_finding(sheet.finding, shown),
        grounding=shown_grounding(sheet.grounding, shown),
        verbatims=tuple(
            _verbatim(row, found, shown) for row in sheet.evidence if shown.leaves(row.evidence.anchor.turn_id)
        ),
    )


def shown_finding(finding: Finding, shown: Disclosure) -> Finding:
    """A finding as a level shows it: its wording without pseudonyms for the public, its scope without small groups."""
    scope = Scope(
        territories=tuple(dict.fromkeys(map(shown.territory, finding.scope.territories))),
        waves=tuple(dict.fromkeys(map(shown.wave, finding.scope.waves))),
        groups=tuple(dict.fromkeys(shown.group(g) or g for g in finding.scope.groups)),
    )
    return finding.model_copy(update={"statement": shown.free(finding.statement), "scope": scope})


def shown_grounding(grounding: Grounding, shown: Disclosure) -> Grounding:
    """What a finding rests on, with small groups merged; every count of people stays. Outside the team no person is named."""
    if shown.level is Level.TEAM:
        return grounding
    if shown.level is not Level.PUBLIC:
        return grounding.model_copy(update={"pivots": ()})
    merged = merged_positions(grounding.groups, shown.groups)
    return grounding.model_copy(update={"pivots": (), "territories": (), "groups": merged})


def _counts_row(row: TraceRow, shown: Disclosure) -> bool:
    return shown.leaves(turn_id(row.transcript_id, row.turn_no))


def _traced(row: TraceRow, shown: Disclosure) -> TraceRow:
    words = shown.words(turn_id(row.transcript_id, row.turn_no), row.start_char, row.verbatim)
    return row.model_copy(
        update={
            "verbatim": words.text,
            "generalised": words.generalised,
            "statement": shown.free(row.statement),
            "code_path": shown.free(row.code_path) if row.code_path else row.code_path,
            "participant_id": shown.person(row.participant_id),
            "stakeholder_group": shown.group_of(row.participant_id, row.stakeholder_group),
            "source_name": shown.source(row.source_id, row.source_name),
        }
    )


def _verbatim(row: EvidenceRow, found: Sequence[Coding], shown: Disclosure) -> ReportVerbatim:
    anchor = row.evidence.anchor
    words = shown.words(anchor.turn_id, anchor.start, anchor.verbatim)
    question = None if words.withheld or row.question is None else shown.context(row.source_id, row.question).text
    covering = [
        c for c in found if c.turn_id == anchor.turn_id and c.start_char < anchor.end and anchor.start < c.end_char
    ]
    return ReportVerbatim(
        evidence_id=row.evidence.evidence_id,
        stance=row.evidence.stance,
        verbatim="" if words.withheld else words.text,
        generalised=words.generalised,
        withheld=words.withheld,
        speaker=shown.speaker(anchor.turn_id, row.speaker),
        participant_id=shown.person(row.participant_id),
        stakeholder_group=shown.group_of(row.participant_id, row.stakeholder_group),
        source_name=shown.source(row.source_id, row.source_name),
        turn_no=row.turn_no,
        standing=row.standing,
        start_char=anchor.start,
        end_char=anchor.end,
        question=question,
        introduced_by_interviewer=introduced_by_question(row.question, anchor.verbatim),
        codings=tuple(
            ReportCoding(code_path=shown.free(c.code_path), coder=c.coder, decided_at=c.decided_at) for c in covering
        ),
        added_by=row.evidence.added_by,
        added_at=row.evidence.added_at,
    )
