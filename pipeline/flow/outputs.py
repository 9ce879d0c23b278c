"""
What leaves a study: reports, exports, the answers of `search`, `findings show`, `detect` and `evaluate`.

Files go to `outputs/` (or where the researcher says), written whole under a temporary name and then put in place. An output
can only hold what the study file holds, at the level of disclosure that was asked for, and never the words of somebody who
did not agree to be quoted.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from models.codebook import Code
from models.disclosure import Level
from models.rows import EvidenceRow, FindingSheet, SegmentRow
from models.transcript import Turn
from pipeline.anonymise import evaluate as evaluation
from pipeline.anonymise.detect import load_recogniser
from pipeline.errors import ImportRefused, NothingToDo, UnknownReference
from pipeline.exchange import codebook as codebook_files
from pipeline.exchange import findings as finding_files
from pipeline.exchange import iramuteq, tables
from pipeline.exchange.codings import coding_row, write_codings
from pipeline.exchange.qdpx_write import write_qdpx
from pipeline.exchange.sets import sets_of_memos
from pipeline.exchange.taguette import write_taguette_codebook
from pipeline.flow import analysing, blind
from pipeline.flow import findings as finding_flow
from pipeline.flow import reports as report_flow
from pipeline.flow.disclosing import Disclosure, disclosure, shown_participants, shown_transcripts
from pipeline.flow.imports import read_file
from pipeline.flow.project_export import study_project
from pipeline.flow.reporting import shown_finding, shown_grounding
from pipeline.flow.shown_tables import WITH_WORDS, shown_view
from pipeline.flow.study import OUTPUTS, OpenStudy
from pipeline.store import codebook, coding, segments, sources, views

SEARCH_LIMIT = 30
RECIPROCAL_RANK = 60  # Cormack, Clarke & Büttcher 2009, "Reciprocal rank fusion": the constant of their paper
REPORT_FORMATS = ("html", "docx", "pdf")
EXPORT_FORMATS = ("csv", "parquet", "iramuteq", "qdc", "qdpx", "taguette")
WITH_CODINGS = ("csv", "parquet", "qdpx")  # files that show who coded what


def report(
    study: OpenStudy,
    format: str = "html",  # noqa: A002  # the word the command line uses
    *,
    level: str | None = None,
    audience: str | None = None,
    finding_ids: Sequence[str] = (),
) -> Path:
    """
    Write the report, or the one-page sheet of an audience, into `outputs/`; see `flow/reports.py`.

    Raises:
        UnknownReference: an unknown format, level, audience or finding.
        VaultLocked: a lower level needs marks that are in the vault only.
    """
    return report_flow.write_report(study, format, level=level, audience=audience, finding_ids=finding_ids)


def report_name(format: str, level: str, audience: str | None = None) -> str:  # noqa: A002
    """The name of the report's file at a level, for an audience."""
    return report_flow.report_name(format, level, audience)


def export(
    study: OpenStudy,
    format: str = "csv",  # noqa: A002
    *,
    level: str | None = None,
    use: str | None = None,
) -> tuple[Path, ...]:
    """
    Write the public views with their dictionary (csv, parquet), an IRaMuTeQ corpus, a REFI-QDA project (qdpx), or the codebook (qdc, taguette)
    into `outputs/`.

    Args:
        level: who will read: team, funder or public; the study's own by default.
        use: quotation, archive or teaching: only people who agree to it are in the files.

    Raises:
        UnknownReference: an unknown format, level or use.
        VaultLocked: a lower level needs marks that are in the vault only.
    """
    if format not in EXPORT_FORMATS:
        raise UnknownReference(f"Le format « {format} » n'existe pas : choisissez {', '.join(EXPORT_FORMATS)}.")
    if format in WITH_CODINGS:
        blind.require_open_eyes(study)
    shown = disclosure(study, level=level, use=use)
    folder = study.folder / OUTPUTS
    if format in ("csv", "parquet"):
        paths = _export_tables(study, shown, format)
    elif format == "iramuteq":
        names = {s.source_id: shown.source(s.source_id, s.source_name) for s in sources.all_sources(study.file)}
        found = [(names[t.source_id], t) for t in shown_transcripts(study, shown)]
        corpus = iramuteq.write_iramuteq(found, shown_participants(study, shown))
        paths = (_write(folder / f"corpus_iramuteq{shown.suffix}.txt", corpus),)
    elif format == "taguette":
        body = write_taguette_codebook(_codes(study, shown))
        paths = (_write(folder / f"livre_de_codes_taguette{shown.suffix}.csv", body),)
    elif format == "qdpx":
        project = write_qdpx(study_project(study, shown, _codes(study, shown)))
        paths = (_write(folder / f"projet{shown.suffix}.qdpx", project),)
    else:
        paths = (
            _write(
                folder / f"livre_de_codes{shown.suffix}.qdc",
                codebook_files.write_qdc(_codes(study, shown), sets=_sets(study, shown)),
            ),
        )
    _remember(study, shown, f"export {format}")
    return paths


