"""At the gate: one decision per person or detail, for the whole study, each of which can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from studies import PASSPHRASE, opening
from typer.testing import CliRunner

from models.anonymisation import Mention, MentionKind
from models.review import Identity, ReviewAction
from models.transcript import SourceState
from pipeline.cli.main import app
from pipeline.errors import ImportRefused, NotAllowed, NothingToDo, UnknownReference
from pipeline.flow import declaring, found, gate, linking, review, steps
from pipeline.flow.anonymising import held, read_entities, read_review
from pipeline.flow.opening import new_study
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import journal, sources

FIRST = (
    "Enquêtrice : Comment ça va depuis le déménagement ?\n"
    "Fatoumata : Je m'appelle Fatoumata Diallo mais on dit Fatou. J'ai 43 ans, mon voisin Karim Belkacem m'aide bien.\n"
    "Enquêtrice : Et Karim, il habite là ?\n"
    "Fatoumata : Karim il est au deuxième. Mon mari est luthier.\n"
)
SECOND = (
    "Enquêtrice : Qui vous a aidé ?\n"
    "Roland : C'est Karim Ziani, du deuxième étage. Karim est passé mardi, et Mme Ferreira aussi.\n"
    "Enquêtrice : Madame Fereira du centre ?\n"
    "Roland : Oui, Mme Ferreira. Et la petite Zubaïda, la petite zubaïda m'a dit bonjour.\n"
)


@pytest.fixture
def study(tmp_path: Path, light: None) -> Iterator[OpenStudy]:
    """Two invented interviews that wait at the gate."""
    folder = new_study(tmp_path / "étude", title="Deux voisins")
    (folder / "sources" / "premier.txt").write_text(FIRST, encoding="utf-8")
    (folder / "sources" / "second.txt").write_text(SECOND, encoding="utf-8")
    with opening(folder) as study:
        steps.run(study)
        yield study


def texts(study: OpenStudy) -> dict[str, str]:
    """The transcripts at the gate, as decided so far, by the beginning of their source's name."""
    return {
        h.source.source_name.split(".")[0].split("-")[0]: "\n".join(
            f"{t.speaker} : {t.text}" for t in held(study, h.source.source_id).transcript.turns
        )
        for h in review.held_sources(study)
    }


def entity(study: OpenStudy, form: str, *, source: str | None = None) -> found.ReviewedEntity:
    source_id = next((s.source_id for s in sources.all_sources(study.file) if source and source in s.source_name), None)
    return next(e for e in review.reviewed_entities(study, source_id=source_id) if form in e.forms)


def test_two_people_of_one_first_name_have_two_pseudonyms_and_each_keeps_theirs(study: OpenStudy) -> None:
    """In each interview "Karim" is the one whose surname that interview gives."""
    belkacem, ziani = entity(study, "Karim Belkacem"), entity(study, "Karim Ziani")
    assert belkacem.key != ziani.key
    assert "Karim" in belkacem.forms and "Karim" in ziani.forms
    shown = texts(study)
    assert f"{belkacem.pseudonym.split()[0]} il est au deuxième" in shown["premier"]
    assert f"{ziani.pseudonym.split()[0]} est passé mardi" in shown["second"]


def test_one_person_is_one_entity_in_every_spelling(study: OpenStudy) -> None:
    assert {"Fatoumata Diallo", "Fatou"} <= set(entity(study, "Fatou").forms)
    assert {"Mme Ferreira", "Madame Fereira"} <= set(entity(study, "Mme Ferreira").forms)


def test_a_form_left_once_is_left_everywhere_and_can_be_masked_again(study: OpenStudy) -> None:
    key = entity(study, "Mme Ferreira").key
    review.keep_forms(study, entity(study, "Mme Ferreira").forms, key=key)
    assert "Mme Ferreira aussi" in texts(study)["second"]
    assert entity(study, "Mme Ferreira").verdict is ReviewAction.KEEP
    review.undo_review(study)
    assert "Ferreira" not in texts(study)["second"]
    assert entity(study, "Mme Ferreira").verdict is None


def test_words_that_a_person_selects_are_masked_wherever_they_stand_until_that_is_taken_back(study: OpenStudy) -> None:
    review.mask_forms(study, ["deuxième étage"], MentionKind.PLACE)
    review.mask_forms(study, ["déménagement"], MentionKind.ORGANISATION)
    shown = texts(study)
    assert "deuxième étage" not in shown["second"]
    assert "déménagement" not in shown["premier"]
    review.undo_review(study)
    review.undo_review(study)
    shown = texts(study)
    assert "deuxième étage" in shown["second"]
    assert "déménagement" in shown["premier"]


