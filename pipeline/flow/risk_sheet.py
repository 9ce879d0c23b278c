"""
Gathers the risk sheet of a study: what was masked, what was left and why, who could be recognised, what remains to do.

Everything is counted from the study file on the day; what only the vault knows is counted when it is open, and the sheet
says when it was not. The three criteria of the CNIL are answered from these figures, never from good intentions.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from models.anonymisation import Mention, MentionAction, MentionKind
from models.disclosure import Level, Mark, MarkState, Use
from models.finding import GroupPosition
from models.participant import Participant
from models.review import ReviewAction
from models.risk import AlikePeople, LeftStudy, Released, RiskSheet
from models.transcript import SourceState
from pipeline.anonymise import vault as vaults
from pipeline.anonymise.combinations import combinations
from pipeline.disclose.disclose import DOUBT, QUASI_PREFIX
from pipeline.errors import UnknownReference
from pipeline.flow import care, consenting, originals
from pipeline.flow.disclosing import fill_marks
from pipeline.flow.gate import read_review
from pipeline.flow.study import OUTPUTS, SOURCES, VAULT, OpenStudy, now
from pipeline.report import risk_words as words
from pipeline.report.risk import render_risk_docx, render_risk_html
from pipeline.store import findings, journal, masks, people, sources
from pipeline.store.masks import TurnOwner

RISK_FORMATS = ("html", "docx", "json")
CONSENTS_WHOLE = "Toutes les personnes ont un accord écrit qui permet de les citer."


def gather(study: OpenStudy) -> RiskSheet:
    """The risk sheet as the study stands today."""
    n_unmarked = fill_marks(study)
    owners, texts = masks.turn_owners(study.file), _texts(study)
    marks = {turn: own for turn, own in masks.marks(study.file).items() if turn in texts}
    placed = [(owners[turn].source_id, mark) for turn, own in marks.items() for mark in own]
    counted, k = _people(study), study.settings.disclosure.k
    alike = _alike(counted, marks, owners, texts)
    every_source, verified, consents = sources.all_sources(study.file), care.verify(study), consenting.counts(study)
    away = Counter(originals.away(study).values())
    n_open, (n_kept, at_most) = _open_files(study), _kept_forms(study)
    sheet = RiskSheet(
        title=study.settings.study.title,
        generated_on=now().date(),
        sentence=words.sentence(),
        n_sources=sum(s.state is SourceState.RELEASED for s in every_source),
        n_held=sum(s.state is SourceState.HELD for s in every_source),
        n_people=len(counted),
        k=k,
        masked=words.masked(placed),
        left=words.left(placed),
        n_kept_forms=n_kept,
        kept_at_most=at_most,
        n_unmarked=n_unmarked,
        small_groups=words.small_groups(counted, k),
        alike=alike,
        n_alone=sum(one.n_sharing <= 1 for one in alike),
        precision=words.precision(study.settings.anonymisation.model_dump(mode="json"), k),
        released=_released(study),
        outputs=_outputs(study),
        consents=consenting.told(study) or (CONSENTS_WHOLE,),
        sealed=words.sealed(n_open, sealed=away[originals.SEALED], destroyed=away[originals.DESTROYED]),
        verified=words.verified(now().date(), len(verified.broken), verified.unchecked),
    )
    criteria = words.criteria(sheet, _links(study, placed), _positions(study))
    due = words.to_do(
        sheet, n_broken=len(verified.broken), n_open=n_open, unknown=consents.unknown, unread=consents.unread
    )
    return sheet.model_copy(update={"criteria": criteria, "to_do": due})


def write(study: OpenStudy, sheet: RiskSheet, format: str = "html") -> Path:  # noqa: A002  # the word the command line uses
    """
    Write the sheet into `outputs/`.

    Raises:
        UnknownReference: an unknown format.
    """
    if format not in RISK_FORMATS:
        raise UnknownReference(f"Le format « {format} » n'existe pas : choisissez {', '.join(RISK_FORMATS)}.")
    if format == "html":
        body = render_risk_html(sheet).encode("utf-8")
    elif format == "docx":
        body = render_risk_docx(sheet)
    else:
        body = json.dumps(sheet.model_dump(mode="json"), ensure_ascii=False, indent=2).encode("utf-8")
    path = study.folder / OUTPUTS / f"fiche_de_risque.{format}"
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partiel")
    partial.write_bytes(body)
    partial.replace(path)
    return path


def _texts(study: OpenStudy) -> dict[str, str]:
    """Words of every turn that can be read now; older versions are no longer shown anywhere."""
    current = sorted(sources.transcripts_by_source(study.file).values())
    return {turn.turn_id: turn.text for identity in current for turn in sources.turns_of(study.file, identity)}


def _people(study: OpenStudy) -> tuple[Participant, ...]:
    """Participants with words in the study, who agree to analysis."""
    refused = consenting.standing_of(study).refused
    heard = {p.participant_id for p in people.participant_rows(study.file) if p.n_words}
    everyone = people.participants(study.file).values()
    return tuple(p for p in everyone if p.participant_id in heard and p.participant_id not in refused)


def _alike(
    counted: Sequence[Participant],
    marks: Mapping[str, Sequence[Mark]],
    owners: Mapping[str, TurnOwner],
    texts: Mapping[str, str],
) -> tuple[AlikePeople, ...]:
    """Each participant's combination of traits, the rarest first: what they declared, and the kinds of what they let slip."""
    flagged: dict[str, list[Mention]] = defaultdict(list)
    for turn, own in marks.items():
        identity = owners[turn].participant_id
        if identity is not None:
            flagged[identity] += [_mention(mark, texts[turn]) for mark in own if mark.state is MarkState.LEFT]
    rows = [
        AlikePeople(
            participant_id=one.participant_id,
            traits=one.traits,
            n_sharing=one.n_sharing,
            population=one.population,
        )
        for one in combinations(counted, flagged)
    ]
    return tuple(sorted(rows, key=lambda one: (one.n_sharing, -len(one.traits), one.participant_id)))


