"""The coding screen beside its transcript: what to read next, search, how far scores can be believed; empty and filled."""

from __future__ import annotations

from pathlib import Path

from app_fixtures import empty_folder, filled_folder
from streamlit.testing.v1 import AppTest

from app import session, wording_learning
from pipeline.flow import analysing
from pipeline.flow.study import Role

MAIN = str(Path(__file__).resolve().parents[1] / "app" / "main.py")

__all__ = ["empty_folder", "filled_folder"]


def coding_view(view: str) -> AppTest:
    """The coding screen on one of its views."""
    at = AppTest.from_file(MAIN, default_timeout=60).run()
    at.switch_page("screens/coding.py").run()
    return at.segmented_control(key="coding view").set_value(view).run()


def said(at: AppTest) -> str:
    html = [element.proto.body for element in at.get("html")]
    return "\n".join([*html, *(e.value for kind in (at.markdown, at.info) for e in kind)])


def encoded(folder: Path) -> None:
    study = session.shared_study(folder)
    study.role = Role.RESEARCHER
    analysing.encode(study)


def test_what_to_read_next_asks_for_vectors_first(filled_folder: Path) -> None:
    at = coding_view(wording_learning.BY_NEXT)
    assert not at.exception
    assert "polyphonie run" in said(at)


def test_what_to_read_next_is_chosen_once_and_stays(filled_folder: Path) -> None:
    at = AppTest.from_file(MAIN, default_timeout=60).run()
    encoded(filled_folder)
    at.switch_page("screens/coding.py").run()
    at.segmented_control(key="coding view").set_value(wording_learning.BY_NEXT).run()
    assert not at.exception
    assert wording_learning.NEXT_SAID in said(at)
    chosen = at.session_state["kept coding next"][1]
    assert chosen
    at.run()
    assert at.session_state["kept coding next"][1] == chosen
    next(b for b in at.button if b.label == wording_learning.MEASURE).click().run()
    assert "Il faut au moins" in said(at)


def test_search_says_what_to_do_then_what_it_found(filled_folder: Path) -> None:
    at = coding_view(wording_learning.BY_SEARCH)
    assert wording_learning.SEARCH_START[0] in said(at)
    at.text_input(key="coding search").set_value("internet").run()
    assert not at.exception
    assert wording_learning.found(1)[2:9] in said(at)
