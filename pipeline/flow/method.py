"""
What the report says of how it was made: who decided what, with which settings, and why it may still be a draft.

Answered from the runs and the decisions that the study holds, under the names that people have there; nothing is typed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence

from models.finding import FindingStatus
from models.provenance import Run, Step
from models.report import MethodLine, ReportCounts
from models.rows import FindingSheet
from models.transcript import SourceState, SpeakerRole
from pipeline.flow import findings as finding_flow
from pipeline.flow.study import OpenStudy
from pipeline.store import coding, journal, runs, sources


def drafts(study: OpenStudy, sheets: Sequence[FindingSheet]) -> tuple[str, ...]:
    """Why this is still a draft, in sentences; nothing when it is none."""
    waiting = sum(sheet.finding.status == FindingStatus.HYPOTHESIS for sheet in sheets)
    pending = coding.proposal_counts(study.file).get("pending", 0)
    silent = finding_flow.unheard_groups(study)
    told = (
        "Aucun constat n'est encore écrit." if not sheets else "",
        f"Constats encore à l'état d'hypothèse : {waiting} sur {len(sheets)}." if waiting else "",
        f"Propositions de la machine qui attendent une décision : {pending}." if pending else "",
        f"Personne n'a été entendu dans ces groupes : {', '.join(silent)}." if silent else "",
    )
    return tuple(filter(None, told))


def method(study: OpenStudy, counts: ReportCounts) -> tuple[MethodLine, ...]:
    """What a qualitative report is asked for (after COREQ, Tong et al. 2007), answered from what was really done."""
    proposals = coding.proposal_counts(study.file)
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


def decided(study: OpenStudy, sheets: Sequence[FindingSheet]) -> tuple[MethodLine, ...]:
    """Who decided what, under the names they have in the study: codings, refusals, wordings, evidence."""
    by_coder: dict[str, list[str]] = defaultdict(list)
    for coder, action, n in journal.decisions_by_coder(study.file):
        by_coder[coder].append(f"{n} {ACTIONS[action]}")
    authors = Counter(sheet.finding.author for sheet in sheets)
    choosers = Counter(row.evidence.added_by for sheet in sheets for row in sheet.evidence)
    told = (
        ("Qui a décidé des codages", " ; ".join(f"{coder} : {', '.join(n)}" for coder, n in sorted(by_coder.items()))),
        ("Qui a écrit les constats", ", ".join(f"{name} ({n})" for name, n in sorted(authors.items()))),
        ("Qui a retenu les verbatims", ", ".join(f"{name} ({n})" for name, n in sorted(choosers.items()))),
    )
    return tuple(MethodLine(heading=heading, text=f"{text}.") for heading, text in told if text)


ACTIONS = {
    "accept": "propositions acceptées",
    "reject": "propositions refusées",
    "code": "codages à la main",
    "remove": "retraits",
    "reopen": "décisions annulées",
}
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
