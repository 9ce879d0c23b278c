"""What `evaluate anonymisation` prints: figures a researcher can read, never a word of the sample."""

from __future__ import annotations

from pipeline.anonymise.evaluate import FoundSpan, GoldText, evaluate, unmarked
from pipeline.cli.measured import MAX_LEAKS_SHOWN, evaluation_lines


def printed(marked: str, *forms: str, masked: bool = True) -> str:
    text, spans = unmarked(marked)
    gold = GoldText(gold_id="e1", text=text, spans=spans, genre="asr")
    found = [FoundSpan(start=text.index(f), end=text.index(f) + len(f), masked=masked) for f in forms]
    return "\n".join(evaluation_lines(evaluate([gold], {"e1": found}).model_dump(mode="json")))


def test_the_recall_comes_with_its_interval() -> None:
    """One of two: 9.5 to 90.5 % (Wilson 1927)."""
    said = printed("vu [[PERSON:Maria]] à [[PLACE:Lyon]]", "Maria")
    assert "Identifiants directs entièrement masqués : 50,0 % [9,5 % – 90,5 %]" in said


def test_leaks_are_told_by_sort_and_place_without_their_words() -> None:
    said = printed("vu [[PERSON:Maria Ferreira]] à [[PLACE:Lyon]]", "Maria")
    assert "  e1, 3–17, personnes" in said
    assert "  e1, 20–24, lieux" in said
    assert not {"Maria", "Ferreira", "Lyon"} & set(said.replace(",", " ").split())


def test_each_sort_says_how_many_were_masked_doubted_half_masked_and_missed() -> None:
    rows = printed("[[PERSON:Maria Ferreira]], [[PERSON:Paulo]]", "Maria").splitlines()
    (row,) = [row for row in rows if row.startswith("personnes ")]
    assert row.split() == ["personnes", "2", "0", "0", "1", "1"]


def test_doubts_are_told_apart_from_what_is_masked() -> None:
    said = printed("vu [[PERSON:Maria]]", "Maria", masked=False)
    assert "Aucune fuite." in said
    assert "masqués : 0,0 %" in said
    assert "relecture : 100,0 %" in said


def test_a_sample_without_keys_is_told_how_to_mark_who_is_who() -> None:
    assert "[[PERSON#cle:…]]" in printed("vu [[PERSON:Maria]]", "Maria")
    assert "sur 1 [" in printed("vu [[PERSON#m:Maria]]", "Maria")


def test_a_long_list_of_leaks_is_cut_and_says_so() -> None:
    said = printed(" ".join(["[[PERSON:Maria]]"] * (MAX_LEAKS_SHOWN + 3)))
    assert "… et 3 autres" in said
