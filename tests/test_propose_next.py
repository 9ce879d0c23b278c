"""What to read next: what is hesitated about, what stands for many, each unlike the others, never what is decided."""

from __future__ import annotations

import numpy as np

from models.codebook import Code
from models.transcript import Segment
from pipeline.propose.next import next_to_read
from pipeline.propose.propose import Weighed

CODES = tuple(Code(code_id=f"c{n}", name=name, path=name) for n, name in enumerate(("Attente", "Transport")))


def weighed(unit: list[list[float]], scores: list[list[float]], settled: tuple[int, ...] = ()) -> Weighed:
    rows = np.array(unit, dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    segments = tuple(
        Segment(
            segment_id=f"s{n}", transcript_id="t", turn_id=f"u{n}", turn_no=n + 1, participant_id="p",
            start=0, end=5, text="texte", n_words=1,
        )
        for n in range(len(rows))
    )  # fmt: skip
    done = np.zeros((len(rows), len(CODES)), bool)
    done[list(settled), 0] = True
    return Weighed(CODES, segments, rows, np.array(scores), done, np.ones(len(CODES), bool), None, ())


SQUARE = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]


def ids(found: object) -> list[str]:
    return [one.segment_id for one in found]  # type: ignore[attr-defined]


def test_what_is_hesitated_about_comes_first_and_the_reason_names_the_codes() -> None:
    found = next_to_read(weighed(SQUARE, [[0.9, 0.05], [0.5, 0.45], [0.85, 0.03], [0.95, 0.01]]), limit=1)
    assert ids(found) == ["s1"]
    assert found[0].why.startswith("Hésitation entre « Attente » et « Transport »")
    assert found[0].doubts == ("c0", "c1")


def test_what_somebody_decided_is_left_alone() -> None:
    found = next_to_read(weighed(SQUARE, [[0.5, 0.5]] * 4, settled=(0, 2)), limit=10)
    assert sorted(ids(found)) == ["s1", "s3"]


def test_each_is_unlike_those_already_chosen() -> None:
    twins = [[1, 0, 0, 0], [1, 0.01, 0, 0], [1, 0, 0.01, 0], [0, 0, 0, 1]]
    found = next_to_read(weighed(twins, [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5], [0.55, 0.35]]), limit=2)
    assert "s3" in ids(found)


def test_of_two_doubts_the_one_that_stands_for_more_comes_first() -> None:
    crowd = [[1, 0, 0, 0], *([[0, 1, 0.05 * n, 0] for n in range(6)])]
    scores = [[0.5, 0.45]] * 2 + [[0.5, 0.45]] * 5
    found = next_to_read(weighed(crowd, scores), limit=1)
    assert ids(found)[0] != "s0"
    assert "beaucoup d'extraits non lus lui ressemblent" in found[0].why


def test_nothing_unread_gives_nothing() -> None:
    assert next_to_read(weighed(SQUARE, [[0.5, 0.5]] * 4, settled=(0, 1, 2, 3))) == ()


def test_no_code_named_where_none_is_likely() -> None:
    found = next_to_read(weighed(SQUARE, [[0.02, 0.01]] * 4), limit=1)
    assert found[0].why.startswith("Aucun code connu ne s'impose")
    assert found[0].doubts == ()