def _export_tables(study: OpenStudy, shown: Disclosure, format: str) -> tuple[Path, ...]:  # noqa: A002
    folder = study.folder / OUTPUTS / f"tables{shown.suffix}"
    render = tables.to_csv if format == "csv" else tables.to_parquet
    paths = []
    for name in views.PUBLIC_VIEWS:
        columns, rows = shown_view(study, name, shown)
        paths.append(_write(folder / f"{name}.{format}", render(name, columns, rows)))
    described = () if shown.level is Level.TEAM else WITH_WORDS
    return (*paths, _write(folder / "dictionnaire.csv", tables.data_dictionary(disclosed=described)))


def export_codebook(study: OpenStudy, path: Path, *, level: str | None = None) -> int:
    """Write the codebook as .csv or .qdc, by the file's ending. Returns how many codes."""
    shown = disclosure(study, level=level)
    codes = _codes(study, shown)
    is_qdc = path.suffix.lower() == ".qdc"
    sets = _sets(study, shown)
    _write(path, codebook_files.write_qdc(codes, sets=sets) if is_qdc else codebook_files.write_codebook_csv(codes))
    _remember(study, shown, "codebook")
    return len(codes)


def _codes(study: OpenStudy, shown: Disclosure) -> tuple[Code, ...]:
    """The codebook as it may leave: examples are people's words, kept for the team and only of those who agree to be quoted."""
    codes = codebook.codes(study.file)
    if shown.level is not Level.TEAM:
        return tuple(shown.code(code) for code in codes)
    withheld = [t.text for t in _withheld_turns(study, shown)]
    return tuple(
        code.model_copy(update={"examples": tuple(e for e in code.examples if not any(e in text for text in withheld))})
        for code in codes
    )


def _sets(study: OpenStudy, shown: Disclosure) -> tuple[codebook_files.CodeSet, ...]:
    """Sets of codes that came with a project: working notes, for the team."""
    if shown.level is not Level.TEAM:
        return ()
    found = sets_of_memos(coding.memos(study.file))
    return tuple(codebook_files.CodeSet(name=one.name, code_ids=one.code_ids) for one in found if one.code_ids)


def _withheld_turns(study: OpenStudy, shown: Disclosure) -> Iterator[Turn]:
    for transcript in sources.current_transcripts(study.file):
        yield from (turn for turn in transcript.turns if not shown.quotes(turn.participant_id, turn.role))


def export_codings(study: OpenStudy, path: Path, *, level: str | None = None, use: str | None = None) -> int:
    """
    Write the codings in force as CSV. Returns how many.

    A line whose verbatim is withheld or generalised keeps its place, says so, and cannot be imported again.
    """
    blind.require_open_eyes(study)
    shown = disclosure(study, level=level, use=use)
    places = {turn_id: place for place, (turn_id, _) in sources.turns_by_place(study.file).items()}
    rows = []
    for one in coding.codings(study.file):
        if one.turn_id in places and shown.leaves(one.turn_id):
            source_name, turn_no = places[one.turn_id]
            words = shown.words(one.turn_id, one.start_char, one.verbatim)
            one = one.model_copy(update={"code_path": shown.free(one.code_path)})
            row = coding_row(one, source_name=shown.source_named(source_name), turn_no=turn_no)
            rows.append(row.model_copy(update={"verbatim": words.text, "generalised": words.generalised}))
    _write(path, write_codings(rows, disclosed=shown.level is not Level.TEAM))
    _remember(study, shown, "codings")
    return len(rows)


