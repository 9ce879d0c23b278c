"""The gate in a real Chromium: quick presses all land on what was shown, a missed word is selected, what waits is released."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from served import chromium_page, serve, until_painted
from studies import PASSPHRASE, opening

from app import wording_review
from pipeline.flow import steps
from pipeline.flow.opening import new_study

pytestmark = pytest.mark.browser

PATIENCE_MS = 90_000  # the lists of names load once, and slowly on a busy machine
PEOPLE = ("Fatoumata Diallo", "Karim Belkacem", "Mme Ferreira", "Sandrine Lopez", "Mathieu Roux", "Ouardia Cissé")


@pytest.fixture
def study_folder(tmp_path: Path, light: None) -> Path:
    """An interview that names six people and a trade, at the gate; closed, for the served app to open."""
    folder = new_study(tmp_path / "etude", title="Relecture")
    lines = [f"R : J'en ai parlé à {name}, une voisine. {name} est venue me voir.\n" for name in PEOPLE]
    lines += ["R : Mon mari est luthier, les gamins l'appellent le tricycle.\n"]
    (folder / "sources" / "entretien.txt").write_text("Q : Qui vous aide ?\n".join(lines), encoding="utf-8")
    with opening(folder) as study:
        steps.run(study)
    return folder


@pytest.fixture
def address(study_folder: Path) -> Iterator[str]:
    """The app on this study, as `polyphonie app` serves it."""
    with serve(study_folder) as address:
        yield address


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """The review screen, its vault open, in Debian's Chromium; the test is skipped where there is none."""
    with chromium_page(PATIENCE_MS) as page:
        page.goto(f"{address}/anonymisation")
        page.get_by_label(wording_review.PASSPHRASE).fill(PASSPHRASE)
        page.get_by_role("button", name=wording_review.OPEN_VAULT).click()
        page.locator(".pg-line").first.wait_for()
        until_painted(page)
        yield page


def saved(page: Page) -> None:
    expect(page.locator(".pd-state")).to_have_text(str(wording_review.GATE["saved"]))


def test_quick_presses_each_decide_on_what_was_shown_and_none_is_lost(page: Page) -> None:
    shown = page.locator(".pg-line b").all_inner_texts()
    for key in "mlmlm":
        page.keyboard.press(key)
        until_painted(page)
    saved(page)
    expect(page.locator(".pg-line")).to_have_count(len(shown) - 5)
    page.get_by_text(wording_review.DECIDED, exact=True).click()
    expect(page.locator(".pg-line")).to_have_count(5)
    decided = dict(
        zip(page.locator(".pg-line b").all_inner_texts(), page.locator(".pg-line span").all_inner_texts(), strict=True)
    )
    assert set(decided) == set(shown[:5])
    kept, masked = str(wording_review.GATE["done"]["keep"]), str(wording_review.GATE["done"]["mask"])  # type: ignore[index]
    assert [decided[name] for name in shown[:5]] == [masked, kept, masked, kept, masked]


def test_what_is_typed_is_no_decision_and_a_merge_is_undone_by_a_key(page: Page) -> None:
    n = page.locator(".pg-line").count()
    page.keyboard.press("g")
    page.keyboard.type("maml")
    assert page.locator(".pg-over input").input_value() == "maml"
    page.locator(".pg-over input").fill("")
    page.keyboard.press("Enter")
    saved(page)
    expect(page.locator(".pg-line")).to_have_count(n - 1)
    page.keyboard.press("z")
    expect(page.locator(".pg-line")).to_have_count(n)


def test_a_missed_word_is_masked_by_selecting_it_then_all_is_released(page: Page) -> None:
    page.get_by_text(wording_review.BY_TEXT, exact=True).click()
    said = page.locator(".pd-said", has_text="tricycle")
    said.wait_for()
    page.evaluate(
        """() => {
            const p = [...document.querySelectorAll('.pd-said')].find((e) => e.textContent.includes('tricycle'));
            const node = [...p.childNodes].find((n) => n.textContent.includes('tricycle'));
            const at = node.textContent.indexOf('tricycle'), range = document.createRange();
            range.setStart(node, at); range.setEnd(node, at + 8);
            const s = window.getSelection(); s.removeAllRanges(); s.addRange(range);
            p.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
        }"""
    )
    expect(page.locator(".pd-panel input")).to_have_value("tricycle")
    page.get_by_role("button", name=str(wording_review.READER["mask"])).click()
    expect(page.locator(".pd-said", has_text="tricycle")).to_have_count(0)
    page.get_by_role("button", name=wording_review.RELEASE_ALL, exact=True).click()
    page.get_by_role("button", name=wording_review.release_n(1)).click()
    expect(page.get_by_text(wording_review.REVIEW_EMPTY[0], exact=True)).to_be_visible()


def test_a_decision_after_the_release_is_offered_to_the_released_transcripts(page: Page) -> None:
    page.get_by_role("button", name=wording_review.RELEASE_ALL, exact=True).click()
    page.get_by_role("button", name=wording_review.release_n(1)).click()
    page.get_by_role("button", name=wording_review.SEE_RELEASED).click()
    page.locator(".pg-line").first.wait_for()
    until_painted(page)
    page.keyboard.press("p")
    page.locator(".pg-over input").fill("Aïda Konaté")
    page.keyboard.press("Enter")
    saved(page)
    page.get_by_role("button", name=wording_review.apply_to_released(1)).click()
    expect(page.get_by_role("button", name=wording_review.apply_to_released(1))).to_have_count(0)
