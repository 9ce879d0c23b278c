"""
What people do to the codebook: each edit is one act, appended, that the next person can take back.

The rules are `pipeline.codebook`'s; the codings follow by `pipeline.validate`. Nothing is erased: a merged or split code keeps
its lines, and each coder keeps their own codings, under their own name.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence

from models.base import content_id
from models.codebook import Code
from models.coding import Decision
from pipeline import codebook as rules
from pipeline import validate
from pipeline.errors import CodebookRefused
from pipeline.flow.study import OpenStudy, Role, now
from pipeline.store import codebook, codebook_acts, coding


def _new_id(kind: str) -> str:
    return content_id(kind, secrets.token_hex(10))


def add_code(
    study: OpenStudy,
    name: str,
    *,
    parent_id: str | None = None,
    definition: str = "",
    when_to_use: str = "",
    when_not: str = "",
    examples: tuple[str, ...] = (),
    colour: str | None = None,
    theme_id: str | None = None,
) -> Code:
    """Add a code. Raises `CodebookRefused` as `pipeline.codebook.add_code`."""
    return edit_codebook(
        study,
        lambda codes: rules.add_code(
            codes,
            name,
            code_id=_new_id("code"),
            parent_id=parent_id,
            definition=definition,
            when_to_use=when_to_use,
            when_not=when_not,
            examples=examples,
            colour=colour,
            theme_id=theme_id,
        ),
        kind="add",
    )[0]


def edit_codebook(
    study: OpenStudy, edit: Callable[[tuple[Code, ...]], tuple[Code, ...]], *, kind: str = "edit"
) -> tuple[Code, ...]:
    """
    Apply one of `pipeline.codebook`'s rules, as one act that `undo_codebook` takes back.

    Args:
        kind: what the act is called where it is told ("rename", "move"…).

    Returns:
        The codes that changed, at their new state.
    """
    study.require(Role.RESEARCHER)
    changed = edit(codebook.codes(study.file, with_retired=True))
    _act(study, kind, changed)
    return changed


def _act(study: OpenStudy, kind: str, changed: Sequence[Code], carried: Sequence[Decision] = ()) -> None:
    """Write codes at their new state and the decisions that follow, in one transaction and as one act."""
    ids = [code.code_id for code in changed]
    with study.write() as write:
        before = codebook_acts.latest_lines(write, ids)
        codebook.add_codes(write, changed)
        after = codebook_acts.latest_lines(write, ids)
        coding.add_decisions(write, carried)
        act = codebook_acts.CodebookAct(
            _new_id("act"),
            kind,
            study.actor,
            now(),
            tuple((code_id, before.get(code_id), after[code_id]) for code_id in dict.fromkeys(ids)),
            tuple(decision.decision_id for decision in carried),
        )
        codebook_acts.add_act(write, act)


def rename_code(study: OpenStudy, code_id: str, name: str) -> None:
    """Give a code another name."""
    edit_codebook(study, lambda codes: rules.rename_code(codes, code_id, name), kind="rename")


def move_code(study: OpenStudy, code_id: str, parent_id: str | None) -> None:
    """Put a code under another, or at the top."""
    edit_codebook(study, lambda codes: rules.move_code(codes, code_id, parent_id), kind="move")


def redefine_code(
    study: OpenStudy,
    code_id: str,
    *,
    definition: str | None = None,
    when_to_use: str | None = None,
    when_not: str | None = None,
    examples: tuple[str, ...] | None = None,
    colour: str | None = None,
) -> None:
    """Say better what a code means; None leaves a field as it is."""
    edit_codebook(
        study,
        lambda codes: rules.redefine_code(
            codes,
            code_id,
            definition=definition,
            when_to_use=when_to_use,
            when_not=when_not,
            examples=examples,
            colour=colour,
        ),
        kind="redefine",
    )


def retire_code(study: OpenStudy, code_id: str) -> None:
    """Take a code out of the lists; its codings stay."""
    edit_codebook(study, lambda codes: rules.retire_code(codes, code_id), kind="retire")


def restore_code(study: OpenStudy, code_id: str) -> None:
    """Put a retired code back."""
    edit_codebook(study, lambda codes: rules.restore_code(codes, code_id), kind="restore")


def merge_codes(study: OpenStudy, from_id: str, into_id: str) -> int:
    """
    Join one code to another; its codings follow, each under its own coder. Returns how many.

    A coding that an adjudication set aside stays where it was set aside.
    """
    study.require(Role.RESEARCHER)
    changed = rules.merge_codes(codebook.codes(study.file, with_retired=True), from_id, into_id)
    in_force = {one.coding_id for one in coding.codings(study.file, code_id=from_id)}
    carried = validate.merge_decisions(
        [d for d in coding.decisions(study.file, current_only=True) if d.decision_id in in_force],
        from_code=from_id,
        into_code=into_id,
        decided_at=now(),
        reason="Fusion de codes",
    )
    _act(study, "merge", changed, carried)
    return len(carried) // 2


def split_code(study: OpenStudy, from_id: str, name: str, chosen: Collection[str], *, definition: str = "") -> Code:
    """
    Part a code in two: the chosen codings go to a new one beside it, each under its own coder.

    Args:
        chosen: ids of the codings that go; none makes an empty code.

    Raises:
        CodebookRefused: as `pipeline.codebook.split_code`.
        UnknownReference: a chosen coding is not in force under this code any more.
    """
    study.require(Role.RESEARCHER)
    codes = codebook.codes(study.file, with_retired=True)
    changed = rules.split_code(codes, from_id, name, code_id=_new_id("code"), definition=definition)
    carried = validate.split_decisions(
        coding.decisions(study.file, current_only=True),
        from_code=from_id,
        chosen=chosen,
        into_code=changed[0].code_id,
        decided_at=now(),
        reason="Scission de code",
    )
    _act(study, "split", changed, carried)
    return changed[0]


def last_codebook_act(study: OpenStudy) -> codebook_acts.CodebookAct | None:
    """The act on the codebook that `undo_codebook` would take back."""
    acts = codebook_acts.standing_acts(study.file, limit=1)
    return acts[0] if acts else None


def undo_codebook(study: OpenStudy) -> codebook_acts.CodebookAct | None:
    """
    Take back the last act on the codebook, whoever did it; codes and codings stand as they did. None when nothing is left.

    A code that the act made is retired, not erased.

    Raises:
        CodebookRefused: a code of that act was changed since by an import, or the code it made has been used since.
    """
    study.require(Role.RESEARCHER)
    act = last_codebook_act(study)
    if act is None:
        return None
    now_ = {code.code_id: code for code in codebook.codes(study.file, with_retired=True)}
    restored = tuple(_restored(study, now_[code_id], before, after, act) for code_id, before, after in act.changed)
    decisions = validate.put_back(
        coding.decisions(study.file),
        act.carried,
        decided_at=now(),
        reason="Annulation d'un changement du livre de codes",
    )
    with study.write() as write:
        codebook.add_codes(write, restored)
        coding.add_decisions(write, decisions)
        codebook_acts.add_act(write, act._replace(actor=study.actor, done_at=now(), undone=True))
    return act


def _restored(study: OpenStudy, code: Code, before: int | None, after: int, act: codebook_acts.CodebookAct) -> Code:
    states = codebook_acts.code_history(study.file, code.code_id)
    as_left = next(state.code for state in states if state.seq == after)
    if states[-1].code != as_left:
        raise CodebookRefused(
            f"Le code « {code.path} » a changé depuis (import) : ce changement ne peut plus s'annuler. Corrigez-le à la main."
        )
    if before is not None:
        return next(state.code for state in states if state.seq == before)
    used = {one.coding_id for one in coding.codings(study.file, code_id=code.code_id)} - set(act.carried)
    if used:
        raise CodebookRefused(
            f"Le code « {code.path} » porte {len(used)} codages posés depuis : l'annuler les cacherait. Fusionnez-le plutôt."
        )
    return code.model_copy(update={"retired": True})
