"""Every screen runs empty, filled, and after one click; a refusal is a French sentence, and nothing else of an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_fixtures import SITE, WAITING, empty_folder, filled_folder
from streamlit.testing.v1 import AppTest

from app import session, wording, wording_findings, wording_review
from app.main import SCREENS
from models.finding import FindingStatus
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import codebook, coding, findings, sources

MAIN = str(Path(__file__).resolve().parents[1] / "app" / "main.py")
TITLES = {file: title for file, title, _ in SCREENS}
PASSPHRASE = "trois mots sans lien"

__all__ = ["empty_folder", "filled_folder"]


def opened(screen: str, **address: str) -> AppTest:
    """The app on one screen, run once."""
    at = AppTest.from_file(MAIN, default_timeout=30).run()
    for name, value in address.items():
        at.query_params[name] = value
    return at.switch_page(f"screens/{screen}.py").run()


def text_of(at: AppTest) -> str:
    """Everything the page says, as one text."""
    html = [element.proto.body for element in at.get("html")]
    plain = [e.value for kind in (at.markdown, at.error, at.warning, at.success, at.header, at.subheader) for e in kind]
    return "\n".join([*html, *plain])


def study_of(folder: Path) -> OpenStudy:
    return session.shared_study(folder)


@pytest.mark.parametrize("screen", list(TITLES))
def test_a_screen_of_an_empty_study_says_what_to_do_next(empty_folder: Path, screen: str) -> None:
    at = opened(screen)
    assert not at.exception
    assert [title.value for title in at.title] == [TITLES[screen]]
    assert not at.error
    assert 'class="pl-empty"' in text_of(at) or screen == "journal"


@pytest.mark.parametrize("screen", list(TITLES))
def test_a_screen_of_a_filled_study_runs(filled_folder: Path, screen: str) -> None:
    at = opened(screen)
    assert not at.exception
    assert not at.error
    assert ('class="pl-empty"' in text_of(at)) == (screen == "anonymisation")


def test_the_overview_names_groups_nobody_was_heard_from(filled_folder: Path) -> None:
    assert "élus, financeurs, associations" in text_of(opened("overview"))


def test_the_overview_says_what_is_due_in_one_sentence(filled_folder: Path) -> None:
    assert "3 fichiers attendent d'être lus : lancez l'analyse." in text_of(opened("overview"))


def test_a_study_without_a_folder_is_refused_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(session.STUDY_VARIABLE, raising=False)
    at = AppTest.from_file(MAIN, default_timeout=30).run()
    assert [error.value for error in at.error] == [
        "Aucune étude n'est indiquée : lancez l'application par « polyphonie app DOSSIER »."
    ]
    assert not at.exception


def test_a_theme_becomes_a_code_in_one_click(filled_folder: Path) -> None:
    at = opened("themes")
    at.button(key="make code").click().run()
    assert not at.exception
    assert "site, internet, mot de passe" in {code.name for code in codebook.codes(study_of(filled_folder).file)}
    assert [toast.value for toast in at.toast] == [wording.theme_is_code("site, internet, mot de passe")]


def test_segments_that_no_theme_holds_are_shown(filled_folder: Path) -> None:
    at = opened("themes")
    at.radio(key="theme").set_value("unplaced").run()
    assert "à lire, rien n'est caché" in text_of(at)


def test_every_verbatim_shows_who_where_and_its_exact_words(filled_folder: Path) -> None:
    shown = text_of(opened("codebook", code=WAITING))
    assert "C&#x27;est long. J&#x27;attends une réponse depuis le mois de mars, et personne ne rappelle." in shown
    assert "entretien_karima.txt, tour 2" in shown
    assert "personnes accompagnées" in shown


def test_a_verbatim_links_to_its_turn(filled_folder: Path) -> None:
    at = opened("codebook", code=WAITING)
    links = [link.proto for link in at.get("page_link") if link.proto.label == wording.SEE_TURN]
    assert len(links) == 1
    assert "turn=2" in links[0].query_string


def test_a_code_is_added_by_its_form(filled_folder: Path) -> None:
    at = opened("codebook")
    at.text_input(key="new code").set_value("Fatigue")
    next(button for button in at.button if button.proto.is_form_submitter and button.label == wording.ADD_CODE).click()
    at.run()
    assert "Fatigue" in {code.name for code in codebook.codes(study_of(filled_folder).file)}


def test_a_name_used_twice_is_refused_and_told(filled_folder: Path) -> None:
    at = opened("codebook")
    at.text_input(key="new code").set_value("Le site")
    next(button for button in at.button if button.proto.is_form_submitter and button.label == wording.ADD_CODE).click()
    at.run()
    assert len(at.error) == 1
    assert len(codebook.codes(study_of(filled_folder).file)) == 2


def test_a_retired_code_leaves_the_list_and_comes_back(filled_folder: Path) -> None:
    at = opened("codebook", code=SITE)
    at.button(key="retire").click().run()
    assert "Le site" not in at.radio(key="code").options
    at.toggle(key="with retired").set_value(True).run()
    at.radio(key="code").set_value(SITE).run()
    at.button(key="restore").click().run()
    assert SITE in {code.code_id for code in codebook.codes(study_of(filled_folder).file)}


def test_a_finding_is_written_from_the_board(filled_folder: Path) -> None:
    at = opened("findings")
    at.text_area(key="new statement").set_value("Le site convient à qui a internet chez soi.")
    next(button for button in at.button if button.label == wording_findings.WRITE).click()
    at.run()
    assert len(findings.findings(study_of(filled_folder).file)) == 2


def the_finding(folder: Path) -> str:
    return findings.findings(study_of(folder).file)[0].finding_id


def test_a_finding_opens_by_its_address_with_what_it_rests_on(filled_folder: Path) -> None:
    AppTest.from_file(MAIN, default_timeout=30).run()
    shown = text_of(opened("findings", finding=the_finding(filled_folder)))
    assert "repose sur une seule personne" in shown
    assert "Jamais interrogés là-dessus" in shown
    assert "C&#x27;est long." in shown


def test_evidence_is_found_by_words_and_added(filled_folder: Path) -> None:
    opened("findings")
    finding_id = the_finding(filled_folder)
    at = opened("findings", finding=finding_id)
    at.text_input(key=f"search {finding_id}").set_value("internet").run()
    _, found = at.session_state["kept drawer"]
    key = f"{found[0].turn_id}-{found[0].start}-{found[0].end}"
    at.session_state["drawer"] = {"events": [{"uuid": "1", "action": "put", "key": key, "stance": "supports"}]}
    at.run()
    assert not at.exception
    assert len(findings.evidence_rows(study_of(filled_folder).file, finding_id)) == 2


def test_evidence_is_removed(filled_folder: Path) -> None:
    opened("findings")
    finding_id = the_finding(filled_folder)
    at = opened("findings", finding=finding_id)
    next(b for b in at.button if (b.key or "").startswith("remove ")).click().run()
    assert findings.evidence_rows(study_of(filled_folder).file, finding_id) == ()


def test_a_finding_changes_status_and_keeps_its_history(filled_folder: Path) -> None:
    opened("findings")
    finding_id = the_finding(filled_folder)
    at = opened("findings", finding=finding_id)
    at.selectbox(key=f"status {finding_id}").set_value(FindingStatus.CONTESTED)
    next(b for b in at.button if b.label == wording.TAKE and "change" in b.proto.form_id).click()
    at.run()
    history = findings.finding_history(study_of(filled_folder).file, finding_id)
    assert [one.status for one in history] == [FindingStatus.HYPOTHESIS, FindingStatus.CONTESTED]


def test_a_reader_is_offered_nothing_that_writes(filled_folder: Path) -> None:
    at = AppTest.from_file(MAIN, default_timeout=30).run()
    at.selectbox(key=f"identity role {Role.RESEARCHER.value}").set_value(Role.READER)
    next(b for b in at.button if b.label == wording.TAKE).click()
    at.run()
    at.switch_page("screens/themes.py").run()
    assert not [b for b in at.button if b.key == "make code"]


def test_proposals_are_answered_in_bulk_only_with_a_reason(filled_folder: Path) -> None:
    at = opened("coding")
    at.segmented_control(key="coding view").set_value(wording.BY_QUEUE).run()
    next(b for b in at.button if b.label == wording.bulk_accept(2)).click().run()
    assert [error.value for error in at.error] == [wording.REASON_MISSING]
    at.text_area(key="bulk reason").set_value("Formule identique.")
    next(b for b in at.button if b.label == wording.bulk_accept(2)).click().run()
    assert coding.proposal_counts(study_of(filled_folder).file) == {"accepted": 2}
    assert {d.reason for d in coding.decisions(study_of(filled_folder).file)} == {"", "Formule identique."}


def test_a_link_opens_the_transcript_at_its_page(filled_folder: Path) -> None:
    opened("coding")
    rows = sources.all_sources(study_of(filled_folder).file)
    sylvie = next(row for row in rows if "sylvie" in row.source_name)
    transcript_id = sources.transcripts_by_source(study_of(filled_folder).file)[sylvie.source_id]
    at = opened("coding", transcript=transcript_id, turn="2")
    assert at.selectbox(key="coding source").value == sylvie.source_id


def test_the_vault_is_made_with_a_passphrase_given_twice_and_long_enough(empty_folder: Path) -> None:
    at = opened("anonymisation")
    assert "si elle est perdue" in text_of(at)
    for first, second, refusal in (
        ("court", "court", wording_review.passphrase_short(12)),
        (PASSPHRASE, "autre chose encore", wording_review.VAULT_WORDS_DIFFER),
    ):
        at.text_input(key="passphrase").set_value(first)
        at.text_input(key="passphrase again").set_value(second)
        next(b for b in at.button if b.label == wording_review.MAKE_VAULT).click().run()
        assert [error.value for error in at.error] == [refusal]
    at.text_input(key="passphrase").set_value(PASSPHRASE)
    at.text_input(key="passphrase again").set_value(PASSPHRASE)
    next(b for b in at.button if b.label == wording_review.MAKE_VAULT).click().run()
    assert "Rien à relire" in text_of(at)
    assert PASSPHRASE not in [
        at.session_state[key] for key in ("passphrase", "passphrase again") if key in at.session_state
    ]


def test_a_vault_opened_in_one_session_stays_closed_in_another(empty_folder: Path) -> None:
    at = opened("anonymisation")
    at.text_input(key="passphrase").set_value(PASSPHRASE)
    at.text_input(key="passphrase again").set_value(PASSPHRASE)
    next(b for b in at.button if b.label == wording_review.MAKE_VAULT).click().run()
    other = opened("anonymisation")
    assert [field.label for field in other.text_input if field.key == "passphrase"] == [wording_review.PASSPHRASE]
    other.text_input(key="passphrase").set_value("ce n'est pas elle")
    next(b for b in other.button if b.label == wording_review.OPEN_VAULT).click().run()
    assert len(other.error) == 1


def test_the_journal_proves_the_promises_on_demand(filled_folder: Path) -> None:
    at = opened("journal")
    at.button(key="verify").click().run()
    assert not at.exception
    assert [one.value for one in at.success] == [wording.HOLDS]


def test_the_report_says_where_it_is_and_offers_no_download(filled_folder: Path) -> None:
    at = opened("report")
    at.button(key="build").click().run()
    assert not at.exception
    assert (filled_folder / "outputs" / "rapport.html").exists()
    assert [one.value for one in at.toast] == [wording.written("outputs/rapport.html")]
    assert not at.get("download_button")