def test_merged_entities_share_a_pseudonym_and_are_two_again_when_that_is_taken_back(study: OpenStudy) -> None:
    fatou, ferreira = entity(study, "Fatou"), entity(study, "Mme Ferreira")
    review.merge_entities(study, ferreira.key, fatou.key)
    assert entity(study, "Mme Ferreira").key == fatou.key
    assert fatou.pseudonym.split()[1] in texts(study)["second"]
    with pytest.raises(UnknownReference):
        review.merge_entities(study, ferreira.key, fatou.key)
    review.undo_review(study)
    assert entity(study, "Mme Ferreira").key == ferreira.key
    assert ferreira.pseudonym.split()[1] in texts(study)["second"]


def test_an_entity_can_be_somebody_else_in_one_source(study: OpenStudy) -> None:
    review.merge_entities(study, entity(study, "Karim Ziani").key, entity(study, "Karim Belkacem").key)
    one = entity(study, "Karim Ziani")
    second = next(s.source_id for s in sources.all_sources(study.file) if "second" in s.source_name)
    fresh = review.split_entity(study, one.key, second)
    assert entity(study, "Karim Ziani").key == fresh
    shown = texts(study)
    apart = next(e for e in read_entities(study) if e.key == fresh)
    assert apart.pseudonym and apart.pseudonym != one.pseudonym
    assert f"C'est {apart.pseudonym}, du deuxième étage" in shown["second"]
    assert one.pseudonym in shown["premier"]


def test_one_mention_alone_can_be_somebody_else(study: OpenStudy) -> None:
    one = entity(study, "Karim Belkacem")
    gathered = found.gather(study)
    spot = next(s for s in found.spots_of(study, one.key, gathered=gathered) if s.mention.turn_no == 4)
    fresh = review.split_entity(study, one.key, spot.source_id, [(4, spot.mention.start)])
    shown, apart = texts(study)["premier"], next(e for e in read_entities(study) if e.key == fresh)
    assert f"{apart.pseudonym.split()[0]} il est au deuxième" in shown
    assert f"Et {one.pseudonym.split()[0]}, il habite là" in shown


def test_a_pseudonym_is_changed_and_never_for_a_real_name_or_a_taken_one(study: OpenStudy) -> None:
    fatou = entity(study, "Fatou")
    for refused in ("Karim Lopez", entity(study, "Mme Ferreira").pseudonym, "  "):
        with pytest.raises(UnknownReference):
            review.rename_entity(study, fatou.key, refused)
    review.rename_entity(study, fatou.key, "Aïda Konaté")
    assert "Je m'appelle Aïda Konaté" in texts(study)["premier"]
    assert entity(study, "Fatou").pseudonym == "Aïda Konaté"


def test_a_detail_is_left_generalised_or_masked_as_a_person_says(study: OpenStudy) -> None:
    trade = entity(study, "luthier")
    assert trade.is_detail and trade.doubtful and trade.reason
    assert "luthier" in texts(study)["premier"]
    review.generalise(study, trade.key, "artisan")
    assert "Mon mari est artisan." in texts(study)["premier"]
    assert entity(study, "luthier").chosen == "artisan"
    review.undo_review(study)
    review.mask_entity(study, trade.key)
    assert "Mon mari est [détail]." in texts(study)["premier"]
    review.undo_review(study)
    review.keep_forms(study, trade.forms, key=trade.key)
    assert "luthier" in texts(study)["premier"]
    assert not entity(study, "luthier").doubtful


def test_a_generalised_detail_uncovers_nothing_of_a_name_that_it_cuts() -> None:
    """A detail whose words end inside a name covers the name whole."""
    name = Mention(turn_no=1, start=12, end=30, form="Fatoumata Diallo", kind=MentionKind.PERSON)
    detail = Mention(turn_no=1, start=0, end=20, form="la seule sage-femme", kind=MentionKind.QUASI)
    made = linking._generalised(detail, "une soignante", [name])
    assert (made.start, made.end) == (0, 30)


def test_what_was_taken_for_a_person_can_be_said_to_be_a_place(study: OpenStudy) -> None:
    zubaida = entity(study, "Zubaïda")
    review.change_kind(study, zubaida.key, MentionKind.PLACE)
    shown = texts(study)["second"]
    place = entity(study, "Zubaïda")
    assert (place.kind, place.verdict) == (MentionKind.PLACE, ReviewAction.MASK)
    assert f"la petite {place.pseudonym}" in shown
    review.undo_review(study)
    assert f"la petite {place.pseudonym}" not in texts(study)["second"]
    assert entity(study, "Zubaïda").key == zubaida.key


