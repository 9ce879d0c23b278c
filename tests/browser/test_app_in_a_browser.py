"""The whole path in a real Chromium: review, release, a proposal accepted by a key, a finding, its evidence, back to the turn."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from app_fixtures import fill
from playwright.sync_api import Page, expect
from served import chromium_page, serve, until_painted
from studies import FakeEncoder

from app import wording, wording_desk, wording_findings, wording_learning, wording_review
from models.coding import Coding, Decision
from models.finding import Finding, Stance
from models.rows import EvidenceRow
from models.transcript import SourceState
from pipeline.flow.opening import new_study, open_study
from pipeline.store import coding, findings, sources

pytestmark = pytest.mark.browser

BETWEEN_PRESSES_S = 0.1
PASSPHRASE = "trois mots sans lien"


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of Debian's Chromium; the test is skipped where there is none."""
    with chromium_page() as page:
        yield page


@pytest.fixture
def filled(tmp_path: Path, fake_encoder: FakeEncoder) -> Path:
    """A filled study folder, closed: the served app opens it."""
    folder = new_study(tmp_path / "etude", title="Accès aux droits")
    study = open_study(folder, actor="Inès")
    fill(study)
    study.close()
    return folder


def wait_until_saved(page: Page) -> None:
    expect(page.locator(".pd-state")).to_have_text(str(wording_desk.DESK["saved"]))


class Held(NamedTuple):
    """What the study holds once the app has let it go."""

    proposals: dict[str, int]
    decisions: tuple[Decision, ...]
    codings: tuple[Coding, ...]
    evidence: tuple[EvidenceRow, ...]
    findings: tuple[Finding, ...]


def reopened(folder: Path) -> Held:
    study = open_study(folder)
    try:
        return Held(
            coding.proposal_counts(study.file),
            coding.decisions(study.file),
            coding.codings(study.file),
            findings.evidence_rows(study.file),
            findings.findings(study.file),
        )
    finally:
        study.close()


def test_keys_answer_the_proposals_that_are_shown_and_none_is_lost(page: Page, filled: Path) -> None:
    """Presses a tenth of a second apart outrun the page; each lands once, on the extract it was made on."""
    with serve(filled) as address:
        page.goto(f"{address}/codage")
        page.get_by_text(wording.BY_QUEUE, exact=True).click()
        expect(page.locator(".pd-block")).to_have_count(2)
        for key in ("a", "x"):
            time.sleep(BETWEEN_PRESSES_S)
            page.keyboard.press(key)
        page.get_by_text(wording.BY_TRANSCRIPT, exact=True).click()
        page.locator(".pd-block").first.wait_for()
        wait_until_saved(page)
    assert reopened(filled).proposals == {"accepted": 1, "rejected": 1}


def test_once_one_is_answered_the_next_one_stays_the_next_one(page: Page, filled: Path) -> None:
    """The list gets shorter under the reader: what was highlighted stays highlighted, what is being typed stays typed."""
    with serve(filled) as address:
        page.goto(f"{address}/codage")
        page.get_by_text(wording.BY_QUEUE, exact=True).click()
        expect(page.locator(".pd-block")).to_have_count(2)
        second = page.locator(".pd-said").nth(1).inner_text()
        until_painted(page)
        page.keyboard.press("a")
        page.keyboard.press("/")
        page.keyboard.type("att")
        expect(page.locator(".pd-block")).to_have_count(1)
        assert page.locator(".pd-now").inner_text() == second
        assert page.locator(".pd-panel input").input_value() == "att"
        page.keyboard.press("Enter")
        wait_until_saved(page)
    coded = [one for one in reopened(filled).codings if one.verbatim == second]
    assert [one.code_path for one in coded] == ["L'attente"]


def test_thirty_quick_presses_are_thirty_decisions(page: Page, filled: Path) -> None:
    with serve(filled) as address:
        page.goto(f"{address}/codage")
        page.locator(".pd-piece.pd-now").wait_for()
        until_painted(page)
        for press in range(30):
            page.keyboard.press("12"[press % 2])
            time.sleep(0.05)
        wait_until_saved(page)
    taken = reopened(filled).decisions
    assert len(taken) == 31  # one stood before
    assert len({one.decision_id for one in taken}) == 31


def test_chosen_words_are_coded_at_their_exact_place(page: Page, filled: Path) -> None:
    with serve(filled) as address:
        page.goto(f"{address}/codage")
        said = page.locator(".pd-said").nth(3)
        said.wait_for()
        box = said.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 2, box["y"] + 14)
        page.mouse.down()
        page.mouse.move(box["x"] + 190, box["y"] + 14, steps=8)
        page.mouse.up()
        chosen = page.locator(".pd-chosen").inner_text().removeprefix("« ").removesuffix(" »")
        page.keyboard.press("/")
        page.keyboard.type("sit")
        page.keyboard.press("Enter")
        wait_until_saved(page)
    found = [one for one in reopened(filled).codings if one.code_path == "Le site"]
    assert [one.verbatim for one in found] == [chosen]
    assert chosen.startswith("Sur internet")


