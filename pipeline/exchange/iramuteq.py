"""
The participants' words as an IRaMuTeQ corpus: one text per person and source, under a line of starred variables.

Lexicometry counts who says which words: the interviewer's, and those of a speaker nobody has named, stay out.
Format: IRaMuTeQ documentation, "Format des corpus textes" (`**** *variable_modalité`, no space within a variable).
It refuses a transcript that has not been anonymised.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from models.participant import Participant
from models.transcript import SpeakerRole, Transcript, TranscriptState
from pipeline.errors import NotAnonymised, NothingToDo

UNKNOWN = "inconnu"

_RESERVED = re.compile(r"[*$§]")  # the star opens a variable, the two others belong to the software
_SPACES = re.compile(r"\s+")


def write_iramuteq(transcripts: Iterable[tuple[str, Transcript]], participants: Mapping[str, Participant]) -> bytes:
    """
    The corpus, UTF-8, one blank line between texts.

    Args:
        transcripts: source name and its anonymised transcript.
        participants: by id; one who is not there gets `inconnu` as group, territory and wave.

    Raises:
        NotAnonymised: a transcript still holds original words.
        NothingToDo: no participant has spoken.
    """
    spoken = _spoken(transcripts)
    if not spoken:
        raise NothingToDo("Aucune parole de participant à exporter : importez et anonymisez d'abord des sources.")
    sources = _modalities(source for source, _ in spoken)
    people = _modalities(person for _, person in spoken)
    texts = []
    for (source, person), turns in spoken.items():
        known = participants.get(person, Participant(participant_id=person))
        starred = (
            f"*source_{sources[source]}",
            f"*participant_{people[person]}",
            f"*groupe_{_modality(known.stakeholder_group)}",
            f"*territoire_{_modality(known.territory)}",
            f"*vague_{_modality(known.wave)}",
        )
        texts.append("\n".join((f"**** {' '.join(starred)}", *turns)))
    return ("\n\n".join(texts) + "\n").encode("utf-8")


def _spoken(transcripts: Iterable[tuple[str, Transcript]]) -> dict[tuple[str, str], list[str]]:
    spoken: dict[tuple[str, str], list[str]] = {}
    for source, transcript in transcripts:
        if transcript.state is not TranscriptState.ANONYMISED:
            raise NotAnonymised(
                f"La transcription {transcript.transcript_id} n'est pas anonymisée. Anonymisez-la avant d'exporter."
            )
        for turn in transcript.turns:
            words = _SPACES.sub(" ", _RESERVED.sub(" ", turn.text)).strip()
            if turn.role is SpeakerRole.PARTICIPANT and turn.participant_id is not None and words:
                spoken.setdefault((source, turn.participant_id), []).append(words)
    return spoken


def _modalities(names: Iterable[str]) -> dict[str, str]:
    """One modality per name; two names that would read the same are numbered apart."""
    given: dict[str, str] = {}
    used: Counter[str] = Counter()
    for name in dict.fromkeys(names):
        modality = _modality(name)
        used[modality] += 1
        given[name] = modality if used[modality] == 1 else f"{modality}x{used[modality]}"
    return given


def _modality(name: str | None) -> str:
    """Letters and digits only, accents taken off: what every version of the software reads."""
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode()
    words: Sequence[str] = re.findall(r"[A-Za-z0-9]+", plain)
    return "".join(words) or UNKNOWN
