"""Gathers what a report says: counts, groups heard and not heard, themes, findings with their verbatims, the trace, the method."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence

from models.coding import Coding
from models.disclosure import Level
from models.finding import Finding, Grounding, Scope
from models.provenance import Run, Step
from models.report import (
    MethodLine,
    ReportCoding,
    ReportContent,
    ReportCounts,
    ReportFinding,
    ReportGroup,
    ReportTheme,
    ReportVerbatim,
    TraceRow,
    group_looks,
)
from models.rows import EvidenceRow, FindingSheet, ParticipantRow
from models.transcript import SourceState, SpeakerRole, turn_id
from pipeline.anonymise import vault as vaults
from pipeline.disclose_names import OTHER_PEOPLE, level_sentence, merged_sentence
from pipeline.disclose_people import merged_positions
from pipeline.flow import consenting
from pipeline.flow import findings as finding_flow
from pipeline.flow.disclosing import Disclosure, disclosure
from pipeline.flow.study import VAULT, OpenStudy, now
from pipeline.ground import introduced_by_question
from pipeline.store import codebook, coding, findings, people, runs, segments, sources, themes

UNNAMED_GROUP = "non renseigné"


def report_content(study: OpenStudy, shown: Disclosure | None = None) -> ReportContent:
    """Everything the report of this study says today, as a level of disclosure shows it (the study's own by default)."""
    shown = shown or disclosure(study)
    sheets = finding_flow.sheets(study)
    persons = tuple(p for p in people.participant_rows(study.file) if p.participant_id not in shown.standing.refused)
    pseudonymised = vaults.exists(study.folder / VAULT)
    return ReportContent(
        title=study.settings.study.title,
        subtitle="Constats et verbatims",
        generated_on=now().date(),
        disclosure=f"{level_sentence(shown.level)} {_disclosure(pseudonymised)}",
        notes=_notes(study, persons, shown),
        pseudonymised=pseudonymised,
        draft=not sheets or any(sheet.finding.status == "hypothesis" for sheet in sheets),
        counts=_counts(study, persons, shown),
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
        findings=tuple(_finding(study, sheet, shown) for sheet in sheets),
        trace=tuple(_traced(row, shown) for row in findings.trace(study.file) if _counts_row(row, shown)),
        method=_method(study, persons, shown),
    )


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


def _finding(study: OpenStudy, sheet: FindingSheet, shown: Disclosure) -> ReportFinding:
    found = coding.codings(study.file)
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
    """What a finding rests on, with small groups merged; every count of people stays."""
    if shown.level is not Level.PUBLIC:
        return grounding
    return grounding.model_copy(update={"groups": merged_positions(grounding.groups, shown.groups)})


def _counts_row(row: TraceRow, shown: Disclosure) -> bool:
    return shown.leaves(turn_id(row.transcript_id, row.turn_no))


def _traced(row: TraceRow, shown: Disclosure) -> TraceRow:
    words = shown.words(turn_id(row.transcript_id, row.turn_no), row.start_char, row.verbatim)
    return row.model_copy(
        update={
            "verbatim": words.text,
            "generalised": words.generalised,
            "statement": shown.free(row.statement),
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
        start_char=anchor.start,
        end_char=anchor.end,
        question=question,
        introduced_by_interviewer=introduced_by_question(row.question, anchor.verbatim),
        codings=tuple(ReportCoding(code_path=c.code_path, coder=c.coder, decided_at=c.decided_at) for c in covering),
        added_by=row.evidence.added_by,
        added_at=row.evidence.added_at,
    )


def _method(study: OpenStudy, persons: Sequence[ParticipantRow], shown: Disclosure) -> tuple[MethodLine, ...]:
    """What a qualitative report is asked for (after COREQ, Tong et al. 2007), answered from what was really done."""
    counts, proposals = _counts(study, persons, shown), coding.proposal_counts(study.file)
    kinds = Counter(s.kind.value for s in sources.all_sources(study.file) if s.state is SourceState.RELEASED)
    silent = finding_flow.unheard_groups(study)
    return (
        MethodLine(heading="Matériau", text=", ".join(f"{n} {KINDS[kind]}" for kind, n in sorted(kinds.items())) + "."),
        MethodLine(
            heading="Qui a mené les entretiens",
            text=f"{_n_interviewers(study)} sources comportent les tours d'un enquêteur ; ses mots ne sont jamais codés.",
        ),
        MethodLine(
            heading="Personnes non entendues",
            text=(", ".join(silent) + " : aucune personne de ces groupes n'est dans l'étude.")
            if silent
            else "Chaque partie prenante visée a au moins une voix dans l'étude.",
        ),
        MethodLine(
            heading="Anonymisation",
            text="Noms, lieux, coordonnées et dates remplacés avant toute analyse ; transcriptions "
            + (
                "relues par une personne avant d'entrer dans l'étude."
                if study.settings.anonymisation.release == "reviewed"
                else "entrées sans relecture, les doutes masqués eux aussi."
            ),
        ),
        MethodLine(
            heading="Codage",
            text=f"{counts.n_coders} personnes ont codé, {counts.n_codes} codes, {counts.n_codings} codages en vigueur ; "
            f"{proposals.get('accepted', 0)} propositions de la machine acceptées, {proposals.get('rejected', 0)} rejetées.",
        ),
        *(MethodLine(heading=STEPS[run.step], text=_run_line(run)) for run in _latest_runs(study)),
    )


KINDS = {
    "interview": "entretiens",
    "focus_group": "entretiens collectifs",
    "field_note": "notes de terrain",
    "survey": "questionnaires",
}
STEPS = {
    Step.SEGMENT: "Découpage",
    Step.ENCODE: "Encodage",
    Step.THEMES: "Thèmes",
    Step.PROPOSE: "Propositions",
}


def _latest_runs(study: OpenStudy) -> list[Run]:
    found = [runs.latest_run(study.file, step) for step in STEPS]
    return [run for run in found if run is not None]


def _run_line(run: Run) -> str:
    settings = ", ".join(f"{name} : {value}" for name, value in json.loads(run.settings).items() if value is not None)
    versions = ", ".join(f"{name} {value}" for name, value in json.loads(run.versions).items())
    seed = f" ; graine {run.seed}" if run.seed is not None else ""
    return f"{settings}{' ; ' + versions if versions else ''}{seed} ; passage {run.run_id}."


def _n_interviewers(study: OpenStudy) -> int:
    return sum(
        any(turn.role is SpeakerRole.INTERVIEWER for turn in transcript.turns)
        for transcript in sources.current_transcripts(study.file)
    )