def _mention(mark: Mark, text: str) -> Mention:
    """A mark as the mention it was; a doubt carries no reason, so that it counts as no trait."""
    return Mention(
        turn_no=1,
        start=mark.start,
        end=mark.end,
        form=text[mark.start : mark.end],
        kind=mark.kind,
        action=MentionAction.FLAG,
        detectors=(f"{QUASI_PREFIX}{mark.reason}",) if mark.reason and mark.reason != DOUBT else (),
        generalisation=mark.generalisation,
    )


def _links(study: OpenStudy, placed: Sequence[tuple[str, Mark]]) -> words.Links:
    named: dict[str, set[str]] = defaultdict(set)
    for source_id, mark in placed:
        if mark.state is MarkState.MASKED and mark.kind is MentionKind.PERSON and mark.key:
            named[mark.key].add(source_id)
    return words.Links(
        named_across=sum(len(of) > 1 for of in named.values()),
        speaking_across=sum(p.n_sources > 1 for p in people.participant_rows(study.file)),
        has_vault=vaults.exists(study.folder / VAULT),
    )


def _positions(study: OpenStudy) -> list[GroupPosition]:
    """Where each group stands on each finding, as last computed."""
    found = (findings.grounding(study.file, finding.finding_id) for finding in findings.findings(study.file))
    return [position for grounding in found if grounding is not None for position in grounding.groups]


def _kept_forms(study: OpenStudy) -> tuple[int, bool]:
    """How many forms custodians decided to leave, and whether that is at most: the journal does not tell what was undone."""
    if study.is_unlocked:
        return len(read_review(study).kept), False
    payloads = [json.loads(event.payload) for event in journal.events_of(study.file, ["review"])]
    return sum(p["forms"] for p in payloads if p.get("action") == ReviewAction.KEEP.value), True


def _released(study: OpenStudy) -> tuple[Released, ...]:
    events = journal.events_of(study.file, ["transcript released"])
    tally = Counter((event.happened_at.date(), event.actor) for event in events)
    return tuple(
        Released(on=on, actor=actor, what="transcriptions entrées dans l'étude", n=n)
        for (on, actor), n in sorted(tally.items())
    )


def _outputs(study: OpenStudy) -> tuple[LeftStudy, ...]:
    found: dict[tuple[str, str, str | None], LeftStudy] = {}
    for event in journal.events_of(study.file, ["output written"]):
        payload = json.loads(event.payload)
        key = (event.subject, payload["level"], payload["use"])
        found[key] = LeftStudy(
            what=event.subject,
            level=Level(payload["level"]),
            use=Use(payload["use"]) if payload["use"] else None,
            n=found[key].n + 1 if key in found else 1,
            last_on=event.happened_at.date(),
        )
    return tuple(found[key] for key in sorted(found, key=str))


def _open_files(study: OpenStudy) -> int:
    folder = study.folder / SOURCES
    return sum(p.is_file() and not p.name.startswith(".") for p in folder.rglob("*")) if folder.is_dir() else 0
