"""
Writes reports into `outputs/`: the whole report, or a one-page sheet for an audience, both from the same content.

The journal is told each file's hash and what it said of each finding, so that `verify` sees a report that was changed and
the next report says what was lost. Nothing is counted here: counts are those of `findings`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from models.report import Audience, ReportContent
from pipeline.disclose.names import file_suffix, level_named
from pipeline.errors import SettingsRefused, UnknownReference
from pipeline.flow.disclosing import disclosure
from pipeline.flow.reporting import chosen_sheets, report_content
from pipeline.flow.since import WRITTEN, figures
from pipeline.flow.study import OUTPUTS, OpenStudy, Role
from pipeline.manifest import digest
from pipeline.report import render as reports
from pipeline.report import sheet as report_sheet
from pipeline.report.model import default_model, fill_model

FORMATS = ("html", "docx", "pdf")
MODEL_FILE = "modele_rapport.docx"
_PAGE = re.compile(rb"/Type\s*/Page\b")  # one per page of a PDF: its tree of pages is of type /Pages
LEVEL_OF = {
    Audience.COUNCILLORS: "funder",
    Audience.FUNDERS: "funder",
    Audience.MANAGERS: "funder",
    Audience.ASSOCIATIONS: "funder",
    Audience.PEOPLE: "public",
}


def write_report(
    study: OpenStudy,
    format: str = "html",  # noqa: A002  # the word the command line uses
    *,
    level: str | None = None,
    audience: str | None = None,
    finding_ids: Sequence[str] = (),
) -> Path:
    """
    Write a report, or the sheet of an audience, into `outputs/`.

    Args:
        level: who will read: team, funder, public; the audience's, or the study's own, by default.
        audience: elus, financeurs, direction, associations, personnes: one page each; None for the whole report.
        finding_ids: these findings only; all of them when empty.

    Raises:
        UnknownReference: an unknown format, level, audience or finding.
        VaultLocked: a lower level needs marks that are in the vault only.
        ImportRefused: the study's own Word model cannot be filled.
    """
    if format not in FORMATS:
        raise UnknownReference(f"Le format « {format} » n'existe pas : choisissez {', '.join(FORMATS)}.")
    reader = audience_named(audience)
    shown = disclosure(study, level=level or (LEVEL_OF[reader] if reader else None))
    sheets = chosen_sheets(study, finding_ids)
    content = report_content(study, shown, finding_ids=finding_ids)
    body = _rendered(study, content, reader, format)
    name = report_name(format, shown.level, audience)
    path = _put(study.folder / OUTPUTS / name, body)
    with study.write() as write:
        write.record("output written", f"report {format}", level=shown.level.value, use=None)
        write.record(
            WRITTEN,
            name,
            file=name,
            sha256=digest(body),
            level=shown.level.value,
            audience=audience,
            findings=figures(sheets),
        )
    return path


class Preview(NamedTuple):
    """
    What a report would be, before it is written: nothing of it is in `outputs/` nor in the journal.

    `n_pages`: of its PDF. `n_withheld`: verbatims that count and may not be quoted; `n_generalised`: verbatims whose words
    are changed at this level. `notes`: what follows for what is shown. `drafts`: why it is one.
    """

    html: str
    n_pages: int
    n_findings: int
    n_left_out: int
    n_verbatims: int
    n_withheld: int
    n_generalised: int
    notes: tuple[str, ...]
    drafts: tuple[str, ...]


def preview(
    study: OpenStudy, *, level: str | None = None, audience: str | None = None, finding_ids: Sequence[str] = ()
) -> Preview:
    """
    The report as it would be written with these choices; see `write_report`.

    Raises:
        UnknownReference: an unknown level, audience or finding.
        VaultLocked: a lower level needs marks that are in the vault only.
    """
    reader = audience_named(audience)
    shown = disclosure(study, level=level or (LEVEL_OF[reader] if reader else None))
    content = report_content(study, shown, finding_ids=finding_ids)
    verbatims = [one for finding in content.findings for one in finding.verbatims]
    return Preview(
        html=_rendered(study, content, reader, "html").decode("utf-8"),
        n_pages=len(_PAGE.findall(_rendered(study, content, reader, "pdf"))),
        n_findings=len(content.findings),
        n_left_out=content.n_left_out,
        n_verbatims=len(verbatims),
        n_withheld=sum(one.withheld for one in verbatims),
        n_generalised=sum(one.generalised for one in verbatims),
        notes=content.notes,
        drafts=content.drafts,
    )


def _rendered(study: OpenStudy, content: ReportContent, reader: Audience | None, format: str) -> bytes:  # noqa: A002
    if reader is not None:
        return report_sheet.render_sheet(content, reader, format)
    if format == "html":
        return reports.render_html(content).encode("utf-8")
    if format == "pdf":
        return reports.render_pdf(content)
    model = study.folder / MODEL_FILE
    return fill_model(content, model.read_bytes()) if model.is_file() else reports.render_docx(content)


def report_name(format: str, level: str, audience: str | None = None) -> str:  # noqa: A002
    """The name of a report's file, for a level and an audience."""
    return f"{f'fiche_{audience}' if audience else 'rapport'}{file_suffix(level_named(level))}.{format}"


def level_for(audience: str | None, own: str) -> str:
    """The level at which an audience's sheet is set when none is asked for; `own` is the study's."""
    reader = audience_named(audience)
    return LEVEL_OF[reader] if reader else own


def audience_named(name: str | None) -> Audience | None:
    """
    An audience by its name; None for the whole report.

    Raises:
        UnknownReference: there is none of this name.
    """
    if name is None:
        return None
    if name not in {one.value for one in Audience}:
        told = ", ".join(one.value for one in Audience)
        raise UnknownReference(f"Le public « {name} » n'existe pas : choisissez {told}.")
    return Audience(name)


def write_model(study: OpenStudy, *, anew: bool = False) -> Path:
    """
    Put a Word model into the study's folder, for the researcher to edit; the next Word report is filled into it.

    Raises:
        SettingsRefused: there is one already, and `anew` was not asked for.
    """
    study.require(Role.RESEARCHER)
    path = study.folder / MODEL_FILE
    if path.exists() and not anew:
        raise SettingsRefused(
            f"« {MODEL_FILE} » existe déjà dans l'étude : gardez-le, renommez-le, ou demandez-en un neuf (--anew)."
        )
    return _put(path, default_model())


def take_model(study: OpenStudy, model: bytes) -> Path:
    """
    Put a researcher's own Word model into the study, in the place of any other, once today's report could be filled into it.

    Raises:
        ImportRefused: it is not a Word file, or asks for what a report does not have; the model before it stays.
    """
    study.require(Role.RESEARCHER)
    fill_model(report_content(study), model)
    return _put(study.folder / MODEL_FILE, model)


def leave_model(study: OpenStudy) -> None:
    """Take the study's Word model away: the next Word report has its own form again."""
    study.require(Role.RESEARCHER)
    (study.folder / MODEL_FILE).unlink(missing_ok=True)


def _put(path: Path, body: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partiel")
    partial.write_bytes(body)
    partial.replace(path)
    return path
