"""
Projects of other tools: their texts become sources at the gate, their codes the codebook's, and their codings wait.

A project holds original words, so nothing of them enters the study before its source was released: until then codings and
memos are in the vault. Then each follows its words through what was replaced; what cannot follow is listed with its code and
its coder. People keep the name under which they coded and the day they did. Cases go to `participants.csv`, where who speaks
is declared, without names, addresses or telephone numbers.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from models.anonymisation import AnonymisedTranscript, MentionKind
from models.base import Noun, content_id
from models.coding import Decision, DecisionAction, Memo
from models.rows import SourceRow
from models.transcript import Anchor, ReadSource, SourceState, SpeakerRole, Transcript, turn_id
from pipeline.anonymise.detect import detect_text, load_recogniser
from pipeline.carry import Carried, Passage, carry
from pipeline.errors import ImportRefused, UnreadableSource, VaultLocked
from pipeline.exchange.alignment import Alignment
from pipeline.exchange.codebook import fit_codes, identities
from pipeline.exchange.notes import Found, KnownNames, mask_note
from pipeline.exchange.project import MemoAbout, Project, ProjectCoding, ProjectMemo, ProjectSource
from pipeline.exchange.projects import read_project
from pipeline.exchange.sets import memos_of_sets
from pipeline.exchange.sonal import interviews_of
from pipeline.flow.anonymising import held, read_entities
from pipeline.flow.ingesting import original
from pipeline.flow.participants_file import declare_cases
from pipeline.flow.study import SOURCES, OpenStudy, Role, now
from pipeline.ingest.read import read_source
from pipeline.store import codebook, coding, segments, sources

WAITING, ENTERED = "import waiting", "import entered"
WITHOUT_SOURCE = "imported/project"
NOT_SPOKEN = "sur des mots qui ne sont la parole de personne (un titre, un nom en tête de ligne)"
NOT_CODED = "sur des mots d'enquêteur, qui ne se codent pas"
NOT_FOLLOWED = "dont les mots ont disparu au remplacement"
UNPLACED = "unplaced"
CODED = frozenset({SpeakerRole.PARTICIPANT, SpeakerRole.OBSERVER})


class ProjectImported(NamedTuple):
    """
    What came in: files written, codes new or completed, codings and memos that wait for a release, people, sets; and what did not.

    Members of sets are counted among the memos: they wait with them.
    """

    name: str
    origin: str
    sources: int
    codes: int
    codings: int
    memos: int
    cases: int
    sets: int
    left: tuple[str, ...]


class Entered(NamedTuple):
    """What followed its words into the study, and what could not: French sentences without words of a source."""

    codings: int
    memos: int
    left: tuple[str, ...]


class Waiting(Noun):
    """What waits for one source: its text as the project has it, the codings and the memos on it."""

    text: str
    origin: str
    codings: tuple[ProjectCoding, ...]
    memos: tuple[ProjectMemo, ...]


def import_project(study: OpenStudy, path: Path) -> ProjectImported:
    """
    Take in a project of NVivo, MAXQDA, ATLAS.ti (.qdpx), QualCoder (.qda), Taguette (.sqlite3), RQDA (.rqda) or Sonal (.crp, .sonal).

    Raises:
        ImportRefused: it cannot be read, or is unsafe.
        NotAllowed: it holds original words, which only a custodian handles.
        VaultLocked: they go into the vault, and it is closed.
    """
    study.require(Role.CUSTODIAN)
    content = _content(path)
    project = read_project(content, path.name, beside=_beside(path, content))
    _, left = study.vault, list(project.left)  # asked for before anything is written
    ids, n_codes = _enter_codes(study, project)
    written: dict[str, tuple[str, ReadSource]] = {}
    for source in project.sources:
        try:
            written[source.source_id] = _write_source(study, source)
        except UnreadableSource as fault:
            left.append(f"Source n° {source.source_id[:8]} : {fault}")
    codings = [c for c in project.codings if c.span.source_id in written]
    members = memos_of_sets(project.sets, origin=project.origin)
    memos = [m for m in (*project.memos, *members) if m.about is not MemoAbout.CODE or m.about_id in ids]
    memos = [m for m in memos if m.about is not MemoAbout.SOURCE or m.about_id in written]
    for source in project.sources:
        if source.source_id in written:
            mine = Waiting(
                text=source.text,
                origin=project.origin,
                codings=tuple(c.model_copy(update={"code_id": ids[c.code_id]}) for c in codings if _is_on(c, source)),
                memos=tuple(m for m in memos if _source_of(m) == source.source_id),
            )
            _wait(study, written[source.source_id][1], mine)
    loose = [m.model_copy(update={"about_id": ids.get(m.about_id, "")}) for m in memos if _source_of(m) is None]
    if loose:
        _wait_loose(study, loose)
    n_cases, refused = declare_cases(study, project, written)
    new = sum(name != "" for name, _ in written.values())
    return ProjectImported(
        project.name,
        project.origin,
        new,
        n_codes,
        len(codings),
        len(memos),
        n_cases,
        len(project.sets),
        (*left, *refused),
    )


def _beside(path: Path, content: bytes) -> dict[str, bytes]:
    """The interviews of a Sonal corpus, which stand in its folder under names of their own."""
    found = {name: path.parent / name for name in interviews_of(content)} if content[:4].lstrip()[:1] == b"{" else {}
    return {name: _content(file) for name, file in found.items() if file.is_file()}


def _content(path: Path) -> bytes:
    """The bytes of a project; of a QualCoder folder, those of its database."""
    inside = path / "data.qda" if path.is_dir() else path
    try:
        return inside.read_bytes()
    except OSError as fault:
        raise ImportRefused("Le projet ne peut pas être ouvert : vérifiez son nom et vos droits d'accès.") from fault


def _is_on(one: ProjectCoding, source: ProjectSource) -> bool:
    return one.span.source_id == source.source_id


def _source_of(memo: ProjectMemo) -> str | None:
    if memo.span is not None:
        return memo.span.source_id
    return memo.about_id if memo.about is MemoAbout.SOURCE else None


def _enter_codes(study: OpenStudy, project: Project) -> tuple[dict[str, str], int]:
    """The codes into the codebook; project's code id -> the study's."""
    standing = codebook.codes(study.file, with_retired=True)
    fitted = fit_codes(project.codes, standing)
    if fitted:
        with study.write() as write:
            codebook.add_codes(write, fitted)
    present = codebook.codes(study.file, with_retired=True)
    return identities(project.codes, present), len(fitted)


def _write_source(study: OpenStudy, source: ProjectSource) -> tuple[str, ReadSource]:
    """The file of a text in `sources/` (its name there; "" when these bytes are there already), read as an ingest will."""
    body = source.rich or source.text.encode("utf-8")
    folder = study.folder / SOURCES
    name = _free_name(folder, source, body)
    read = read_source(body, name or source.name, surveys=study.settings.survey)
    known = {s.source_id: s for s in sources.all_sources(study.file)}
    if name and read.source.source_id not in known:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
        return name, read.model_copy(update={"source": read.source.model_copy(update={"source_name": name})})
    return "", read


def _free_name(folder: Path, source: ProjectSource, body: bytes) -> str:
    """A name nobody has; nothing when a file of that name holds the same bytes."""
    suffix = source.suffix or ".txt"
    stem = re.sub(r"[^\w .,'’()-]", "-", unicodedata.normalize("NFC", source.name)).strip(" .-~")[:100] or "source"
    stem = stem.removesuffix(suffix)
    for n in range(1, 10_000):
        name = f"{stem}{'' if n == 1 else f'-{n}'}{suffix}"
        path = folder / name
        if not path.exists():
            return name
        if path.read_bytes() == body:
            return ""
    raise ImportRefused("Trop de sources du même nom : renommez-les dans l'outil d'origine.")


def _wait(study: OpenStudy, read: ReadSource, waiting: Waiting) -> None:
    """Put what waits for a source into the vault; the journal says by hash that something does."""
    source_id, sha256 = read.source.source_id, read.source.source_sha256
    if not waiting.codings and not waiting.memos:
        return
    study.vault.write(f"imported/{source_id}", waiting.model_dump_json().encode("utf-8"))
    with study.write() as write:
        write.record(WAITING, source_id, sha256=sha256, codings=len(waiting.codings), memos=len(waiting.memos))


def _wait_loose(study: OpenStudy, memos: Iterable[ProjectMemo]) -> None:
    before = _loose(study)
    kept = {m.memo_id: m for m in (*before, *memos)}
    study.vault.write(WITHOUT_SOURCE, json.dumps([m.model_dump(mode="json") for m in kept.values()]).encode())


def _loose(study: OpenStudy) -> tuple[ProjectMemo, ...]:
    if not study.vault.has(WITHOUT_SOURCE):
        return ()
    return tuple(
        ProjectMemo.model_validate_json(json.dumps(one)) for one in json.loads(study.vault.read(WITHOUT_SOURCE))
    )


def waiting_sources(study: OpenStudy) -> tuple[SourceRow, ...]:
    """Released sources whose imported codings have not entered yet. The vault may stay closed."""
    latest = sources.latest_events(study.file, (WAITING, ENTERED))
    return tuple(
        s
        for s in sources.all_sources(study.file)
        if s.state is SourceState.RELEASED and latest.get(s.source_sha256) == WAITING
    )


def enter_released(study: OpenStudy) -> Entered:
    """
    Let in what waited for sources that are now released and cut; nothing when none is, or when the vault stays closed.

    Call it after the cut: memos on words go to the segment that holds them.
    """
    due = waiting_sources(study)
    if not due:
        return Entered(0, 0, ())
    try:
        _ = study.vault
    except VaultLocked:
        return Entered(0, 0, ())  # asked for again at the next run
    mask = _Mask(study)
    n_codings = n_memos = 0
    left: list[str] = []
    for source in due:
        codings, memos, refused = _enter_source(study, source, mask)
        n_codings, n_memos = n_codings + codings, n_memos + memos
        left += refused
    _keep_unplaced(study, left)
    held_back = any(s.state is SourceState.HELD for s in sources.all_sources(study.file))
    if not held_back:  # notes on nothing in particular may name anybody: they wait until everybody is known
        n_memos += _enter_loose(study, mask)
    return Entered(n_codings, n_memos, tuple(left))


def unplaced(study: OpenStudy) -> tuple[str, ...]:
    """Imported codings that could not enter, ever since the study began: source, code, coder and why, without a word. Needs the vault."""
    return tuple(json.loads(study.vault.read(UNPLACED))) if study.vault.has(UNPLACED) else ()


def _keep_unplaced(study: OpenStudy, left: Sequence[str]) -> None:
    if left:
        study.vault.write(UNPLACED, json.dumps([*unplaced(study), *left], ensure_ascii=False).encode("utf-8"))


def _enter_source(study: OpenStudy, source: SourceRow, mask: _Mask) -> tuple[int, int, list[str]]:
    record = f"imported/{source.source_id}"
    if not study.vault.has(record):
        return 0, 0, []
    waiting = Waiting.model_validate_json(study.vault.read(record))
    read, new = original(study, source.source_id).transcript, held(study, source.source_id)
    found, why = _followed(waiting, read, new)
    paths = {code.code_id: code.path for code in codebook.codes(study.file, with_retired=True)}
    left = [
        f"{source.source_name} : un codage « {paths.get(c.code_id, c.code_id)} » de {c.coder}, {why[f'c{n}']}."
        for n, c in enumerate(waiting.codings)
        if not found[f"c{n}"]
    ]
    identity = sources.transcripts_by_source(study.file)[source.source_id]
    decisions = [
        _decision(study, coding_, turn_id(identity, one.turn_no), one, waiting.origin)
        for n, coding_ in enumerate(waiting.codings)
        for one in found[f"c{n}"]
    ]
    memos = []
    for n, memo in enumerate(waiting.memos):
        place = next(iter(found.get(f"m{n}", ())), None)
        segment = (
            segments.segment_holding(study.file, turn_id(identity, place.turn_no), place.start, place.start + 1)
            if place
            else None
        )
        memos.append(_memo(memo, mask, "segment" if segment else "source", segment or source.source_id))
    with study.write() as write:
        n_codings = coding.add_decisions(write, decisions)
        for one_memo in memos:
            coding.add_memo(write, one_memo)
        write.record(ENTERED, source.source_id, sha256=source.source_sha256, codings=n_codings, left=len(left))
    study.vault.delete(record)
    return n_codings, len(memos), left


def _followed(
    waiting: Waiting, read: Transcript, new: AnonymisedTranscript
) -> tuple[dict[str, list[Carried]], dict[str, str]]:
    """Each coding ("c" and its rank) and memo on words ("m") with its places in the released transcript; why, if it has none."""
    turns = [turn for turn in read.turns if turn.text]
    lined = Alignment(waiting.text, [turn.text for turn in turns])
    wanted = [(f"c{n}", one.span) for n, one in enumerate(waiting.codings)]
    wanted += [(f"m{n}", one.span) for n, one in enumerate(waiting.memos) if one.span]
    passages, why = [], {}
    for key, span in wanted:
        parts = lined.parts(span.start, span.end)
        why[key] = NOT_SPOKEN if not parts else NOT_CODED
        for part in parts:
            turn = turns[part.turn]
            if turn.role in CODED:
                why[key] = NOT_FOLLOWED
                words = turn.text[part.start : part.end]
                passages.append(Passage(f"{key}:{part.turn}", key, turn.turn_no, part.start, part.end, words))
    carried = carry(passages, AnonymisedTranscript(transcript=read, replacements=()), new).carried
    found: dict[str, list[Carried]] = {key: [] for key, _ in wanted}
    for one in carried:
        found[one.key.split(":")[0]].append(one)
    return found, why


def _decision(study: OpenStudy, given: ProjectCoding, turn: str, place: Carried, origin: str) -> Decision:
    at = given.at or now()
    return Decision(
        decision_id=content_id("imported coding", turn, place.start, place.end, given.code_id, given.coder, given.at),
        action=DecisionAction.CODE,
        anchor=Anchor(turn_id=turn, start=place.start, end=place.end, verbatim=place.verbatim),
        code_id=given.code_id,
        coder=given.coder,
        decided_at=at,
        reason=f"Codage importé ({origin or 'projet'})",
        segment_id=segments.segment_holding(study.file, turn, place.start, place.end),
    )


def _memo(memo: ProjectMemo, mask: _Mask, about_kind: str, about_id: str) -> Memo:
    return Memo(
        memo_id=content_id("imported memo", memo.memo_id),
        about_kind=about_kind,
        about_id=about_id,
        text=mask.masked(memo.text),
        author=memo.author,
        written_at=memo.at or now(),
    )


def _enter_loose(study: OpenStudy, mask: _Mask) -> int:
    memos = _loose(study)
    made = [
        _memo(memo, mask, "code" if memo.about is MemoAbout.CODE else "study", memo.about_id or study.study_id)
        for memo in memos
    ]
    if made:
        with study.write() as write:
            for memo in made:
                coding.add_memo(write, memo)
        study.vault.delete(WITHOUT_SOURCE)
    return len(made)


class _Mask:
    """Notes were written beside original words: what they name is masked, with what the study knows and what detection finds."""

    def __init__(self, study: OpenStudy) -> None:
        self._known = KnownNames(read_entities(study))
        self._recogniser: Any = None
        self._is_loaded = False

    def masked(self, text: str) -> str:
        """The note without the names it held."""
        if not self._is_loaded:
            self._recogniser, self._is_loaded = load_recogniser(), True
        spans = detect_text(text, self._recogniser)["spans"]
        return mask_note(text, self._known, [Found(s["start"], s["end"], MentionKind(s["label"])) for s in spans])


def told(done: ProjectImported) -> Sequence[str]:
    """What came in and what did not, for people."""
    return (*told_in(done), *(f"Non repris : {line}" for line in done.left))


def told_in(done: ProjectImported) -> Sequence[str]:
    """What came in, for people."""
    return (
        f"Projet pris ({done.origin or 'outil non dit'}) : {done.sources} source(s) nouvelle(s) dans sources/, "
        f"{done.codes} code(s), {done.cases} personne(s).",
        f"{done.codings} codage(s) et {done.memos} mémo(s) attendent dans le coffre que leur source soit libérée.",
        *_told_sets(done),
    )


def _told_sets(done: ProjectImported) -> Sequence[str]:
    if not done.sets:
        return ()
    return (
        f"{done.sets} ensemble(s) : une étude n'en a pas, chaque code ou source garde un mémo « Ensemble « … » » qui dit le sien, "
        "et l'export le rend.",
    )
