"""
What remains of a file once one of several people has withdrawn: the file without their turns or their rows.

A table keeps its columns and the other rows, as .csv; anything else becomes a plain text of the turns that stay, in the
order and under the names of the original. The layout is lost on purpose: a document keeps earlier versions, comments and
authors where nobody looks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from models.survey import SurveyMapping
from models.transcript import Transcript
from pipeline.ingest.kind import TABLES, recognise
from pipeline.ingest.read import TABLE_READERS
from pipeline.ingest.survey import mapping_for, person_of, sheets_read


def remaining_table(
    content: bytes, name: str, *, source_id: str, participant_id: str, surveys: Sequence[SurveyMapping]
) -> bytes | None:
    """
    A table of open answers without one person's rows, as .csv in UTF-8; None when the file is no mapped table.

    Args:
        content, name: the file as received.
        source_id: its source, from which automatic ids come.
        participant_id: who leaves.
        surveys: how the study's tables are to be read.
    """
    mapping = mapping_for(name, surveys)
    family = recognise(content, name, is_mapped=mapping is not None)
    if mapping is None or family not in TABLES:
        return None
    sheets = sheets_read(TABLE_READERS[family](content), mapping)
    columns = tuple(dict.fromkeys(column for sheet in sheets for column in sheet.table.columns))
    kept = io.StringIO(newline="")
    rows = csv.writer(kept, lineterminator="\n")
    rows.writerow(columns)
    for sheet in sheets:
        for row in sheet.table.rows:
            if person_of(row, sheet.mapping, source_id, hides=sheet.hides).participant_id != participant_id:
                rows.writerow([row.cells.get(column, "") for column in columns])
    return kept.getvalue().encode("utf-8")


def remaining_text(transcript: Transcript) -> bytes:
    """The turns of an original, each under its speaker's name, as plain text in UTF-8."""
    return "".join(f"{turn.speaker} : {turn.text}\n\n" for turn in transcript.turns).encode("utf-8")