def arrive(page: Page, address: str, name: str) -> None:
    """A person of this name, at the coding screen."""
    page.goto(f"{address}/codage")
    page.locator(".pd-piece.pd-now").wait_for()
    page.get_by_role("button", name="Inès").click()
    page.get_by_label(wording.YOUR_NAME).fill(name)
    page.get_by_role("button", name=wording.TAKE).click()
    expect(page.get_by_role("button", name=name)).to_be_visible()
    page.keyboard.press("Escape")  # keys are for what is open: the little window of one's name, until it is closed
    expect(page.get_by_label(wording.YOUR_NAME)).to_have_count(0)
    page.locator(".pd-piece.pd-now").wait_for()
    until_painted(page)


def test_two_coders_in_two_browsers_at_once_lose_nothing(page: Page, filled: Path) -> None:
    assert page.context.browser is not None
    other = page.context.browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    other.set_default_timeout(30_000)
    with serve(filled) as address:
        for one, name in ((page, "Ana"), (other, "Léo")):
            arrive(one, address, name)
        for press in range(12):
            for one in (page, other):
                one.keyboard.press("12"[press % 2])
            time.sleep(BETWEEN_PRESSES_S)
        for one in (page, other):
            wait_until_saved(one)
    taken = reopened(filled).decisions
    assert [sum(one.coder == name for one in taken) for name in ("Ana", "Léo")] == [12, 12]
    assert len({one.decision_id for one in taken}) == len(taken)


def test_what_a_search_finds_is_coded_where_it_is_found(page: Page, filled: Path) -> None:
    with serve(filled) as address:
        page.goto(f"{address}/codage")
        page.get_by_text(wording_learning.BY_SEARCH, exact=True).click()
        page.get_by_placeholder(wording_learning.SEARCH).fill("mot de passe")
        page.keyboard.press("Enter")
        expect(page.locator(".pd-said").first).to_contain_text("mot de passe", timeout=60_000)
        page.locator(".pd-said").first.click()  # out of the field, where "/" is a letter
        until_painted(page)
        page.keyboard.press("/")
        page.keyboard.type("att")
        page.keyboard.press("Enter")
        wait_until_saved(page)
    assert any("mot de passe" in one.verbatim and one.code_path == "L'attente" for one in reopened(filled).codings)


@pytest.mark.slow
def test_from_a_new_finding_to_its_evidence_and_back_to_the_turn(page: Page, filled: Path) -> None:
    with serve(filled) as address:
        page.goto(f"{address}/constats")
        page.get_by_role("button", name=wording_findings.NEW_FINDING).click()
        page.get_by_label(wording_findings.STATEMENT).fill("Le site écarte qui n'a pas reçu son mot de passe.")
        page.get_by_role("button", name=wording_findings.WRITE, exact=True).click()
        page.get_by_text(wording_findings.OPEN_FINDING, exact=True).nth(1).click()
        expect(page.locator(".pl-statement")).to_contain_text("Le site écarte")
        page.get_by_label(wording_findings.SEARCH).fill("internet")
        page.keyboard.press("Enter")
        page.get_by_role("button", name=wording.STANCES[Stance.SUPPORTS].capitalize()).first.click()
        expect(page.locator(".pw-card.pw-in")).to_have_count(1)
        expect(page.locator(".pw-side .pd-state")).to_have_text(str(wording_findings.DRAWER["saved"]))
        page.get_by_text(wording.SEE_TURN, exact=True).first.click()
        page.locator(".pd-target").first.wait_for()
        assert "Sur internet" in page.locator(".pd-target").first.inner_text()
        assert "turn=4" in page.url
        page.go_back()
        expect(page.locator(".pl-statement")).to_contain_text("Le site écarte")
    assert len(reopened(filled).findings) == 2
    assert len(reopened(filled).evidence) == 2


@pytest.mark.slow
def test_a_source_is_read_reviewed_and_released(page: Page, tmp_path: Path) -> None:
    """From a file in sources/ to a released transcript, by the screens alone; the name typed by nobody leaves the text."""
    folder = new_study(tmp_path / "etude")
    words = "Q : Qui vous a reçue ?\nR : C'est Madame Durand, à la mairie. Elle m'a rappelée le lendemain.\n"
    (folder / "sources" / "entretien.txt").write_text(words, encoding="utf-8")
    with serve(folder) as address:
        page.goto(address)
        page.get_by_label(wording_review.PASSPHRASE).fill(PASSPHRASE)
        page.get_by_label(wording_review.PASSPHRASE_AGAIN).fill(PASSPHRASE)
        page.get_by_role("button", name=wording_review.MAKE_VAULT).click()
        page.get_by_role("button", name=wording.RUN).click()
        page.get_by_text(wording.GO_ANONYMISATION).click(timeout=120_000)
        page.get_by_text("Durand").first.wait_for()
        page.get_by_role("button", name=wording_review.RELEASE_ALL).click()
        page.get_by_role("button", name=wording_review.release_n(1)).click()
        expect(page.get_by_text("Rien à relire")).to_be_visible()
    study = open_study(folder)
    try:
        assert [one.state for one in sources.all_sources(study.file)] == [SourceState.RELEASED]
        assert "Durand" not in "".join(t.text for one in sources.current_transcripts(study.file) for t in one.turns)
    finally:
        study.close()
