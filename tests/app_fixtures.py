"""Studies for the app's tests: a folder with nothing in it, and one with three invented interviews, filled through the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from made import INTERVIEWER, PARTICIPANT, read_source_of, release
from studies import FakeEncoder

from app import session
from models.base import content_id
from models.codebook import Code
from models.coding import Proposal
from models.finding import Stance
from models.participant import Participant
from models.provenance import Step
from models.theme import SegmentTheme, Theme, ThemeSet
from models.transcript import Anchor
from pipeline.flow import coding as coding_flow
from pipeline.flow import findings as finding_flow
from pipeline.flow.opening import new_study, open_study
from pipeline.flow.study import OpenStudy
from pipeline.store import codebook, coding, runs, segments, themes

KARIMA = (
    ("E1", INTERVIEWER, "Comment se passent vos démarches ?"),
    ("Karima", PARTICIPANT, "C'est long. J'attends une réponse depuis le mois de mars, et personne ne rappelle."),
    ("E1", INTERVIEWER, "Et sur internet ?"),
    ("Karima", PARTICIPANT, "Sur internet je n'y arrive pas, le site demande un mot de passe que je n'ai jamais reçu."),
)
ROLAND = (
    ("E1", INTERVIEWER, "Et sur internet ?"),
    ("Roland", PARTICIPANT, "Moi le site me va très bien, je fais tout le soir, depuis la maison, et c'est rapide."),
)
SYLVIE = (
    ("E1", INTERVIEWER, "Que voyez-vous à l'accueil ?"),
    ("Sylvie", PARTICIPANT, "Les gens arrivent avec une lettre qu'ils n'ont pas comprise. On la relit avec eux."),
)
PEOPLE = {
    "Karima": ("personnes accompagnées", KARIMA),
    "Roland": ("habitants", ROLAND),
    "Sylvie": ("professionnels", SYLVIE),
}
SITE, WAITING = content_id("code", "site"), content_id("code", "attente")


def fill(study: OpenStudy) -> None:
    """Three interviews, two codes, one theme, two proposals that wait, one coding, one finding with its evidence."""
    for name, (group, said) in PEOPLE.items():
        person = Participant(participant_id=f"p-{name}", stakeholder_group=group, territory="Nord", wave="vague 1")
        file = f"entretien_{name.lower()}.txt"
        (study.folder / "sources" / file).write_bytes(repr(said).encode() + file.encode())
        release(study.file, read_source_of(*said, name=file), people_of=[person])
    segments.rebuild_search(study.file)
    _fill_codebook(study)
    _fill_themes(study)
    _fill_proposals(study)
    _fill_finding(study)


def _fill_codebook(study: OpenStudy) -> None:
    codes = (
        Code(
            code_id=SITE, name="Le site", path="Le site", definition="Faire ses démarches en ligne.", colour="#117733"
        ),
        Code(
            code_id=WAITING, name="L'attente", path="L'attente", definition="Attendre sans réponse.", colour="#882255"
        ),
    )
    with study.write() as write:
        codebook.add_codes(write, codes)


def _fill_themes(study: OpenStudy) -> None:
    found = segments.segment_rows(study.file)
    with study.write() as write:
        run = runs.start_run(write, Step.THEMES, settings="{}", versions="{}", seed=1, inputs_hash="x")
        theme = Theme(
            theme_id=content_id("theme", run.run_id, 1),
            run_id=run.run_id,
            label="site, internet, mot de passe",
            terms=("site", "internet", "mot de passe"),
            representatives=tuple(s.segment_id for s in found[:3]),
            n_segments=len(found) - 1,
            n_participants=3,
            stability=0.71,
        )
        places = tuple(
            SegmentTheme(segment_id=s.segment_id, theme_id=theme.theme_id, run_id=run.run_id, probability=0.8)
            for s in found[:-1]
        )
        reading = "Peu de segments : lisez ces thèmes comme une première piste."
        themes.add_themes(
            write, ThemeSet(themes=(theme,), places=places, unheard=(found[-1].segment_id,), reading=reading), run=run
        )
        runs.end_run(write, run)


def _fill_proposals(study: OpenStudy) -> None:
    wanted = [s for s in segments.segment_rows(study.file) if "site" in s.text]
    with study.write() as write:
        run = runs.start_run(write, Step.PROPOSE, settings="{}", versions="{}", inputs_hash="x")
        proposals = [
            Proposal(
                proposal_id=content_id("proposal", s.segment_id),
                segment_id=s.segment_id,
                code_id=SITE,
                score=0.9 - place / 10,
                reason="Proche de la définition du code.",
                run_id=run.run_id,
            )
            for place, s in enumerate(wanted)
        ]
        coding.add_proposals(write, proposals)
        runs.end_run(write, run)


def _fill_finding(study: OpenStudy) -> None:
    waiting = next(s for s in segments.segment_rows(study.file) if "J'attends" in s.text)
    anchor = Anchor(turn_id=waiting.turn_id, start=waiting.start_char, end=waiting.end_char, verbatim=waiting.text)
    coding_flow.code_words(study, anchor, WAITING)
    finding = finding_flow.write_finding(study, "Les personnes attendent sans savoir où en est leur demande.")
    finding_flow.add_evidence(study, finding.finding_id, Stance.SUPPORTS, anchor)


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A study folder just made, which the app will open; closed at the end."""
    folder = new_study(tmp_path / "etude", title="Accès aux droits")
    monkeypatch.setenv(session.STUDY_VARIABLE, str(folder))
    monkeypatch.setenv("USER", "Inès")
    yield folder
    session.shared_study(folder).close()
    st.cache_resource.clear()


@pytest.fixture
def filled_folder(empty_folder: Path, fake_encoder: FakeEncoder) -> Path:
    """The same, filled."""
    study = open_study(empty_folder, actor="Inès")
    try:
        fill(study)
    finally:
        study.close()
    return empty_folder
