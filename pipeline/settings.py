"""
`study.toml` -> Settings: everything has a default, and a key nobody knows is refused with the nearest known one.
"""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.participant import DEFAULT_GROUPS
from models.survey import SurveyMapping
from pipeline.errors import NotAStudy, SettingsRefused

SETTINGS_FILE = "study.toml"


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class StudySettings(_Table):
    """`[study]`: what the study is called and whom it means to hear."""

    title: str = "Étude"
    groups: tuple[str, ...] = DEFAULT_GROUPS


class AnonymisationSettings(_Table):
    """
    `[anonymisation]`: `reviewed` holds every transcript until a person released it; `automatic` masks doubts too.

    `originals`: after release they stay in `sources/` ("folder"), go into the vault only ("vault"), or nowhere ("none").
    `ages`, `dates`: how precise what is masked stays; "exact" and "day" mask none. `places`: an invented name, or a size.
    """

    release: Literal["reviewed", "automatic"] = "reviewed"
    originals: Literal["folder", "vault", "none"] = "folder"
    ages: Literal["exact", "five", "ten"] = "ten"
    dates: Literal["day", "month", "year"] = "year"
    places: Literal["rename", "generalise"] = "rename"


class SegmentSettings(_Table):
    """`[segment]`: `max_words` is the upper bound of a segment."""

    max_words: int = Field(default=120, ge=20, le=400)


class EncoderSettings(_Table):
    """
    `[encoder]`: `default`, `e5`, `e5+use`, or any Hugging Face name already on this disk, or a folder.

    `proposals`: the encoder that codes are learnt with, "same" when it is the one of themes and search.
    """

    name: str = "default"
    proposals: str = "same"


class ThemeSettings(_Table):
    """`[themes]`: `number` leaves the choice to the method when it is absent."""

    number: int | None = Field(default=None, ge=2, le=200)
    seed: int = Field(default=20260101, ge=0)


class EngineSettings(_Table):
    """`[engine]`: `workers` local processes (0: as many as cores); `cluster` is the address of a Dask scheduler."""

    workers: int = Field(default=0, ge=0, le=256)
    cluster: str | None = None


class DisclosureSettings(_Table):
    """`[disclosure]`: `level` of reports and exports when none is named; `k`, the fewest people who may share a trait."""

    level: Literal["team", "funder", "public"] = "team"
    k: int = Field(default=5, ge=2, le=50)


class ConsentSettings(_Table):
    """`[consent]`: `unknown`, whether people without a written consent may be quoted; absent, see `pipeline.consent`."""

    unknown: Literal["quote", "refuse"] | None = None


class Settings(_Table):
    """All of `study.toml`."""

    study: StudySettings = StudySettings()
    anonymisation: AnonymisationSettings = AnonymisationSettings()
    segment: SegmentSettings = SegmentSettings()
    encoder: EncoderSettings = EncoderSettings()
    themes: ThemeSettings = ThemeSettings()
    engine: EngineSettings = EngineSettings()
    disclosure: DisclosureSettings = DisclosureSettings()
    consent: ConsentSettings = ConsentSettings()
    survey: tuple[SurveyMapping, ...] = ()


def read_settings(folder: Path) -> Settings:
    """
    Read a study's settings.

    Raises:
        NotAStudy: the folder has no `study.toml`.
        SettingsRefused: it is not TOML, or a key or a value cannot be followed; the message names it.
    """
    path = folder / SETTINGS_FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as fault:
        raise NotAStudy(
            f"« {folder} » ne contient pas de {SETTINGS_FILE} : créez une étude avec « polyphonie new »."
        ) from fault
    except UnicodeDecodeError as fault:
        raise SettingsRefused(f"{SETTINGS_FILE} n'est pas en UTF-8 : enregistrez-le en UTF-8.") from fault
    return parse_settings(text)


def parse_settings(text: str) -> Settings:
    """Settings from the text of a `study.toml`; see `read_settings`."""
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise SettingsRefused(f"{SETTINGS_FILE} n'est pas du TOML valide : {fault}.") from fault
    except ValidationError as fault:
        raise SettingsRefused(_explain(fault)) from fault


def _explain(fault: ValidationError) -> str:
    error = min(
        fault.errors(), key=lambda e: e["type"] != "extra_forbidden"
    )  # a misspelt key before what it leaves missing
    place = [str(part) for part in error["loc"]]
    if error["type"] != "extra_forbidden":
        return f"{SETTINGS_FILE}, « {'.'.join(place)} » : {_reason(error)}. Corrigez cette valeur ou retirez la ligne."
    known = _known_keys(place[:-1])
    near = difflib.get_close_matches(place[-1], known, n=1, cutoff=0.0)
    return f"{SETTINGS_FILE} : la clé « {'.'.join(place)} » est inconnue ; vouliez-vous dire « {near[0]} » ?"


def _reason(error: Any) -> str:
    context = error.get("ctx", {})
    by_type = {
        "missing": "cette clé manque",
        "literal_error": f"valeurs possibles : {context.get('expected', '')}".replace(" or ", " ou "),
        "greater_than_equal": f"la valeur doit être au moins {context.get('ge')}",
        "less_than_equal": f"la valeur doit être au plus {context.get('le')}",
        "string_type": "il faut un texte entre guillemets",
        "int_type": "il faut un nombre entier",
        "int_parsing": "il faut un nombre entier",
        "tuple_type": "il faut une liste entre crochets",
        "too_short": "la liste ne peut pas être vide",
    }
    return by_type.get(error["type"], "cette valeur ne convient pas")


def _known_keys(place: list[str]) -> list[str]:
    table: Any = Settings
    for part in place:
        if part.isdigit():
            continue
        table = SurveyMapping if part == "survey" else table.model_fields[part].annotation
    return list(table.model_fields)
