"""A person's reply, entered from the keyboard in a real Chromium, changes a finding; the finding says after whose word."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_fixtures import fill
from browser.test_app_in_a_browser import PASSPHRASE, page
from playwright.sync_api import Page, expect
from served import serve
from studies import FakeEncoder

from app import wording, wording_restitution, wording_review
from models.finding import FindingStatus, Stance
from models.restitution import Answer, Effect
from pipeline.flow.opening import new_study, open_study
from pipeline.store import findings, restitution

__all__ = ["page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "Non. Chez nous tout le monde a reçu son code."
SETTLED_MS = 2000  # a panel opened while the page is being drawn anew closes again
REASON = "Une personne concernée dit le contraire."


@pytest.fixture
def filled(tmp_path: Path, fake_encoder: FakeEncoder) -> Path:
    """A filled study whose transcripts are released at once, closed."""
    folder = new_study(tmp_path / "etude", title="Accès aux droits")
    toml = (folder / "study.toml").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(toml.replace('release = "reviewed"', 'release = "automatic"'), encoding="utf-8")
    study = open_study(folder, actor="Inès")
    fill(study)
    study.close()
    return folder


def test_a_reply_is_entered_and_the_finding_changes(page: Page, filled: Path) -> None:
    with serve(filled) as address:
        page.goto(f"{address}/restitution?view=saisie")
        page.get_by_label(wording_review.PASSPHRASE).fill(PASSPHRASE)
        page.get_by_label(wording_review.PASSPHRASE_AGAIN).fill(PASSPHRASE)
        page.get_by_role("button", name=wording_review.MAKE_VAULT).click()
        who = page.get_by_role("combobox", name=wording_restitution.WHO)
        who.fill("p-Karima")
        who.press("Enter")
        words = page.get_by_label(f"{wording_restitution.MY_WORDS} (1)")
        words.fill(WORDS)
        page.get_by_text(wording_restitution.ANSWERS[Answer.REFUSE], exact=True).first.click()
        words.press("Control+Enter")
        expect(page.get_by_text(wording_restitution.entered(1, 0))).to_be_visible(timeout=90_000)
        page.get_by_text(wording_restitution.REPLIES, exact=True).click()
        expect(page.locator(".pl-verbatim")).to_contain_text("Chez nous tout le monde")
        page.get_by_role("button", name=wording_restitution.TAKE).click()
        expect(page.get_by_text(wording_restitution.TAKEN)).to_be_visible()
        expect(page.get_by_role("button", name=wording_restitution.TAKE)).to_have_count(0)
        expect(page.get_by_role("button", name=wording_restitution.UNDO)).to_be_visible()  # the page is drawn anew
        page.wait_for_timeout(SETTLED_MS)
        page.get_by_role("button", name=wording_restitution.DECIDE).first.click()
        form = page.get_by_test_id("stPopoverBody")
        form.get_by_text(wording.STATUSES[FindingStatus.CONTESTED], exact=True).click()
        form.get_by_label(wording_restitution.REASON, exact=True).fill(REASON)
        form.get_by_role("button", name=wording_restitution.DECIDE).click()
        expect(page.get_by_text(wording_restitution.DECIDED)).to_be_visible()
        page.get_by_text(wording_restitution.GROUPS, exact=True).click()
        expect(page.get_by_text(REASON)).to_be_visible()
    study = open_study(filled)
    try:
        (finding,) = findings.findings(study.file)
        assert (finding.status, finding.prompted_by) == (FindingStatus.CONTESTED, "p-Karima")
        (reply,) = restitution.replies(study.file)
        assert reply.words == WORDS
        stances = {r.evidence.anchor.verbatim: r.evidence.stance for r in findings.evidence_rows(study.file)}
        assert stances[WORDS] is Stance.CONTRADICTS
        assert [o.effect for o in restitution.outcomes(study.file)] == [Effect.EVIDENCE, Effect.STATUS]
    finally:
        study.close()
