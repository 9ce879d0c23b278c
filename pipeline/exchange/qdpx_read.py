"""
A REFI-QDA archive (.qdpx) of any tool -> a project, its positions brought to code points of its texts.

Tools name the project file, the folder of sources and the paths each their own way, count positions each their own way, and
keep pictures, sounds and PDF pages that no transcript holds. What cannot be taken is told with how many and why; a
selection whose place is not sure is refused, never shifted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from models.base import content_id
from models.codebook import Code
from pipeline.errors import ImportRefused
from pipeline.exchange.codebook import QDC_NAMESPACE, id_of_guid, read_qdc
from pipeline.exchange.opening import Archive, xml_root
from pipeline.exchange.positions import STANDARD, WAYS, Raw, locate
from pipeline.exchange.project import (
    NOBODY,
    MemoAbout,
    Project,
    ProjectCase,
    ProjectCoding,
    ProjectMemo,
    ProjectSet,
    ProjectSource,
    Span,
    moment_of,
)
from pipeline.exchange.qdpx_write import NAMESPACE

OURS = "Polyphonie"
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
BEYOND_TEXT = {
    "PictureSource": "image(s)",
    "PDFSource": "PDF sans texte",
    "AudioSource": "enregistrement(s) sonore(s)",
    "VideoSource": "vidéo(s)",
}
BEYOND_STUDY = (
    (("Links", "Link"), "lien(s) entre éléments"),
    (("Graphs", "Graph"), "schéma(s)"),
    (("Sets", "Set", "MemberNote"), "mémo(s) rangé(s) dans un ensemble"),
    (("Cases", "Case", "CodeRef"), "code(s) posé(s) sur un cas entier"),
)


def read_qdpx(content: bytes) -> Project:
    """
    The project of an archive.

    Raises:
        ImportRefused: it is damaged, unsafe, or holds no REFI-QDA project.
    """
    archive = Archive(content)
    name = next((n for n in sorted(archive.names, key=len) if n.lower().endswith(".qde")), None)
    if name is None:
        raise ImportRefused(
            "L'archive ne contient pas de projet REFI-QDA (.qde) : exportez-la de nouveau en « REFI-QDA »."
        )
    root = xml_root(archive.read(name))
    if root.tag != _q("Project"):
        raise ImportRefused("Le fichier .qde n'est pas un projet REFI-QDA 1.0 ou 1.5 : exportez-le de nouveau.")
    return _Reader(archive, root).project()


def _q(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _guid(element: Any, name: str = "guid") -> str:
    return str(element.get(name) or "").strip("{} ").lower()


def _targets(element: Any, tag: str) -> Iterator[str]:
    for one in element.findall(_q(tag)):
        yield _guid(one, "targetGUID")


class _Reader:
    """One archive being read; `left` grows as things are met that cannot be taken."""

    def __init__(self, archive: Archive, root: Any) -> None:
        self.archive, self.root = archive, root
        self.origin = str(root.get("origin") or "")
        self.left: list[str] = []
        self.users = {_guid(one): str(one.get("name") or NOBODY) for one in root.iter(_q("User"))}
        self.spans: dict[str, Span] = {}
        self.notes: dict[str, tuple[MemoAbout, str, Span | None]] = {}
        self.codings: list[ProjectCoding] = []
        self.marked: set[str] = set()
        self.variables = {_guid(one): str(one.get("name")) for one in root.iter(_q("Variable"))}
        self.told: dict[str, tuple[tuple[str, str], ...]] = {}  # variables that stand on a source itself

    def project(self) -> Project:
        codes = self._codes()
        known = {code.code_id for code in codes}
        sources = tuple(self._sources(known))
        self._untaken()
        return Project(
            name=str(self.root.get("name") or "projet"),
            origin=self.origin,
            sources=sources,
            codes=codes,
            codings=tuple(self.codings),
            memos=tuple(self._memos()),
            cases=tuple(self._cases()),
            sets=tuple(self._sets()),
            left=tuple(self.left),
        )

    def _codes(self) -> tuple[Code, ...]:
        from lxml import etree  # type: ignore[import-untyped, unused-ignore]

        listed = self.root.find(f"{_q('CodeBook')}/{_q('Codes')}")
        if listed is None:
            return ()
        for element in listed.iter(_q("Code")):
            for note in _targets(element, "NoteRef"):
                self.notes.setdefault(note, (MemoAbout.CODE, id_of_guid(_guid(element)), None))
        inner = etree.tostring(listed, encoding="unicode", with_tail=False).replace(NAMESPACE, QDC_NAMESPACE)
        read = read_qdc(f'<CodeBook xmlns="{QDC_NAMESPACE}">{inner}</CodeBook>'.encode())
        self.left += read.warnings
        return read.codes

    def _sources(self, known: set[str]) -> Iterator[ProjectSource]:
        listed = self.root.find(_q("Sources"))
        beyond: dict[str, int] = {}
        for element in listed if listed is not None else ():
            kind = str(element.tag).removeprefix(f"{{{NAMESPACE}}}")
            text = element if kind == "TextSource" else element.find(_q("Representation"))
            if text is None:
                text = element.find(_q("Transcript"))
            if text is None:
                beyond[kind] = beyond.get(kind, 0) + 1
                continue
            if kind != "TextSource":
                lost = sum(1 for _ in element.iter(_q(kind.replace("Source", "Selection")), _q("TranscriptSelection")))
                if lost:
                    self.left.append(
                        f"{lost} sélection(s) de page, d'image ou de temps n'ont pas de place dans un texte."
                    )
            source = self._source(
                text, str(element.get("name") or text.get("name") or _last(text.get("plainTextPath")))
            )
            if source is not None:
                self._selections(text, source, known)
                told = tuple(_values(element, self.variables))
                if told:
                    self.told[source.source_id] = told
                yield source
        for kind, n in beyond.items():
            self.left.append(f"{n} {BEYOND_TEXT.get(kind, kind)} : Polyphonie ne prend que des textes.")

    def _source(self, element: Any, name: str) -> ProjectSource | None:
        """Its plain text; failing that, the formatted document it came from."""
        identity, shown = _guid(element), name or "source sans nom"
        inside = element.findtext(_q("PlainTextContent"))
        body = inside.encode("utf-8") if inside else self._file(str(element.get("plainTextPath") or ""))
        text = decoded(body) if body else ""
        if body.startswith(MARKS):
            self.marked.add(identity)
        if text is None:
            self.left.append(f"Source n° {identity[:8]} : son texte n'est pas lisible.")
            return None
        if text.strip():
            return ProjectSource(source_id=identity, name=shown, text=text)
        path = str(element.get("richTextPath") or "")
        rich = self._file(path)
        if not rich:
            self.left.append(f"Source n° {identity[:8]} : son texte est vide ou absent de l'archive.")
            return None
        suffix = "." + path.rsplit(".", 1)[-1].lower() if "." in path else ""
        return ProjectSource(source_id=identity, name=shown, rich=rich, suffix=suffix)

    def _file(self, path: str) -> bytes:
        """The bytes a path leads to, wherever tools put them; nothing when it leads out of the archive."""
        bare = unquote(path.split("://", 1)[-1]).replace("\\", "/").lstrip("/")
        if not bare:
            return b""
        last = bare.rsplit("/", 1)[-1]
        found = self.archive.find(bare, f"sources/{bare}", f"sources/{last}", last)
        if found is None:
            found = next((n for n in self.archive.names if n.rsplit("/", 1)[-1].casefold() == last.casefold()), None)
        return self.archive.read(found) if found else b""

    def _selections(self, element: Any, source: ProjectSource, known: set[str]) -> None:
        for note in _targets(element, "NoteRef"):
            self.notes.setdefault(note, (MemoAbout.SOURCE, source.source_id, None))
        n_whole = len(element.findall(_q("Coding")))
        if n_whole:
            self.left.append(
                f"Source n° {source.source_id[:8]} : {n_whole} code(s) posé(s) sur toute la source, non repris."
            )
        found = element.findall(_q("PlainTextSelection"))
        raws = [_raw(one) for one in found]
        ways = (STANDARD,) if self.origin.startswith(OURS) else WAYS
        placed = locate(source.text, raws, ways=ways, marked=source.source_id in self.marked)
        if placed.n_refused:
            self.left.append(
                f"Source n° {source.source_id[:8]} : {placed.n_refused} sélection(s) sur {len(found)} refusée(s), leurs mots "
                "ne sont pas à la place que le projet indique."
            )
        for selection, span in zip(found, placed.spans, strict=True):
            if span is not None:
                self._selection(selection, Span(source_id=source.source_id, start=span[0], end=span[1]), known)

    def _selection(self, element: Any, span: Span, known: set[str]) -> None:
        self.spans[_guid(element)] = span
        for note in _targets(element, "NoteRef"):
            self.notes.setdefault(note, (MemoAbout.WORDS, "", span))
        for one in element.findall(_q("Coding")):
            for note in _targets(one, "NoteRef"):
                self.notes.setdefault(note, (MemoAbout.WORDS, "", span))
            user = _guid(one, "creatingUser") or _guid(element, "creatingUser")
            at = moment_of(one.get("creationDateTime") or element.get("creationDateTime"))
            for target in _targets(one, "CodeRef"):
                if id_of_guid(target) in known:
                    self.codings.append(
                        ProjectCoding(span=span, code_id=id_of_guid(target), coder=self.users.get(user, NOBODY), at=at)
                    )
                else:
                    self.left.append("1 codage renvoie à un code qui n'est pas dans le projet.")

    def _memos(self) -> Iterator[ProjectMemo]:
        for element in self.root.findall(f"{_q('Notes')}/{_q('Note')}"):
            identity = _guid(element)
            inside = element.findtext(_q("PlainTextContent"))
            text = inside if inside else decoded(self._file(str(element.get("plainTextPath") or "")))
            if not text:
                self.left.append("1 mémo est vide ou n'a pas de texte brut.")
                continue
            about, about_id, span = self.notes.get(identity, (MemoAbout.PROJECT, "", None))
            yield ProjectMemo(
                memo_id=identity,
                about=about,
                about_id=about_id,
                span=span,
                name=str(element.get("name") or ""),
                text=text,
                author=self.users.get(_guid(element, "creatingUser"), NOBODY),
                at=moment_of(element.get("creationDateTime")),
            )

        yield from self._descriptions()

    def _descriptions(self) -> Iterator[ProjectMemo]:
        """What a tool says of the project or of a source beside its notes."""
        described = [(self.root, MemoAbout.PROJECT, "")]
        described += [
            (one, MemoAbout.SOURCE, _guid(one)) for one in self.root.iterfind(f"{_q('Sources')}/{_q('TextSource')}")
        ]
        for element, about, about_id in described:
            text = (element.findtext(_q("Description")) or "").strip()
            if text:
                identity = content_id("description", about, about_id, text)
                yield ProjectMemo(memo_id=identity, about=about, about_id=about_id, name="description", text=text)

    def _untaken(self) -> None:
        """What a study has no place for, counted, so that nobody believes it came."""
        for path, what in BEYOND_STUDY:
            n = sum(1 for _ in self.root.iterfind("/".join(map(_q, path))))
            if n:
                self.left.append(f"{n} {what} : Polyphonie n'en garde pas.")

    def _cases(self) -> Iterator[ProjectCase]:
        owned: set[str] = set()
        for element in self.root.iter(_q("Case")):
            attributes = dict(_values(element, self.variables))
            source_ids = tuple(_targets(element, "SourceRef"))
            if len(source_ids) == 1:  # what is said of the only source of a case is said of the case
                owned.add(source_ids[0])
                attributes = dict(self.told.get(source_ids[0], ())) | attributes
            yield ProjectCase(
                case_id=_guid(element),
                name=str(element.get("name") or ""),
                attributes=tuple(attributes.items()),
                source_ids=source_ids,
                spans=tuple(self.spans[t] for t in _targets(element, "SelectionRef") if t in self.spans),
            )
        for source_id, told in self.told.items():
            if source_id not in owned:  # a tool without cases: the source stands for the person
                yield ProjectCase(
                    case_id=content_id("case of source", source_id), name="", attributes=told, source_ids=(source_id,)
                )

    def _sets(self) -> Iterator[ProjectSet]:
        for element in self.root.iter(_q("Set")):
            yield ProjectSet(
                set_id=_guid(element),
                name=str(element.get("name") or ""),
                code_ids=tuple(id_of_guid(one) for one in _targets(element, "MemberCode")),
                source_ids=tuple(_targets(element, "MemberSource")),
            )


def _last(path: str | None) -> str:
    """What a file is called at the end of its path, for tools that name no source."""
    return (path or "").replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _values(element: Any, variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for value in element.findall(_q("VariableValue")):
        name = next((variables[t] for t in _targets(value, "VariableRef") if t in variables), None)
        given = next((child.text for child in value if child.tag != _q("VariableRef")), None)
        if name is not None and given:
            yield name, str(given)


def _raw(element: Any) -> Raw:
    """A selection's positions; ones that are no numbers are nowhere."""
    try:
        start, end = int(element.get("startPosition", "")), int(element.get("endPosition", ""))
    except ValueError:
        start = end = -1
    return Raw(start, end, str(element.get("name") or element.findtext(_q("Description")) or ""))


def decoded(content: bytes) -> str | None:
    """A text without its byte order mark, its line ends as they are; None when the bytes are not text."""
    encodings = dict(zip(MARKS, ("utf-8", "utf-16-le", "utf-16-be"), strict=True))
    mark = next((one for one in MARKS if content.startswith(one)), b"")
    try:
        return content[len(mark) :].decode(encodings.get(mark, "utf-8"))
    except UnicodeDecodeError:
        return None if b"\x00" in content else content.decode("cp1252", "replace")