def _remember(study: OpenStudy, shown: Disclosure, what: str) -> None:
    """The journal says what was written, for whom: what left a study can be told afterwards."""
    with study.write() as write:
        use = shown.use.value if shown.use else None
        write.record("output written", what, level=shown.level.value, use=use)


def _write(path: Path, body: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partiel")
    partial.write_bytes(body)
    partial.replace(path)
    return path


def search(
    study: OpenStudy, words: str, *, limit: int = SEARCH_LIMIT, level: str | None = "team"
) -> list[dict[str, Any]]:
    """
    Segments that hold these words, and segments near their meaning, ranked together by reciprocal rank fusion.

    For the team, whose work it is, a hit shows the words of everybody who agreed to be analysed, and says whether they may be
    quoted; at a lower level those that may not are withheld.

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
    shown = disclosure(study, level=level)
    return [
        _hit(rows[segment_id], scores[segment_id], segment_id in by_words, segment_id in by_meaning, shown)
        for segment_id in best
        if shown.leaves(rows[segment_id].turn_id)
    ]


def _near(study: OpenStudy, words: str, limit: int) -> list[str]:
    try:
        everything = analysing.corpus(study)
    except NothingToDo:
        return []
    nearness = everything.vectors @ analysing.vectors_for(study, [words])[0]
    return [everything.segments[int(n)].segment_id for n in nearness.argsort()[::-1][:limit]]


def _hit(row: SegmentRow, score: float, words: bool, meaning: bool, shown: Disclosure) -> dict[str, Any]:
    found = shown.words(row.turn_id, row.start_char, row.text)
    return {
        "segment_id": row.segment_id,
        "turn_id": row.turn_id,
        "source_name": shown.source(row.source_id, row.source_name),
        "turn_no": row.turn_no,
        "start_char": row.start_char,
        "end_char": row.end_char,
        "verbatim": row.text if shown.level is Level.TEAM else found.text,
        "participant_id": shown.person(row.participant_id),
        "stakeholder_group": shown.group_of(row.participant_id, row.stakeholder_group),
        "score": round(score, 6),
        "found_by": [name for name, found in (("words", words), ("meaning", meaning)) if found],
        "quotable": not found.withheld,
    }


def findings_json(study: OpenStudy, *, level: str | None = "team") -> dict[str, Any]:
    """
    The object of `findings show --json` (DESIGN, section 5), at a level of disclosure.

    Words that may not be quoted are withheld at every level: their place stays, so that what counts can still be counted.
    """
    shown = disclosure(study, level=level)
    sheets = finding_flow.sheets(study, counter_voices=finding_flow.COUNTER_VOICES)
    return finding_files.shown([_shown(sheet, shown) for sheet in sheets])


def _shown(sheet: FindingSheet, shown: Disclosure) -> finding_files.ShownFinding:
    return finding_files.ShownFinding(
        finding=shown_finding(sheet.finding, shown),
        grounding=shown_grounding(sheet.grounding, shown),
        evidence=tuple(
            _shown_evidence(row, shown) for row in sheet.evidence if shown.leaves(row.evidence.anchor.turn_id)
        ),
        counter_voices=tuple(
            finding_files.ShownCounterVoice(
                stance=None,
                verbatim=shown.words(voice.segment.turn_id, voice.segment.start_char, voice.segment.text).text,
                turn_id=voice.segment.turn_id,
                source_name=shown.source(voice.segment.source_id, voice.segment.source_name),
                turn_no=voice.segment.turn_no,
                start_char=voice.segment.start_char,
                end_char=voice.segment.end_char,
                participant_id=shown.person(voice.segment.participant_id),
                score=voice.score,
            )
            for voice in sheet.counter_voices
            if shown.leaves(voice.segment.turn_id)
        ),
    )


def _shown_evidence(row: EvidenceRow, shown: Disclosure) -> finding_files.ShownEvidence:
    anchor = row.evidence.anchor
    return finding_files.ShownEvidence(
        stance=row.evidence.stance,
        verbatim=shown.words(anchor.turn_id, anchor.start, anchor.verbatim).text,
        turn_id=anchor.turn_id,
        source_name=shown.source(row.source_id, row.source_name),
        turn_no=row.turn_no,
        start_char=anchor.start,
        end_char=anchor.end,
        participant_id=shown.person(row.participant_id),
    )


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
