"""
Writes reports into `outputs/`: the whole report, or a one-page sheet for an audience, both from the same content.

The journal is told each file's hash and what it said of each finding, so that `verify` sees a report that was changed and
the next report says what was lost. Nothing is counted here: counts are those of `findings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.report import Audience
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
    if reader is not None:
        body = report_sheet.render_sheet(content, reader, format)
    elif format == "html":
        body = reports.render_html(content).encode("utf-8")
    elif format == "pdf":
        body = reports.render_pdf(content)
    else:
        model = study.folder / MODEL_FILE
        body = fill_model(content, model.read_bytes()) if model.is_file() else reports.render_docx(content)
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


def _put(path: Path, body: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partiel")
    partial.write_bytes(body)
    partial.replace(path)
    return path
