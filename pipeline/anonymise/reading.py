"""
A transcript read once for everything that looks for names in it: its words, what must stay, what the networks heard.

The detectors of `detect.py` and the net of `suspects.py` stand on the same reading; the networks are the costly part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from models.transcript import Transcript
from pipeline.anonymise.speech_reader import probabilities
from pipeline.anonymise.staying import staying
from pipeline.anonymise.words import Casing, Line, judge_casing, read_line


class Reading(NamedTuple):
    """
    By turn, in order: its words, the indexes of those that must stay, and what the networks make of each.

    `heard`: arrays (n_words, 5) float32, see `speech_reader.probabilities`. Capitals are judged over the whole transcript.
    """

    casing: Casing
    lines: Sequence[Line]
    stays: Sequence[frozenset[int]]
    heard: Sequence[Any]


def read_turns(transcript: Transcript) -> Reading:
    """Read every turn of a transcript."""
    texts = [turn.text for turn in transcript.turns]
    casing = judge_casing(texts)
    lines = [read_line(text, casing) for text in texts]
    stays = [staying(line) for line in lines]
    return Reading(casing, lines, stays, probabilities(lines, stays))
