"""
A file as received -> its source and its original transcript: the door of the whole study.

The family of formats is found by content, one reader gives paragraphs, one parser finds who speaks, one rule gives the
roles. The same bytes always give the same source, under any name. Nothing is opened, nothing is written, and a
message never names the file: its name may hold a person's, and the caller knows it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence

from models.base import content_id
from models.participant import Participant
from models.survey import SurveyMapping
from models.transcript import ReadSource, Source, SourceKind, SpeakerRole, Transcript, Turn
from pipeline.errors import UnreadableSource
from pipeline.french import oral
from pipeline.french.fieldnotes import HEAD_VOICES
from pipeline.french.speakers import fold
from pipeline.ingest.attributes import traits_of
from pipeline.ingest.captions import read_srt, read_vtt, read_whisper, turns_of_cues
from pipeline.ingest.chat import read_chat
from pipeline.ingest.decode import decode
from pipeline.ingest.elan import read_elan
from pipeline.ingest.iramuteq import read_corpus
from pipeline.ingest.kind import TABLES, Family, recognise
from pipeline.ingest.layout import HEADING_SPEAKER, PREAMBLE_SPEAKER, QUESTION_SPEAKER, Parsed, parse
from pipeline.ingest.notebook import head_turns, is_marked, observed
from pipeline.ingest.notes import FrontMatter, front_matter, name_says_field_note
from pipeline.ingest.opendocument import read_opendocument
from pipeline.ingest.paragraphs import Described, Reading, clean
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.plain import read_markdown, read_text
from pipeline.ingest.praat import read_praat
from pipeline.ingest.replies import is_reply_sheet, read_reply_sheet
from pipeline.ingest.roles import Spoken, assign_roles, role_by_word
from pipeline.ingest.rtf import read_rtf
from pipeline.ingest.sonal import read_sonal
from pipeline.ingest.spreadsheet import read_spreadsheet
from pipeline.ingest.survey import mapping_for, read_survey
from pipeline.ingest.tables import Table, read_delimited, read_json_lines, read_workbook
from pipeline.ingest.tei import read_tei
from pipeline.ingest.transcriber import read_transcriber
from pipeline.ingest.utterances import NOBODY, turns_of_utterances
from pipeline.ingest.voices import automatic_id
from pipeline.ingest.webpage import read_otranscribe, read_webpage
from pipeline.ingest.word import read_word

FOOTNOTE_SPEAKER = "note de bas de page"
MIN_FOCUS_GROUP_VOICES = 3
FIXED_ROLES = {
    HEADING_SPEAKER: SpeakerRole.OTHER,
    PREAMBLE_SPEAKER: SpeakerRole.OTHER,
    FOOTNOTE_SPEAKER: SpeakerRole.OTHER,
    NOBODY: SpeakerRole.OTHER,
    QUESTION_SPEAKER: SpeakerRole.INTERVIEWER,
    **dict.fromkeys(HEAD_VOICES, SpeakerRole.OTHER),
}
CUES = frozenset({Family.SRT, Family.VTT, Family.WHISPER})
UTTERANCES = frozenset({Family.TRANSCRIBER, Family.ELAN, Family.CHAT, Family.PRAAT, Family.TEI, Family.SONAL})
READERS: Mapping[Family, Callable[[bytes], Reading]] = {
    Family.DOCX: read_word,
    Family.ODT: read_opendocument,
    Family.TXT: read_text,
    Family.MD: read_markdown,
    Family.PDF: read_pdf,
    Family.SRT: read_srt,
    Family.VTT: read_vtt,
    Family.WHISPER: read_whisper,
    Family.RTF: read_rtf,
    Family.HTML: read_webpage,
    Family.OTRANSCRIBE: read_otranscribe,
    Family.TRANSCRIBER: read_transcriber,
    Family.ELAN: read_elan,
    Family.CHAT: read_chat,
    Family.PRAAT: read_praat,
    Family.TEI: read_tei,
    Family.SONAL: read_sonal,
}
TABLE_READERS: Mapping[Family, Callable[[bytes], Table]] = {
    Family.CSV: read_delimited,
    Family.XLSX: read_workbook,
    Family.ODS: read_spreadsheet,
    Family.JSONL: read_json_lines,
}


def read_source(content: bytes, name: str, *, surveys: Sequence[SurveyMapping] = ()) -> ReadSource:
    """
    Read one file of a study.

    Args:
        content: its bytes.
        name: its name, without folder; a hint for the format, and what a `[[survey]]` pattern is compared with.
        surveys: how the study's tables are to be read.

    Returns:
        The source, its transcript in the original words (turns from 1), the people it describes and what to check.

    Raises:
        UnreadableSource: the file cannot be read; the message says why and what to do, not which file.
        TableNotMapped: a table of answers that no `[[survey]]` describes, or describes with a wrong column.
    """
    if is_reply_sheet(content):
        return read_reply_sheet(content, name)
    mapping = mapping_for(name, surveys)
    family = recognise(content, name, is_mapped=mapping is not None)
    sha256 = hashlib.sha256(content).hexdigest()
    source_id = content_id("source", sha256)
    if family in TABLES:
        answers = read_survey(TABLE_READERS[family](content), source_id, name, mapping)
        source = _source(source_id, name, sha256, SourceKind.SURVEY, family)
        transcript = Transcript(source_id=source_id, turns=answers.turns)
        return ReadSource(
            source=source, transcript=transcript, participants=answers.participants, warnings=answers.warnings
        )
    if family is Family.IRAMUTEQ:
        return _corpus(content, source_id, name, sha256)
    reading = READERS[family](content)
    headless = family in CUES | UTTERANCES
    head = FrontMatter({}, reading.paragraphs) if headless else front_matter(reading.paragraphs)
    kind, turns, warnings = _turns(head, reading, family, content, name)
    described, told = _described(head, turns, kind)
    return ReadSource(
        source=_source(source_id, name, sha256, kind, family, reading.language),
        transcript=Transcript(source_id=source_id, turns=turns),
        participants=_people((*reading.described, *described), turns, source_id),
        warnings=(*reading.warnings, *warnings, *told),
    )


def _corpus(content: bytes, source_id: str, name: str, sha256: str) -> ReadSource:
    """A corpus of several texts is read as open answers are: one text, one person."""
    corpus = read_corpus(content, source_id)
    kind = SourceKind.SURVEY if corpus.n_texts > 1 else SourceKind.INTERVIEW
    return ReadSource(
        source=_source(source_id, name, sha256, kind, Family.IRAMUTEQ),
        transcript=Transcript(source_id=source_id, turns=corpus.turns),
        participants=corpus.participants,
        warnings=corpus.warnings,
    )


def _described(
    head: FrontMatter, turns: Sequence[Turn], kind: SourceKind
) -> tuple[tuple[Described, ...], tuple[str, ...]]:
    """The one person whom the heading of an interview describes, and what of it was not taken; nobody among several."""
    if kind is SourceKind.FIELD_NOTE:
        return (), ()
    traits = traits_of(head.fields)
    told = []
    if traits.left_out:
        listed = ", ".join(f"« {name} »" for name in traits.left_out)
        told.append(f"L'en-tête nomme la personne ou permet de la joindre ({listed}) : non repris.")
    heard = {fold(turn.speaker): turn.speaker for turn in turns if turn.role is SpeakerRole.PARTICIPANT}
    if not traits.attributes:
        return (), tuple(told)
    if len(heard) != 1:
        told.append("L'en-tête décrit une personne, mais plusieurs parlent : écrivez ces traits dans participants.csv.")
        return (), tuple(told)
    return (Described(next(iter(heard.values())), attributes=traits.attributes),), tuple(told)


def _people(described: Sequence[Described], turns: Sequence[Turn], source_id: str) -> tuple[Participant, ...]:
    """Participants that the head of the file describes, under the automatic id that their voice will bear."""
    heard = {fold(turn.speaker) for turn in turns if turn.role is SpeakerRole.PARTICIPANT}
    known = {fold(one.speaker): one.attributes for one in described if one.attributes}
    return tuple(
        Participant(participant_id=automatic_id(source_id, key), attributes=attributes)
        for key, attributes in known.items()
        if key in heard
    )


def _source(source_id: str, name: str, sha256: str, kind: SourceKind, family: Family, language: str = "fr") -> Source:
    return Source(
        source_id=source_id,
        source_name=clean(name),
        source_sha256=sha256,
        kind=kind,
        format=family.value,
        language=language,
    )


def _turns(
    head: FrontMatter, reading: Reading, family: Family, content: bytes, name: str
) -> tuple[SourceKind, tuple[Turn, ...], tuple[str, ...]]:
    parsed = _parsed(head, reading, family)
    roles = assign_roles(_voices(parsed.spoken), known=head.roles() | _declared(reading.described))
    if _is_field_note(head, name, roles):
        indented = _indented(content) if family is Family.TXT else frozenset()
        notes = tuple(observed(head.below, indented=indented, standalone=reading.standalone))
        voices = dict.fromkeys((turn.speaker for turn in notes), SpeakerRole.OBSERVER)
        turns = _numbered((*notes, *_footnotes(reading), *head_turns(head.fields, notes)), voices)
        kind, warnings = SourceKind.FIELD_NOTE, head.warnings
    else:
        turns = _numbered((*parsed.spoken, *_footnotes(reading)), roles)
        heard = {turn.speaker for turn in turns if turn.role is SpeakerRole.PARTICIPANT}
        kind = SourceKind.FOCUS_GROUP if len(heard) >= MIN_FOCUS_GROUP_VOICES else SourceKind.INTERVIEW
        warnings = (*head.warnings, *parsed.warnings)
    if not turns:
        raise UnreadableSource("aucune parole n'a été trouvée dans le fichier ; vérifiez son contenu.")
    return kind, turns, warnings


def _parsed(head: FrontMatter, reading: Reading, family: Family) -> Parsed:
    if family in CUES:
        return turns_of_cues(head.below)
    if family in UTTERANCES:
        return turns_of_utterances(reading)
    return parse(head.below, standalone=reading.standalone)


def _declared(described: Sequence[Described]) -> dict[str, SpeakerRole]:
    """Folded speaker -> role, where the head of a recording's transcription gives a word that says it."""
    roles: dict[str, SpeakerRole] = {}
    for one in described:
        role = SpeakerRole.INTERVIEWER if fold(one.role) in oral.OBSERVING_ROLES else role_by_word(fold(one.role))
        if role is not None:
            roles[fold(one.speaker)] = role
    return roles


