"""
Interviews coded in Sonal -> a project: a corpus (.crp) with the interviews beside it, or one interview (.sonal) by itself.

Sonal writes no positions: themes are on the words themselves, so each coding stands on exactly these. It does not say who
coded either. Its levels of themes are ranks in a list; its variables belong to an interview or to one voice of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.base import content_id
from models.codebook import Code
from pipeline.errors import ImportRefused
from pipeline.exchange.project import (
    NOBODY,
    MemoAbout,
    Node,
    Project,
    ProjectCase,
    ProjectCoding,
    ProjectMemo,
    ProjectSource,
    Span,
    code_tree,
)
from pipeline.sonal_page import OPENING, Page, read_page

CORPUS_KEYS = ("tabThm", "tabEnt")
DAMAGED = "Le corpus Sonal (.crp) est abîmé, ou d'une version ancienne : ouvrez-le et enregistrez-le dans Sonal 3."
MAX_CHARS = 60_000_000


def is_sonal(content: bytes) -> bool:
    """Whether bytes are a corpus or an interview of Sonal."""
    head = content.lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"{"):
        return all(f'"{key}"'.encode() in content for key in CORPUS_KEYS)
    return head.startswith(b"<") and OPENING.search(content) is not None


def interviews_of(content: bytes) -> tuple[str, ...]:
    """The names of the files of a corpus, which stand in its folder; none for an interview by itself."""
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return ()
    listed = [str(one.get("rtrPath") or "") for one in _rows(_corpus(content), "tabEnt")]
    return tuple(dict.fromkeys(_last(one) for one in listed if _last(one)))


def read_sonal(content: bytes, name: str, interviews: Mapping[str, bytes]) -> Project:
    """
    The project of a corpus with its `interviews` (by file name), or of one interview.

    Raises:
        ImportRefused: damaged, or none of its interviews is there.
    """
    names = interviews_of(content)
    left: list[str] = []
    pages: dict[str, tuple[Page, bytes]] = {}
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        pages[name] = (_page(content), content)
        themes: Sequence[Mapping[str, Any]] = pages[name][0].themes
    else:
        themes = _rows(_corpus(content), "tabThm")
        for rank, one in enumerate(names, start=1):
            if one not in interviews:
                left.append(f"Entretien n° {rank} du corpus : son fichier .sonal n'est pas dans le même dossier.")
                continue
            try:
                pages[one] = (_page(interviews[one]), interviews[one])
            except ImportRefused:
                left.append(
                    f"Entretien n° {rank} du corpus : ce n'est pas un fichier de Sonal 3, il n'a pas été repris."
                )
        if not pages and names:
            raise ImportRefused(
                "Aucun entretien (.sonal) du corpus n'est dans son dossier : importez le corpus depuis le dossier du projet Sonal."
            )
    codes, ids = _codes(themes)
    return _project(name, pages, codes, ids, left)


def _project(
    name: str,
    pages: Mapping[str, tuple[Page, bytes]],
    codes: tuple[Code, ...],
    ids: Mapping[str, str],
    left: list[str],
) -> Project:
    sources: list[ProjectSource] = []
    codings: list[ProjectCoding] = []
    memos: list[ProjectMemo] = []
    cases: list[ProjectCase] = []
    n_unknown = 0
    for file, (page, body) in pages.items():
        source_id = content_id("sonal interview", file, body)
        written = _Written(page, source_id)
        stem = file.removesuffix(".sonal")
        sources.append(ProjectSource(source_id=source_id, name=stem, text=written.text, rich=body, suffix=".sonal"))
        codings += [ProjectCoding(span=span, code_id=ids[theme]) for theme, span in written.themed if theme in ids]
        n_unknown += sum(theme not in ids for theme, _ in written.themed)
        memos += [
            ProjectMemo(
                memo_id=content_id("sonal comment", source_id, span.start, text),
                about=MemoAbout.WORDS,
                span=span,
                text=text,
                author=author or NOBODY,
            )
            for span, text, author in written.comments
        ]
        if page.notes:
            memos.append(
                ProjectMemo(
                    memo_id=content_id("sonal notes", source_id, page.notes),
                    about=MemoAbout.SOURCE,
                    about_id=source_id,
                    text=page.notes,
                )
            )
        cases += _cases(page, source_id, written.voices)
    if n_unknown:
        left.append(f"{n_unknown} codage(s) renvoie(nt) à une thématique qui n'est pas dans la liste de Sonal.")
    return Project(
        name=name,
        origin="Sonal",
        sources=tuple(sources),
        codes=codes,
        codings=tuple(codings),
        memos=tuple(memos),
        cases=tuple(cases),
        left=tuple(left),
    )


class _Written:
    """One interview as a text, one turn a line, with the places of what researchers put on its words."""

    def __init__(self, page: Page, source_id: str) -> None:
        self.themed: list[tuple[str, Span]] = []
        self.comments: list[tuple[Span, str, str]] = []
        self.voices: dict[str, list[Span]] = {}
        self._source_id, self._pieces, self._length = source_id, [""], 0
        self._open: dict[str, tuple[int, int]] = {}
        before: str | None = None
        for stretch in page.stretches:
            if not stretch.text.strip():
                continue
            if stretch.voice_no != before:
                self._close()
                self._add(("\n" if before is not None else "") + (f"{stretch.voice} : " if stretch.voice else ""))
            else:
                self._add(" ")
            before = stretch.voice_no
            start = self._length
            for words in stretch.words:
                self._say(words.text, words.themes, words.comment, words.author)
            self.voices.setdefault(stretch.voice_no, []).append(self._span(start, self._length))
        self._close()
        self._add("\n")
        self.text = "".join(self._pieces)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _say(self, text: str, themes: Sequence[str], comment: str, author: str) -> None:
        blank = len(text) - len(text.lstrip())
        start, end = self._length + blank, self._length + len(text.rstrip())
        self._add(text)
        if end < start:  # a blank between two themed runs ends neither
            return
        if comment:
            self.comments.append((self._span(start, end), comment, author))
        for theme in [one for one in self._open if one not in themes]:
            self.themed.append((theme, self._span(*self._open.pop(theme))))
        for theme in themes:
            self._open[theme] = (self._open.get(theme, (start, end))[0], end)

    def _close(self) -> None:
        self.themed += [(theme, self._span(*place)) for theme, place in self._open.items()]
        self._open = {}

    def _span(self, start: int, end: int) -> Span:
        return Span(source_id=self._source_id, start=start, end=end)


def _codes(themes: Sequence[Mapping[str, Any]]) -> tuple[tuple[Code, ...], dict[str, str]]:
    """Themes as codes (a rank is the depth of the one before it in the list), and Sonal's word for each -> its code's id."""
    nodes: list[Node] = []
    ids: dict[str, str] = {}
    above: list[str] = []
    for theme in themes:
        key, name = str(theme.get("code") or ""), str(theme.get("nom") or "")
        if not key or key in ids:
            continue
        rank = str(theme.get("rang") or "0")
        depth = min(int(rank) if rank.isascii() and rank.isdigit() and len(rank) < 4 else 0, len(above))
        above = [*above[:depth], key]
        ids[key] = content_id("sonal theme", key, name)
        nodes.append(
            Node(key, ids[key], name, above[depth - 1] if depth else None, "", str(theme.get("couleur") or ""))
        )
    return code_tree(nodes), ids


def _cases(page: Page, source_id: str, voices: Mapping[str, Sequence[Span]]) -> Iterator[ProjectCase]:
    """One case for each voice that has variables, with those of the interview; for every voice, when only it has some."""
    names = {one.get("v"): str(one.get("lib") or "") for one in page.variables}
    words = {(one.get("v"), one.get("m")): str(one.get("lib") or "") for one in page.modalities}
    given: dict[str, list[tuple[str, str]]] = {}
    for value in page.values:
        name, word = names.get(value.get("v")), words.get((value.get("v"), value.get("m")))
        if name and word:
            given.setdefault(str(value.get("l")), []).append((name, word))
    own = [number for number in voices if number in given]
    for number, spans in voices.items():
        attributes = (*given.get("all", ()), *given.get(number, ()))
        if attributes and (number in own or not own):
            yield ProjectCase(
                case_id=content_id("sonal voice", source_id, number),
                name=f"voix {number}",
                attributes=attributes,
                spans=tuple(spans),
            )


def _page(content: bytes) -> Page:
    try:
        text = content.decode("utf-8-sig")
        if OPENING.search(content) and len(text) <= MAX_CHARS:
            return read_page(text)
    except ValueError as fault:
        raise ImportRefused(
            "L'entretien de Sonal (.sonal) est abîmé : enregistrez-le de nouveau dans Sonal."
        ) from fault
    raise ImportRefused("Ce n'est pas un entretien de Sonal 3 (.sonal) : enregistrez-le de nouveau dans Sonal.")


def _corpus(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise ImportRefused(DAMAGED) from fault
    if not isinstance(found, dict):
        raise ImportRefused(DAMAGED)
    return found


def _rows(corpus: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    listed = corpus.get(key)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _last(path: str) -> str:
    """A file's own name: a corpus never leads out of its folder."""
    return path.replace("\\", "/").rsplit("/", 1)[-1].strip(". ") if path else ""
