"""
What the codebook may become: edits on the codes as they stand, each giving back the codes that change.

Pure rules, so that the same edit from the app, the command line or an import gives the same codebook. Paths are
recomputed down the branch; nothing is deleted, a code is retired and keeps its codings.
It refuses a name used twice under one parent, a code placed under itself, a branch left hanging from a retired code.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from models.codebook import PATH_SEPARATOR, Code
from pipeline.errors import CodebookRefused, UnknownReference

# Paul Tol, "Colour Schemes", SRON/EPS/TN/09-002, issue 3.2 (2021), scheme "muted" then "bright": safe for colour-blind.
CODE_COLOURS = (
    "#332288", "#88CCEE", "#44AA99", "#117733", "#999933", "#DDCC77", "#CC6677", "#882255", "#AA4499",
    "#4477AA", "#66CCEE", "#228833", "#CCBB44", "#EE6677", "#AA3377",
)  # fmt: skip


def add_code(
    codes: Sequence[Code],
    name: str,
    *,
    code_id: str,
    parent_id: str | None = None,
    definition: str = "",
    when_to_use: str = "",
    when_not: str = "",
    examples: tuple[str, ...] = (),
    colour: str | None = None,
    theme_id: str | None = None,
) -> tuple[Code, ...]:
    """
    A new code, at the top or under a parent; colours are given in turn when none is asked for.

    Raises:
        CodebookRefused: empty name, name already taken under that parent, retired parent, id already used.
        UnknownReference: no such parent.
    """
    by_id = {code.code_id: code for code in codes}
    if code_id in by_id:
        raise CodebookRefused(f"Le code {code_id} existe déjà. Rechargez le livre de codes.")
    name = _fit_name(codes, name, parent_id, but=None)
    return (
        Code(
            code_id=code_id,
            parent_id=parent_id,
            name=name,
            path=_path(by_id, name, parent_id),
            definition=definition,
            when_to_use=when_to_use,
            when_not=when_not,
            examples=examples,
            colour=colour or CODE_COLOURS[len(codes) % len(CODE_COLOURS)],
            theme_id=theme_id,
        ),
    )


def rename_code(codes: Sequence[Code], code_id: str, name: str) -> tuple[Code, ...]:
    """The code under its new name, then its descendants with their new paths. Raises as `add_code`."""
    code = _known({c.code_id: c for c in codes}, code_id)
    name = _fit_name(codes, name, code.parent_id, but=code_id)
    return _replaced(codes, code.model_copy(update={"name": name}))


def move_code(codes: Sequence[Code], code_id: str, parent_id: str | None) -> tuple[Code, ...]:
    """
    The code under its new parent (None: at the top), then its descendants with their new paths.

    Raises:
        CodebookRefused: the new parent is the code itself or one of its descendants, or holds that name already.
    """
    code = _known({c.code_id: c for c in codes}, code_id)
    if parent_id in {code_id, *(c.code_id for c in descendants(codes, code_id))}:
        raise CodebookRefused(
            f"Le code « {code.path} » ne peut pas être rangé sous lui-même ni sous un de ses sous-codes. "
            "Choisissez une autre branche."
        )
    _fit_name(codes, code.name, parent_id, but=code_id)
    return _replaced(codes, code.model_copy(update={"parent_id": parent_id}))


def redefine_code(
    codes: Sequence[Code],
    code_id: str,
    *,
    definition: str | None = None,
    when_to_use: str | None = None,
    when_not: str | None = None,
    examples: tuple[str, ...] | None = None,
    colour: str | None = None,
) -> tuple[Code, ...]:
    """The code with what is given replaced; None leaves a field as it is."""
    code = _known({c.code_id: c for c in codes}, code_id)
    given = {
        "definition": definition,
        "when_to_use": when_to_use,
        "when_not": when_not,
        "examples": examples,
        "colour": colour,
    }
    return (code.model_copy(update={field: value for field, value in given.items() if value is not None}),)


def retire_code(codes: Sequence[Code], code_id: str) -> tuple[Code, ...]:
    """
    The code out of the lists; its codings stay.

    Raises:
        CodebookRefused: it still has sub-codes in use.
    """
    code = _known({c.code_id: c for c in codes}, code_id)
    if any(not child.retired for child in codes if child.parent_id == code_id):
        raise CodebookRefused(f"Le code « {code.path} » a encore des sous-codes. Retirez-les ou déplacez-les d'abord.")
    return (code.model_copy(update={"retired": True}),)


def restore_code(codes: Sequence[Code], code_id: str) -> tuple[Code, ...]:
    """
    A retired code back in the lists.

    Raises:
        CodebookRefused: its parent is retired.
    """
    by_id = {c.code_id: c for c in codes}
    code = _known(by_id, code_id)
    _living_parent(by_id, code.parent_id)
    return (code.model_copy(update={"retired": False}),)


def merge_codes(codes: Sequence[Code], from_id: str, into_id: str) -> tuple[Code, ...]:
    """
    One code joined to another: the first is retired, its sub-codes move under the second, its examples are added.

    The codings follow with `validate.merge_decisions`.

    Raises:
        CodebookRefused: the same code twice, the second stands under the first, or two sub-codes share a name.
    """
    by_id = {c.code_id: c for c in codes}
    leaving, into = _known(by_id, from_id), _known(by_id, into_id)
    if into_id in {from_id, *(c.code_id for c in descendants(codes, from_id))}:
        raise CodebookRefused(
            f"Le code « {leaving.path} » ne peut pas être fondu dans lui-même ni dans un de ses sous-codes. "
            "Faites l'inverse, ou déplacez d'abord le sous-code."
        )
    standing = {c.code_id: c for c in codes}
    for child in (c for c in codes if c.parent_id == from_id and not c.retired):
        standing |= {c.code_id: c for c in move_code(tuple(standing.values()), child.code_id, into_id)}
    examples = into.examples + tuple(e for e in leaving.examples if e not in into.examples)
    standing[into_id] = standing[into_id].model_copy(update={"examples": examples})
    standing[from_id] = leaving.model_copy(update={"retired": True})
    return tuple(code for key, code in standing.items() if code != by_id[key])


def split_code(
    codes: Sequence[Code], from_id: str, name: str, *, code_id: str, definition: str = ""
) -> tuple[Code, ...]:
    """
    A new code beside the one it comes from, under the same parent.

    The codings that go to it are told by `validate.split_decisions`; the others stay where they are.

    Raises:
        CodebookRefused: as `add_code`, or the code is retired.
    """
    parting = _known({c.code_id: c for c in codes}, from_id)
    if parting.retired:
        raise CodebookRefused(f"Le code « {parting.path} » est retiré. Réactivez-le avant de le scinder.")
    return add_code(codes, name, code_id=code_id, parent_id=parting.parent_id, definition=definition)


def descendants(codes: Sequence[Code], code_id: str) -> tuple[Code, ...]:
    """Every code below this one, a parent always before its children."""
    found: list[Code] = []
    waiting = [code_id]
    while waiting:
        parent_id = waiting.pop()
        children = [code for code in codes if code.parent_id == parent_id]
        found += children
        waiting += [child.code_id for child in children]
    return tuple(found)


def _replaced(codes: Sequence[Code], changed: Code) -> tuple[Code, ...]:
    standing = {code.code_id: code for code in codes} | {changed.code_id: changed}
    moved = (changed, *descendants(tuple(standing.values()), changed.code_id))
    for code in moved:
        path = _path(standing, code.name, code.parent_id)
        standing[code.code_id] = code.model_copy(update={"path": path})
    return tuple(standing[code.code_id] for code in moved)


def _path(by_id: dict[str, Code], name: str, parent_id: str | None) -> str:
    if parent_id is None:
        return name
    return by_id[parent_id].path + PATH_SEPARATOR + name


def _fit_name(codes: Sequence[Code], name: str, parent_id: str | None, *, but: str | None) -> str:
    by_id = {code.code_id: code for code in codes}
    _living_parent(by_id, parent_id)
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name:
        raise CodebookRefused("Un code doit porter un nom. Écrivez-en un.")
    if PATH_SEPARATOR in name:
        raise CodebookRefused(
            f"Le nom « {name} » contient « {PATH_SEPARATOR} », qui sépare un code de ses sous-codes. "
            "Écrivez-le autrement, ou créez un sous-code."
        )
    for sibling in codes:
        if sibling.code_id != but and sibling.parent_id == parent_id and _folded(sibling.name) == _folded(name):
            advice = "Réactivez ce code retiré" if sibling.retired else "Choisissez un autre nom"
            raise CodebookRefused(
                f"« {sibling.path} » existe déjà. {advice}, ou rangez celui-ci dans une autre branche."
            )
    return name


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _living_parent(by_id: dict[str, Code], parent_id: str | None) -> None:
    if parent_id is not None and _known(by_id, parent_id).retired:
        raise CodebookRefused(
            f"La branche « {by_id[parent_id].path} » est retirée. Réactivez-la ou choisissez-en une autre."
        )


def _known(by_id: dict[str, Code], code_id: str) -> Code:
    if code_id not in by_id:
        raise UnknownReference(f"Le code {code_id} n'existe pas dans cette étude. Rechargez le livre de codes.")
    return by_id[code_id]