def test_progress_counts_what_was_decided_and_any_decision_can_be_taken_back(study: OpenStudy) -> None:
    before = found.progress_of(review.reviewed_entities(study))
    assert (before.decided, before.total) == (0, sum(before.kinds.values()))
    n = review.confirm_certain(study)
    after = found.progress_of(review.reviewed_entities(study))
    assert n > 0
    assert (after.decided, after.total) == (n, before.total)
    taken = review.review_decisions(study)
    review.undo_review(study, taken[-1].decision_id)
    assert found.progress_of(review.reviewed_entities(study)).decided == n - 1
    with pytest.raises(NothingToDo):
        review.undo_review(study, taken[-1].decision_id)


def test_every_place_is_listed_in_its_sentence(study: OpenStudy) -> None:
    gathered = found.gather(study)
    spots = found.spots_of(study, entity(study, "Karim Belkacem").key, gathered=gathered)
    shown = found.contexts(study, spots)
    assert [c.turn_no for c in shown] == [2, 3, 4]
    assert all(f"{c.before}{c.form}{c.after}" in FIRST for c in shown)


def test_declared_names_are_one_person_in_any_spelling_and_follow_the_wish(study: OpenStudy) -> None:
    """ "Zubaïda" is on no list: declared, it is found in lower case too, under the pseudonym that was wished for."""
    content = "person;form;gender;pseudonym\nP7;Zubaïda;f;Samira Haddad\nP7;Zouzou;f;\nP8;;;\n".encode()
    done = declaring.import_identities(study, content)
    assert (done.forms, done.people, [r.line for r in done.refused]) == (2, 1, [4])
    shown = texts(study)["second"]
    assert "ubaïda" not in shown
    assert shown.lower().count("haddad") == 2
    assert b"Zubaida" not in (study.folder / "study.duckdb").read_bytes()
    declaring.remove_identities(study, "P7")
    assert declaring.declared(study) == ()
    with pytest.raises(UnknownReference):
        declaring.remove_identities(study, "P7")


def test_a_second_file_replaces_the_first_and_a_useless_one_changes_nothing(study: OpenStudy) -> None:
    declaring.import_identities(study, b"person,form\nP1,Zubaida\n")
    declaring.import_identities(study, b"participant_id,form\nP2,Ferreira\n")
    assert [(i.person, i.form) for i in declaring.declared(study)] == [("P2", "Ferreira")]
    for useless in (b"person,form\n,\nP1,\n", b"nothing\n"):
        with pytest.raises(ImportRefused):
            declaring.import_identities(study, useless)
    declaring.declare(study, Identity(person="P3", form="Zouzou"))
    assert [i.person for i in declaring.declared(study)] == ["P2", "P3"]


def test_a_decision_after_release_makes_due_only_the_transcripts_that_it_may_change(study: OpenStudy) -> None:
    assert review.reviewed_after_release(study) == ()
    assert review.release(study) == 2
    assert review.reviewed_after_release(study) == ()
    review.rename_entity(study, entity_of_all(study, "Fatou").key, "Aïda Konaté")
    names = {s.source_id: s.source_name for s in sources.all_sources(study.file)}
    assert [names[s].startswith("premier") for s in review.reviewed_after_release(study)] == [True]
    declaring.import_identities(study, "person,form\nP7,Zubaïda\n".encode())
    assert len(review.reviewed_after_release(study)) == 2


def entity_of_all(study: OpenStudy, form: str) -> found.ReviewedEntity:
    return next(e for e in review.reviewed_entities(study, gathered=found.gather(study)) if form in e.forms)


def test_released_transcripts_are_as_decided(study: OpenStudy) -> None:
    review.rename_entity(study, entity(study, "Fatou").key, "Aïda Konaté")
    review.release(study)
    released = sources.current_transcripts(study.file)
    assert any("Aïda Konaté" in turn.text for one in released for turn in one.turns)
    assert all(s.state is SourceState.RELEASED for s in sources.all_sources(study.file))


def test_the_journal_says_how_many_and_never_which(study: OpenStudy) -> None:
    review.keep_forms(study, ["Mme Ferreira"])
    review.rename_entity(study, entity(study, "Fatou").key, "Aïda Konaté")
    said = json.dumps([e.model_dump(mode="json") for e in journal.events(study.file, limit=50)], ensure_ascii=False)
    assert "Ferreira" not in said
    assert "Konaté" not in said


