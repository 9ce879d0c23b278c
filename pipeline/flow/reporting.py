"""Gathers what a report says: counts, groups heard and not heard, themes, findings with their verbatims, the trace, the method."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence

from models.coding import Coding
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
    group_looks,
)
from models.rows import EvidenceRow, FindingSheet, ParticipantRow
from models.transcript import SourceState, SpeakerRole
from pipeline.anonymise import vault as vaults
from pipeline.flow import findings as finding_flow
from pipeline.flow.study import VAULT, OpenStudy, now
from pipeline.ground import introduced_by_question
from pipeline.store import codebook, coding, findings, people, runs, segments, sources, themes

UNNAMED_GROUP = "non renseigné"


def report_content(study: OpenStudy) -> ReportContent:
    """Everything the report of this study says today."""
    sheets = finding_flow.sheets(study)
    persons = people.participant_rows(study.file)
    pseudonymised = vaults.exists(study.folder / VAULT)
    return ReportContent(
        title=study.settings.study.title,
        subtitle="Constats et verbatims",
        generated_on=now().date(),
        disclosure=_disclosure(pseudonymised),
        pseudonymised=pseudonymised,
        draft=not sheets or any(sheet.finding.status == "hypothesis" for sheet in sheets),
        counts=_counts(study, persons),
        groups=_groups(study, persons, sheets),
        themes=tuple(
            ReportTheme(
                name=row.label,
                terms=row.terms,
                n_segments=row.n_segments,
                n_participants=row.n_participants,
                stability=row.stability,
            )
            for row in themes.theme_rows(study.file)
        ),
        findings=tuple(_finding(study, sheet) for sheet in sheets),
        trace=findings.trace(study.file),
        method=_method(study, persons),
    )


def _disclosure(pseudonymised: bool) -> str:
    if pseudonymised:
        return (
            "Document de travail : noms, lieux et coordonnées y sont remplacés, mais un coffre permet encore de retrouver "
            "les personnes. À ne pas diffuser sans leur accord."
        )
    return "Document de travail. À ne pas diffuser sans l'accord des personnes."


def all_groups(study: OpenStudy, persons: Sequence[ParticipantRow]) -> tuple[str, ...]:
    """The study's groups in their settled order, then others that people belong to."""
    found = [person.stakeholder_group or UNNAMED_GROUP for person in persons]
    return tuple(dict.fromkeys([*study.settings.study.groups, *sorted(found)]))


def _counts(study: OpenStudy, persons: Sequence[ParticipantRow]) -> ReportCounts:
    released = [s for s in sources.all_sources(study.file) if s.state is SourceState.RELEASED]
    n_segments, _ = segments.segments_hash(study.file)
    return ReportCounts(
        n_sources=len(released),
        n_participants=sum(person.n_words > 0 for person in persons),
        n_turns=sum(source.n_turns for source in released),
        n_segments=n_segments,
        n_words=sum(source.n_words for source in released),
        n_codes=len(codebook.codes(study.file)),
        n_codings=len(coding.codings(study.file)),
        n_coders=len(coding.coders(study.file)),
    )


def _groups(
    study: OpenStudy, persons: Sequence[ParticipantRow], sheets: Sequence[FindingSheet]
) -> tuple[ReportGroup, ...]:
    names = all_groups(study, persons)
    met: Counter[str] = Counter(p.stakeholder_group or UNNAMED_GROUP for p in persons)
    heard: Counter[str] = Counter(p.stakeholder_group or UNNAMED_GROUP for p in persons if p.n_words)
    spoken = Counter({(name or UNNAMED_GROUP): n for name, n in people.segments_by_group(study.file).items()})
    quoted: dict[str, set[str]] = defaultdict(set)
    quotations: Counter[str] = Counter()
    for sheet in sheets:
        for row in sheet.evidence:
            group = row.stakeholder_group or UNNAMED_GROUP
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


def _finding(study: OpenStudy, sheet: FindingSheet) -> ReportFinding:
    found = coding.codings(study.file)
    return ReportFinding(
        finding=sheet.finding,
        grounding=sheet.grounding,
        verbatims=tuple(_verbatim(row, found) for row in sheet.evidence),
    )


def _verbatim(row: EvidenceRow, found: Sequence[Coding]) -> ReportVerbatim:
    anchor = row.evidence.anchor
    covering = [
        c for c in found if c.turn_id == anchor.turn_id and c.start_char < anchor.end and anchor.start < c.end_char
    ]
    return ReportVerbatim(
        evidence_id=row.evidence.evidence_id,
        stance=row.evidence.stance,
        verbatim=anchor.verbatim,
        speaker=row.speaker,
        participant_id=row.participant_id,
        stakeholder_group=row.stakeholder_group,
        source_name=row.source_name,
        turn_no=row.turn_no,
        start_char=anchor.start,
        end_char=anchor.end,
        question=row.question,
        introduced_by_interviewer=introduced_by_question(row.question, anchor.verbatim),
        codings=tuple(ReportCoding(code_path=c.code_path, coder=c.coder, decided_at=c.decided_at) for c in covering),
        added_by=row.evidence.added_by,
        added_at=row.evidence.added_at,
    )


def _method(study: OpenStudy, persons: Sequence[ParticipantRow]) -> tuple[MethodLine, ...]:
    """What a qualitative report is asked for (after COREQ, Tong et al. 2007), answered from what was really done."""
    counts, proposals = _counts(study, persons), coding.proposal_counts(study.file)
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
