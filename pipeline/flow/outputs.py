"""
What leaves a study: reports, exports, the answers of `search`, `findings show`, `agreement`, `detect` and `evaluate`.

Files go to `outputs/` (or where the researcher says), written whole under a temporary name and then put in place. Nothing
here reads the vault: an output can only hold what the study file holds.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from models.rows import EvidenceRow, FindingSheet, SegmentRow
from pipeline import agreement as agreements
from pipeline import report as reports
from pipeline.anonymise import evaluate as evaluation
from pipeline.anonymise.detect import load_recogniser
from pipeline.errors import ImportRefused, NothingToDo, UnknownReference
from pipeline.exchange import codebook as codebook_files
from pipeline.exchange import findings as finding_files
from pipeline.exchange import iramuteq, tables
from pipeline.exchange.codings import coding_row, write_codings
from pipeline.flow import analysing
from pipeline.flow import findings as finding_flow
from pipeline.flow.imports import read_file
from pipeline.flow.reporting import report_content
from pipeline.flow.study import OUTPUTS, OpenStudy
from pipeline.store import codebook, coding, people, segments, sources, views

AGREEMENT_SEED = 20260101
SEARCH_LIMIT = 30
RECIPROCAL_RANK = 60  # Cormack, Clarke & Büttcher 2009, "Reciprocal rank fusion": the constant of their paper
REPORT_FORMATS = ("html", "docx", "pdf")
EXPORT_FORMATS = ("csv", "parquet", "iramuteq", "qdc")


def report(study: OpenStudy, format: str = "html") -> Path:  # noqa: A002  # the word the command line uses
    """
    Write the report into `outputs/`.

    Raises:
        UnknownReference: an unknown format.
    """
    content = report_content(study)
    if format == "html":
        body = reports.render_html(content).encode("utf-8")
    elif format == "docx":
        body = reports.render_docx(content)
    elif format == "pdf":
        body = reports.render_pdf(content)
    else:
        raise UnknownReference(f"Le format « {format} » n'existe pas : choisissez {', '.join(REPORT_FORMATS)}.")
    return _write(study.folder / OUTPUTS / f"rapport.{format}", body)


def export(study: OpenStudy, format: str = "csv") -> tuple[Path, ...]:  # noqa: A002
    """
    Write the public views with their dictionary (csv, parquet), an IRaMuTeQ corpus, or the codebook (qdc) into `outputs/`.

    Raises:
        UnknownReference: an unknown format.
    """
    folder = study.folder / OUTPUTS
    if format in ("csv", "parquet"):
        render = tables.to_csv if format == "csv" else tables.to_parquet
        paths = []
        for name in views.PUBLIC_VIEWS:
            columns, rows = views.view(study.file, name)
            paths.append(_write(folder / "tables" / f"{name}.{format}", render(name, columns, rows)))
        return (*paths, _write(folder / "tables" / "dictionnaire.csv", tables.data_dictionary()))
    if format == "iramuteq":
        names = {source.source_id: source.source_name for source in sources.all_sources(study.file)}
        found = [(names[t.source_id], t) for t in sources.current_transcripts(study.file)]
        return (
            _write(folder / "corpus_iramuteq.txt", iramuteq.write_iramuteq(found, people.participants(study.file))),
        )
    if format == "qdc":
        return (_write(folder / "livre_de_codes.qdc", codebook_files.write_qdc(codebook.codes(study.file))),)
    raise UnknownReference(f"Le format « {format} » n'existe pas : choisissez {', '.join(EXPORT_FORMATS)}.")


def export_codebook(study: OpenStudy, path: Path) -> int:
    """Write the codebook as .csv or .qdc, by the file's ending. Returns how many codes."""
    codes = codebook.codes(study.file)
    is_qdc = path.suffix.lower() == ".qdc"
    _write(path, codebook_files.write_qdc(codes) if is_qdc else codebook_files.write_codebook_csv(codes))
    return len(codes)


def export_codings(study: OpenStudy, path: Path) -> int:
    """Write the codings in force as CSV. Returns how many."""
    places = {turn_id: place for place, (turn_id, _) in sources.turns_by_place(study.file).items()}
    rows = [
        coding_row(one, source_name=places[one.turn_id][0], turn_no=places[one.turn_id][1])
        for one in coding.codings(study.file)
        if one.turn_id in places
    ]
    _write(path, write_codings(rows))
    return len(rows)


def _write(path: Path, body: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partiel")
    partial.write_bytes(body)
    partial.replace(path)
    return path


def search(study: OpenStudy, words: str, *, limit: int = SEARCH_LIMIT) -> list[dict[str, Any]]:
    """
    Segments that hold these words, and segments near their meaning, ranked together by reciprocal rank fusion.

    Returns:
        One dictionary per hit, with its anchor (`turn_id`, `start_char`, `end_char`, `verbatim`) and what found it.
    """
    wanted = unicodedata.normalize("NFC", words).strip()
    if not wanted:
        return []
    by_words = [segment_id for segment_id, _ in segments.search_words(study.file, wanted, limit=limit)]
    by_meaning = _near(study, wanted, limit)
    scores: dict[str, float] = {}
    for ranking in (by_words, by_meaning):
        for rank, segment_id in enumerate(ranking):
            scores[segment_id] = scores.get(segment_id, 0.0) + 1 / (RECIPROCAL_RANK + rank + 1)
    best = sorted(scores, key=lambda segment_id: (-scores[segment_id], segment_id))[:limit]
    rows = {row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=best)} if best else {}
    return [
        _hit(rows[segment_id], scores[segment_id], segment_id in by_words, segment_id in by_meaning)
        for segment_id in best
    ]