def _is_field_note(head: FrontMatter, name: str, roles: Mapping[str, SpeakerRole]) -> bool:
    """Declared by its front matter; else by its name or its marks, when nobody interviews anybody in it."""
    if head.says_field_note:
        return True
    if head.says_something_else:
        return False
    says_so = name_says_field_note(name) or is_marked(head.below)
    return says_so and SpeakerRole.INTERVIEWER not in roles.values()


def _voices(spoken: Sequence[Spoken]) -> tuple[Spoken, ...]:
    return tuple(turn for turn in spoken if turn.speaker not in FIXED_ROLES)


def _footnotes(reading: Reading) -> tuple[Spoken, ...]:
    return tuple(Spoken(FOOTNOTE_SPEAKER, note.text, note.line) for note in reading.aside)


def _indented(content: bytes) -> frozenset[int]:
    lines = decode(content).text.split("\n")
    return frozenset(number for number, line in enumerate(lines, start=1) if re.match(r"\s+\S", line))


def _numbered(spoken: Sequence[Spoken], roles: Mapping[str, SpeakerRole]) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            turn_no=number,
            speaker=turn.speaker,
            role=FIXED_ROLES.get(turn.speaker) or roles[turn.speaker],
            text=turn.text,
            start_s=turn.start_s,
            end_s=turn.end_s,
            events=turn.events,
            standing=turn.standing,
        )
        for number, turn in enumerate(spoken, start=1)
    )
