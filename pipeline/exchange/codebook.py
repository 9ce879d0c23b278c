"""
The codebook in a spreadsheet (CSV) and between tools (REFI-QDA codebook, .qdc), both ways.

Ids come from the path (CSV) or the GUID (QDC), and `fit_codes` finds a code again by either, so that a codebook which
has travelled comes back to the codes it left. QDC has one description per code: what Polyphonie keeps apart
(when to use, when not, examples) is written in it under headings and read back from them.
It refuses a file that is not one, and never drops a code silently: what had to change is told in `warnings`.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from models.base import Noun, content_id
from models.codebook import PATH_SEPARATOR, Code
from pipeline.errors import ImportRefused, NothingToDo
from pipeline.exchange.delimited import RefusedLine, overflow, read_rows, write_rows
from pipeline.exchange.opening import xml_root

COLUMNS = ("code_path", "definition", "when_to_use", "when_not", "examples", "colour", "retired")
EXAMPLES_SEPARATOR = " | "
QDC_NAMESPACE = "urn:QDA-XML:codebook:1.0"
GUID_NAMESPACE = uuid.UUID("8f2c6d0e-3b0b-4a53-9c58-6f0f6d0f5b1a")  # ours, drawn once; a change would break round trips
DEFAULT_COLOUR = "#4477AA"
YES = ("1", "oui", "vrai", "true", "yes", "x")
HEADINGS = {
    "when_to_use": "Quand l'utiliser :",
    "when_not": "Quand ne pas l'utiliser :",
    "examples": "Exemples :",
}

_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CodeSet(Noun):
    """Codes put together under a name, beside the tree."""

    name: str
    code_ids: tuple[str, ...] = ()


class CodebookRead(Noun):
    """What a file gave: codes with parents before children, lines refused, and what was changed on the way in."""

    codes: tuple[Code, ...]
    sets: tuple[CodeSet, ...] = ()
    refused: tuple[RefusedLine, ...] = ()
    warnings: tuple[str, ...] = ()


def write_codebook_csv(codes: Sequence[Code]) -> bytes:
    """One line per code, in the order of paths."""
    return write_rows(COLUMNS, (_csv_row(code) for code in sorted(codes, key=lambda c: c.path)))


def _csv_row(code: Code) -> dict[str, object]:
    return {
        "code_path": code.path,
        "definition": code.definition,
        "when_to_use": code.when_to_use,
        "when_not": code.when_not,
        "examples": EXAMPLES_SEPARATOR.join(code.examples),
        "colour": code.colour,
        "retired": "oui" if code.retired else "",
    }


def read_codebook_csv(content: bytes) -> CodebookRead:
    """
    Read a codebook; only the column `code_path` is needed. A parent that has no line of its own is created.

    Raises:
        ImportRefused: the file as a whole cannot be read.
    """
    found: dict[tuple[str, ...], Code] = {}
    written: set[tuple[str, ...]] = set()
    refused = []
    for line_no, cells in read_rows(content, required=COLUMNS[:1]):
        names = tuple(" ".join(name.split()) for name in cells["code_path"].split(PATH_SEPARATOR))
        reason = _unfit(names, written, cells)
        if reason:
            refused.append(RefusedLine(line_no=line_no, reason=f"Ligne {line_no} : {reason}"))
            continue
        written.add(names)
        for depth in range(1, len(names)):
            found.setdefault(names[:depth], _code(names[:depth], {}))
        found[names] = _code(names, cells)
    return CodebookRead(
        codes=tuple(sorted(found.values(), key=lambda c: c.path.split(PATH_SEPARATOR))), refused=tuple(refused)
    )


def _unfit(names: tuple[str, ...], written: set[tuple[str, ...]], cells: dict[str, str]) -> str | None:
    if not all(names):
        return f"la colonne code_path a un nom vide. Séparez les noms par « {PATH_SEPARATOR} »."
    if names in written:
        return "ce code est déjà défini plus haut. Gardez une seule des deux lignes."
    if too_many := overflow(cells):
        return too_many
    colour = cells.get("colour", "").strip()
    if colour and not _COLOUR.fullmatch(colour):
        return "la colonne colour doit être vide ou de la forme #4477AA."
    return None


def _code(names: tuple[str, ...], cells: dict[str, str]) -> Code:
    examples = cells.get("examples", "").split(EXAMPLES_SEPARATOR)
    return Code(
        code_id=_id_of_path(names),
        parent_id=_id_of_path(names[:-1]) if len(names) > 1 else None,
        name=names[-1],
        path=PATH_SEPARATOR.join(names),
        definition=cells.get("definition", "").strip(),
        when_to_use=cells.get("when_to_use", "").strip(),
        when_not=cells.get("when_not", "").strip(),
        examples=tuple(e.strip() for e in examples if e.strip()),
        colour=_six_digits(cells.get("colour", "").strip()),
        retired=cells.get("retired", "").strip().lower() in YES,
    )


def _id_of_path(names: Iterable[str]) -> str:
    return content_id("code of path", *names)


def _six_digits(colour: str) -> str:
    if not _COLOUR.fullmatch(colour):
        return DEFAULT_COLOUR
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def write_qdc(codes: Sequence[Code], *, sets: Sequence[CodeSet] = (), origin: str = "Polyphonie") -> bytes:
    """
    A REFI-QDA codebook of the codes in use, with their `sets`; a retired code is written only as the parent of one in use.

    Raises:
        NothingToDo: no code in use: the standard knows no empty codebook.
    """
    if all(code.retired for code in codes):
        raise NothingToDo("Le livre de codes est vide : créez un code avant d'exporter en QDC.")
    root = Element("CodeBook", {"xmlns": QDC_NAMESPACE, "origin": origin})
    _write_branch(SubElement(root, "Codes"), codes, None)
    _write_sets(root, sets, {code.code_id for code in codes if _in_use(codes, code)})
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _write_sets(root: Element, sets: Sequence[CodeSet], written: set[str]) -> None:
    kept = [(one.name, [c for c in one.code_ids if c in written]) for one in sets]
    if any(members for _, members in kept):
        listed = SubElement(root, "Sets")
        for name, members in kept:
            if members:
                attributes = {"guid": guid_of(content_id("set", name)), "name": _xml(name)}
                element = SubElement(listed, "Set", attributes)
                for code_id in members:
                    SubElement(element, "MemberCode", {"guid": guid_of(code_id)})


def _write_branch(parent: Element, codes: Sequence[Code], parent_id: str | None) -> None:
    for code in sorted((c for c in codes if c.parent_id == parent_id), key=lambda c: c.path):
        if not _in_use(codes, code):
            continue
        element = SubElement(
            parent,
            "Code",
            {
                "guid": guid_of(code.code_id),
                "name": _xml(code.name),
                "isCodable": "false" if code.retired else "true",
                "color": _six_digits(code.colour),
            },
        )
        description = _description(code)
        if description:
            SubElement(element, "Description").text = _xml(description)
        _write_branch(element, codes, code.code_id)


def _in_use(codes: Sequence[Code], code: Code) -> bool:
    return not code.retired or any(_in_use(codes, child) for child in codes if child.parent_id == code.code_id)


def guid_of(code_id: str) -> str:
    """The GUID under which a code travels; the same code always gets the same one."""
    return str(uuid.uuid5(GUID_NAMESPACE, code_id))


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _description(code: Code) -> str:
    parts = [
        code.definition,
        *(f"{HEADINGS[field]} {text}" for field in ("when_to_use", "when_not") if (text := getattr(code, field))),
        *([f"{HEADINGS['examples']} {EXAMPLES_SEPARATOR.join(code.examples)}"] if code.examples else []),
    ]
    return "\n\n".join(part for part in parts if part)


def read_qdc(content: bytes) -> CodebookRead:
    """
    Read a REFI-QDA codebook, with its sets of codes.

    Raises:
        ImportRefused: not XML, not a codebook, a code without a name or a GUID.
    """
    root = xml_root(content)
    codes = root.find(f"{{{QDC_NAMESPACE}}}Codes")
    if codes is None:
        raise ImportRefused(
            "Le fichier ne contient pas de livre de codes REFI-QDA. Choisissez l'export « codebook (.qdc) »."
        )
    found: list[Code] = []
    warnings: list[str] = []
    _read_branch(codes, None, found, warnings)
    return CodebookRead(codes=tuple(found), sets=tuple(_read_sets(root)), warnings=tuple(warnings))


def _read_sets(root: Any) -> Iterator[CodeSet]:
    for element in root.iterfind(f"{{{QDC_NAMESPACE}}}Sets/{{{QDC_NAMESPACE}}}Set"):
        members = (
            one.get("targetGUID") or one.get("guid") or "" for one in element.findall(f"{{{QDC_NAMESPACE}}}MemberCode")
        )
        ids = tuple(id_of_guid(one.strip("{} ").lower()) for one in members)
        yield CodeSet(name=" ".join(element.get("name", "").split()), code_ids=ids)


def _read_branch(parent: Any, above: Code | None, found: list[Code], warnings: list[str]) -> None:
    taken: set[str] = set()
    for element in parent.findall(f"{{{QDC_NAMESPACE}}}Code"):
        code = _read_code(element, above, taken, warnings)
        found.append(code)
        _read_branch(element, code, found, warnings)


def _read_code(element: Any, above: Code | None, taken: set[str], warnings: list[str]) -> Code:
    guid = element.get("guid", "").strip("{} ").lower()
    given = " ".join(element.get("name", "").split())
    if not guid or not given:
        raise ImportRefused("Un code du fichier QDC n'a pas de nom ou de GUID. Corrigez-le dans l'outil d'origine.")
    name = _own_name(given.replace(PATH_SEPARATOR, "/"), taken)
    taken.add(name.casefold())
    if name != given:
        warnings.append(f"Le code « {given} » a été repris sous le nom « {name} ».")
    fields = _fields(element.findtext(f"{{{QDC_NAMESPACE}}}Description") or "")
    return Code(
        code_id=id_of_guid(guid),
        parent_id=above.code_id if above else None,
        name=name,
        path=name if above is None else above.path + PATH_SEPARATOR + name,
        definition=fields["definition"],
        when_to_use=fields["when_to_use"],
        when_not=fields["when_not"],
        examples=tuple(e for e in fields["examples"].split(EXAMPLES_SEPARATOR) if e),
        colour=_six_digits(element.get("color", "")),
    )


def _own_name(name: str, taken: set[str]) -> str:
    candidate, n = name, 1
    while candidate.casefold() in taken:
        n += 1
        candidate = f"{name} ({n})"
    return candidate


def _fields(description: str) -> dict[str, str]:
    fields = {"definition": "", "when_to_use": "", "when_not": "", "examples": ""}
    current = "definition"
    for part in description.replace("\r\n", "\n").split("\n\n"):
        heading = next((field for field, text in HEADINGS.items() if part.startswith(text)), None)
        current = heading or current
        words = part.removeprefix(HEADINGS[heading]).strip() if heading else part.strip()
        fields[current] = "\n\n".join(filter(None, (fields[current], words)))
    return fields


def id_of_guid(guid: str) -> str:
    """The id of a code that came under a GUID (lower case, no braces)."""
    return content_id("code of guid", guid)


def fit_codes(imported: Sequence[Code], standing: Sequence[Code]) -> tuple[Code, ...]:
    """
    The imported codes as they would stand in this study: one already there (by GUID, else by path) keeps its id.

    Args:
        imported: as read, parents before children.
        standing: the study's codes; theirs are the place and the colour, the import's the texts it fills.

    Returns:
        New and changed codes only, parents first.
    """
    by_guid = {id_of_guid(guid_of(code.code_id)): code for code in standing}
    by_path = {code.path.casefold(): code for code in standing}
    kept: dict[str, Code] = {}
    for code in imported:
        above = kept.get(code.parent_id or "")
        path = code.name if above is None else above.path + PATH_SEPARATOR + code.name
        known = by_guid.get(code.code_id) or by_path.get(path.casefold())
        new = {"path": path, "parent_id": above.code_id if above else None}
        kept[code.code_id] = code.model_copy(update=new) if known is None else _enriched(known, code)
    before = {code.code_id: code for code in standing}
    return tuple(code for code in kept.values() if before.get(code.code_id) != code)


def identities(imported: Sequence[Code], standing: Sequence[Code]) -> dict[str, str]:
    """Imported code's id -> the id it has in the study, once `fit_codes` was taken in: by GUID, by id, else by path."""
    by_guid = {id_of_guid(guid_of(code.code_id)): code for code in standing}
    by_id = {code.code_id: code for code in standing}
    by_path = {code.path.casefold(): code for code in standing}
    kept: dict[str, Code] = {}
    for code in imported:
        above = kept.get(code.parent_id or "")
        path = code.name if above is None else above.path + PATH_SEPARATOR + code.name
        kept[code.code_id] = by_guid.get(code.code_id) or by_id.get(code.code_id) or by_path[path.casefold()]
    return {code_id: code.code_id for code_id, code in kept.items()}


def _enriched(known: Code, code: Code) -> Code:
    texts = {field: getattr(code, field) for field in ("definition", "when_to_use", "when_not", "examples")}
    return known.model_copy(update={field: value for field, value in texts.items() if value})