def _near(study: OpenStudy, words: str, limit: int) -> list[str]:
    try:
        everything = analysing.corpus(study)
    except NothingToDo:
        return []
    nearness = everything.vectors @ analysing.vectors_for(study, [words])[0]
    return [everything.segments[int(n)].segment_id for n in nearness.argsort()[::-1][:limit]]


def _hit(row: SegmentRow, score: float, words: bool, meaning: bool) -> dict[str, Any]:
    return {
        "segment_id": row.segment_id,
        "turn_id": row.turn_id,
        "source_name": row.source_name,
        "turn_no": row.turn_no,
        "start_char": row.start_char,
        "end_char": row.end_char,
        "verbatim": row.text,
        "participant_id": row.participant_id,
        "stakeholder_group": row.stakeholder_group,
        "score": round(score, 6),
        "found_by": [name for name, found in (("words", words), ("meaning", meaning)) if found],
    }


def findings_json(study: OpenStudy) -> dict[str, Any]:
    """The object of `findings show --json` (DESIGN, section 5)."""
    sheets = finding_flow.sheets(study, counter_voices=finding_flow.COUNTER_VOICES)
    return finding_files.shown([_shown(sheet) for sheet in sheets])


def _shown(sheet: FindingSheet) -> finding_files.ShownFinding:
    return finding_files.ShownFinding(
        finding=sheet.finding,
        grounding=sheet.grounding,
        evidence=tuple(_shown_evidence(row) for row in sheet.evidence),
        counter_voices=tuple(
            finding_files.ShownCounterVoice(
                stance=None,
                verbatim=voice.segment.text,
                turn_id=voice.segment.turn_id,
                source_name=voice.segment.source_name,
                turn_no=voice.segment.turn_no,
                start_char=voice.segment.start_char,
                end_char=voice.segment.end_char,
                participant_id=voice.segment.participant_id,
                score=voice.score,
            )
            for voice in sheet.counter_voices
        ),
    )


def _shown_evidence(row: EvidenceRow) -> finding_files.ShownEvidence:
    anchor = row.evidence.anchor
    return finding_files.ShownEvidence(
        stance=row.evidence.stance,
        verbatim=anchor.verbatim,
        turn_id=anchor.turn_id,
        source_name=row.source_name,
        turn_no=row.turn_no,
        start_char=anchor.start,
        end_char=anchor.end,
        participant_id=row.participant_id,
    )


def agreement_json(study: OpenStudy) -> dict[str, Any]:
    """The object of `agreement --json` (DESIGN, section 5)."""
    measured = agreements.agreement(
        coding.decisions(study.file, current_only=True),
        codebook.codes(study.file, with_retired=True),
        seed=AGREEMENT_SEED,
    ).model_dump(mode="json")
    codes = measured.pop("codes")
    return {"overall": measured, "codes": codes}


def detect_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """
    `detect`: each `{"id", "text"}` line with its identifiers and its masked text.

    Raises:
        ImportRefused: a line is not such an object; it is named by its number, without its words.
    """
    from pipeline.anonymise.detect import detect_text

    recogniser = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            identity, text = given["id"], unicodedata.normalize("NFC", given["text"])
        except (ValueError, KeyError, TypeError) as fault:
            raise ImportRefused(
                f'Ligne {number} : il faut un objet JSON avec « id » et « text », par exemple {{"id": "1", "text": "…"}}.'
            ) from fault
        recogniser = recogniser or load_recogniser()
        found = detect_text(text, recogniser)
        yield {"id": identity, **found}


def evaluate_anonymisation(path: Path) -> dict[str, Any]:
    """
    Measure detection on a researcher's own annotated sample.

    Raises:
        ImportRefused: the sample cannot be read.
    """
    gold = evaluation.read_gold(read_file(path))
    recogniser = load_recogniser()
    found = {one.gold_id: evaluation.found_in(one.text, recogniser) for one in gold}
    return evaluation.evaluate(gold, found).model_dump(mode="json")


def evaluation_lines(measured: dict[str, Any]) -> Sequence[str]:
    """The same, for people."""
    return [f"{name} : {value}" for name, value in measured.items()]


def findings_lines(shown: dict[str, Any]) -> Sequence[str]:
    """`findings show`, for people."""
    lines: list[str] = []
    for one in shown["findings"]:
        lines.append(f"{one['statement']}")
        lines.append(f"  {one['grade']} ({one['grade_reason']})")
        lines.append(f"  {one['n_participants']} personnes, {one['n_groups']} groupes")
        lines += [f"  {group['group']} : {POSITIONS[group['position']]}" for group in one["groups"]]
    return lines or ["Aucun constat : écrivez-en un dans l'application, ou importez-en."]


POSITIONS = {
    "convergent": "va dans ce sens",
    "divergent": "dit le contraire",
    "divided": "est partagé",
    "silent_asked": "interrogé, n'en dit rien",
    "silent_never_asked": "jamais interrogé là-dessus",
}


def agreement_lines(shown: dict[str, Any]) -> Sequence[str]:
    """`agreement`, for people."""
    rows = [("ensemble", shown["overall"]), *((code["code_path"], code) for code in shown["codes"])]
    table = [
        f"{_figure(r['kappa'])}  {_figure(r['alpha'])}  {_figure(r['f1'])}  {r['n_units']:>5}  {name}"
        for name, r in rows
    ]
    return [shown["overall"]["reading"], f"Unité : {shown['overall']['unit']}.", "kappa  alpha     F1      n", *table]


def _figure(value: float | None) -> str:
    return "    –" if value is None else f"{value:5.2f}"
