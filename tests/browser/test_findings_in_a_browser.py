"""From a finding to who decided, in a real Chromium: finding, evidence, turn, decision history, back; and the queue."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from browser.test_app_in_a_browser import filled, page
from playwright.sync_api import Page, expect
from served import ROOT, serve

from app import wording, wording_findings
from models.finding import CounterAction, Stance
from pipeline.flow.opening import open_study
from pipeline.store import countering, findings

__all__ = ["filled", "page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_walk_from_a_finding_to_its_decisions_and_back(page: Page, filled: Path) -> None:
    with serve(filled) as address:
        page.goto(f"{address}/constats")
        page.get_by_text(wording_findings.OPEN_FINDING, exact=True).first.click()
        expect(page.locator(".pl-statement")).to_contain_text("attendent sans savoir")
        here = page.url
        evidence = page.locator(".pl-verbatim").first
        expect(evidence).to_contain_text("J'attends une réponse")
        page.get_by_text(wording.HISTORY, exact=True).first.click()
        expect(page.get_by_test_id("stPopoverBody")).to_contain_text("pose le code « L'attente »")
        page.keyboard.press("Escape")
        page.get_by_text(wording.SEE_TURN, exact=True).first.click()
        page.locator(".pd-target").first.wait_for()
        assert "J'attends une réponse" in page.locator(".pd-target").first.inner_text()
        page.go_back()
        expect(page.locator(".pl-statement")).to_contain_text("attendent sans savoir")
        assert page.url == here


def test_a_verbatim_is_dragged_into_a_finding_another_is_keyed_in_and_taken_back(page: Page, filled: Path) -> None:
    with serve(filled) as address:
        page.goto(f"{address}/constats")
        page.get_by_text(wording_findings.OPEN_FINDING, exact=True).first.click()
        page.get_by_label(wording_findings.SEARCH).fill("site")
        page.keyboard.press("Enter")
        free = page.locator('.pw-card[draggable="true"]')
        expect(free.filter(has_text="site")).to_have_count(2)
        expect(free).to_have_count(2)
        free.first.drag_to(page.locator(".pw-contradicts"))
        expect(free).to_have_count(1)
        saved = page.locator(".pw-side .pd-state")
        expect(saved).to_have_text(str(wording_findings.DRAWER["saved"]))
        page.locator(".pw-list").focus()
        page.keyboard.press("2")
        expect(free).to_have_count(0)
        expect(saved).to_have_text(str(wording_findings.DRAWER["saved"]))
        page.locator(".pw-list").focus()
        page.keyboard.press("z")
        expect(free).to_have_count(1)
        expect(saved).to_have_text(str(wording_findings.DRAWER["saved"]))
    study = open_study(filled)
    try:
        stances = sorted(row.evidence.stance for row in findings.evidence_rows(study.file))
    finally:
        study.close()
    assert stances == sorted([Stance.SUPPORTS, Stance.CONTRADICTS])


def encoded_by_the_app(folder: Path) -> None:
    """The served app has the real encoder, this process a light one."""
    command = [sys.executable, "-m", "pipeline.cli.main", "encode", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, "OMP_NUM_THREADS": "1"})


def test_a_counter_voice_is_answered_from_the_queue(page: Page, filled: Path) -> None:
    encoded_by_the_app(filled)
    with serve(filled) as address:
        page.goto(f"{address}/constats?view=voix")
        expect(page.locator(".pl-statement")).to_contain_text("attendent sans savoir")
        page.get_by_role("button", name=wording_findings.SET_ASIDE).first.click()
        expect(page.get_by_text(wording_findings.queued(0, 1))).to_be_visible()
        page.get_by_role("button", name=wording.STANCES[Stance.CONTRADICTS].capitalize()).first.click()
        expect(page.get_by_text(wording_findings.COUNTER_ACCEPTED)).to_be_visible(timeout=60_000)
        page.get_by_role("radio", name=wording_findings.PICTURES).click()
        expect(page.locator("svg.pl-picture")).to_have_count(2)
        expect(page.locator("svg.pl-picture desc").first).to_contain_text("contredit C1")
    with open_study(filled, actor="Inès") as study:
        actions = {one.action for one in countering.counter_decisions(study.file)}
        stances = {row.evidence.stance for row in findings.evidence_rows(study.file)}
    assert actions == {CounterAction.REJECT, CounterAction.ACCEPT}
    assert stances == {Stance.SUPPORTS, Stance.CONTRADICTS}