def test_only_a_custodian_decides(study: OpenStudy) -> None:
    study.role = Role.RESEARCHER
    for act in (
        lambda: review.keep_forms(study, ["Karim"]),
        lambda: found.gather(study),
        lambda: declaring.declared(study),
        lambda: review.release(study),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_names_are_declared_seen_and_removed_from_the_command_line(
    tmp_path: Path, light: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed on import counts forms and numbers the refused lines; only `show` says the names."""
    folder, file = new_study(tmp_path / "étude", title="Noms"), tmp_path / "identities.csv"
    file.write_text("person,form\nP1,Zubaïda\nP1,\n", encoding="utf-8")
    monkeypatch.setenv("POLYPHONIE_PASSPHRASE", PASSPHRASE)

    def call(*words: str) -> str:
        answer = CliRunner().invoke(app, ["identities", *words])
        assert answer.exit_code == 0, answer.output
        return answer.output

    said = call("import", str(folder), str(file))
    assert "ligne 3 refusée" in said
    assert "Zubaïda" not in said
    assert [row["form"] for row in json.loads(call("show", str(folder), "--json"))["identities"]] == ["Zubaïda"]
    assert json.loads(call("remove", str(folder), "P1", "--json"))["forms"] == 0
    assert CliRunner().invoke(app, ["identities", "remove", str(folder)]).exit_code == 2


def test_reviews_of_before_dates_were_kept_are_read_still(study: OpenStudy) -> None:
    old = {"kept": ["mars"], "masked": [["Zouzou", "PERSON"]], "renamed": [["PERSON-1", "Aïda"]], "merged": []}
    study.vault.write(gate.REVIEW, json.dumps(old).encode())
    now = read_review(study)
    assert (now.kept, now.masked, now.renamed) == (("mars",), (("Zouzou", "PERSON"),), (("PERSON-1", "Aïda"),))


def test_a_suspicion_left_to_the_reviewer_becomes_a_person_everywhere_once_they_say_so(study: OpenStudy) -> None:
    """ "la petite zubaïda" may be masked already; a word nobody could know is shown as a detail, and named by a person."""
    (study.folder / "sources" / "troisieme.txt").write_text(
        "Enquêtrice : Qui gère ?\nRoland : On verra si Coup de Pouce peut payer.\n"
        "Enquêtrice : Et sinon ?\nRoland : Sinon Coup de Pouce attendra.\n",
        encoding="utf-8",
    )
    steps.run(study)
    detail = next(e for e in review.reviewed_entities(study) if any("Coup de Pouce" in form for form in e.forms))
    assert detail.is_detail and detail.reason == "nom ou numéro possible"
    review.change_kind(study, detail.key, MentionKind.ORGANISATION)
    shown = texts(study)["troisieme"]
    assert "Coup de Pouce" not in shown
    assert shown.count("association") + shown.count("organisation") >= 2


def test_a_suspicion_that_is_kept_is_asked_no_more(study: OpenStudy) -> None:
    (study.folder / "sources" / "troisieme.txt").write_text(
        "Enquêtrice : Qui gère ?\nRoland : On verra si Coup de Pouce peut payer.\n", encoding="utf-8"
    )
    steps.run(study)
    detail = next(e for e in review.reviewed_entities(study) if any("Coup de Pouce" in form for form in e.forms))
    review.keep_forms(study, detail.forms, key=detail.key)
    assert "Coup de Pouce" in texts(study)["troisieme"]
    assert next(e for e in review.reviewed_entities(study) if e.key == detail.key).verdict is ReviewAction.KEEP


def test_doubts_are_counted_per_source_until_they_are_settled(study: OpenStudy) -> None:
    gathered = found.gather(study)
    everything = review.reviewed_entities(study, gathered=gathered)
    doubtful = [one for one in everything if one.doubtful]
    counted = found.doubts_by_source(study, everything, gathered=gathered)
    assert doubtful
    assert sum(counted.values()) >= len(doubtful)
    for one in doubtful:
        spots = found.spots_of(study, one.key, gathered=gathered)
        review.keep_forms(study, [s.mention.form for s in spots], key=one.key, gathered=gathered)
    settled = review.reviewed_entities(study, gathered=gathered)
    assert found.doubts_by_source(study, settled, gathered=gathered) == {}


def test_what_is_left_concerns_the_same_sources_whether_they_were_gathered_or_read(study: OpenStudy) -> None:
    gathered = found.gather(study)
    karim = next(one for one in review.reviewed_entities(study, gathered=gathered) if "Karim" in one.forms)
    review.keep_forms(study, karim.forms, key=karim.key)
    review.keep_forms(study, karim.forms, key=karim.key, gathered=gathered)
    read, at_hand = gate.decisions(study)[-2:]
    assert read.sources
    assert read.sources == at_hand.sources
