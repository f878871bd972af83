"""What was done, by whom and when, and taking it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import rescoring
from showroom_crm.operations.bulk import seldom_collected
from showroom_crm.operations.desk import Desk, changes_of
from showroom_crm.store import history
from showroom_crm.store import undo as reverting
from showroom_crm.values.operations import Changes, Operation, UndoPreview

_CRITERIA = frozenset({"scorecard_version"})
_SETTINGS = _CRITERIA | {"setting", "saved_view", "custom_field", "staff", "import_profile"}


def recent(desk: Desk, limit: int = 100) -> tuple[Operation, ...]:
    """Return what was done last, newest first."""
    return history.recent(desk.store, limit)


def last_undoable(desk: Desk) -> Operation | None:
    """Return what an undo without a number would take back, or None."""
    return history.last_undoable(desk.store)


def preview(desk: Desk, operation_id: int) -> UndoPreview:
    """Tell what an undo of the operation would do, and which later edits stand in its way.

    Raises NotFound, and InvalidInput where it is undone already or changed nothing.
    """
    return reverting.preview(desk.store, operation_id)


def preview_all(desk: Desk, operations: Collection[int]) -> UndoPreview:
    """Tell what `undo_all` would do, by trying it; nothing is kept, but other writes must wait.

    Raises what `undo_all` raises.
    """
    named = _in_force(desk, operations)
    if len(named) == 1:
        return preview(desk, named[0].id)
    (title, _takes_back), last = _told(desk, named), named[0].id
    with desk.store.rehearse(history.UNDO, title, desk.staff.id, desk.now(), last) as trial:
        return _together(named, reverting.apply_all(trial, [each.id for each in named]))


@seldom_collected()
def undo(desk: Desk, operation_id: int | None = None) -> Changes:
    """Take back an operation, by default the last one in force; an undo too can be taken back.

    What was edited later stays as it is, as `preview` tells. Raises NotFound, InvalidInput.
    """
    changes, _did = _undone(desk, [_chosen(desk, operation_id)])
    return changes


@seldom_collected()
def undo_all(desk: Desk, operations: Collection[int]) -> tuple[Changes, UndoPreview]:
    """Take several operations back as one that can be undone, and tell what was done.

    All of them go or none, the last one first, so that none stands in the way of an earlier one;
    those that are undone already or changed nothing are passed over. What was edited since stays
    as it is. Raises NotFound, and InvalidInput with the name of the one that cannot be undone.
    """
    return _undone(desk, _in_force(desk, operations))


@seldom_collected()
def undo_whole(desk: Desk, operations: Collection[int]) -> tuple[Changes | None, UndoPreview]:
    """Do as `undo_all` where nothing would stay; else do nothing, and tell what would be done."""
    try:
        return _undone(desk, _in_force(desk, operations), whole=True)
    except _Stays as kept:
        return None, kept.told


class _Stays(Exception):
    """Something would stay as it is, so all is left as it was."""

    def __init__(self, told: UndoPreview) -> None:
        super().__init__()
        self.told = told


def _undone(
    desk: Desk, named: Sequence[Operation], *, whole: bool = False
) -> tuple[Changes, UndoPreview]:
    """Take these back, the last first, as one operation; raises _Stays if it is to be `whole`."""
    touched = frozenset[str]().union(*(history.tables_of(desk.store, each.id) for each in named))
    title, takes_back = _told(desk, named)
    with desk.write(history.UNDO, title, undoes=named[0].id) as writing:
        told = _together(named, reverting.apply_all(writing, [each.id for each in named]))
        if whole and told.conflicts:
            raise _Stays(told)
        if touched & _CRITERIA:
            rescoring.everyone(writing.adding, desk.today)
    changes = changes_of(writing, history.UNDO)
    if touched & _CRITERIA:
        changes = replace(changes, customers=None)
    settings = bool(touched & _SETTINGS)
    return replace(changes, settings=settings, name=title, undone=takes_back), told


def _together(named: Sequence[Operation], done: Sequence[UndoPreview]) -> UndoPreview:
    """Return what the undo of each of these, the last first, did, as one."""
    return UndoPreview(
        operation=replace(named[0], name=_names(named)),
        removes=sum(each.removes for each in done),
        restores=sum(each.restores for each in done),
        resets=sum(each.resets for each in done),
        conflicts=tuple(conflict for each in done for conflict in each.conflicts),
    )


def _in_force(desk: Desk, operations: Collection[int]) -> list[Operation]:
    """Return those that can be undone, the last first; InvalidInput where there is none."""
    named = [history.operation(desk.store, each) for each in sorted(operations, reverse=True)]
    if len(named) > 1 and any(each.undoes is not None for each in named):
        raise InvalidInput(_("What an undo took back is done again alone, not with others."))
    if len(named) == 1:
        return named  # whether it can be undone is told exactly by trying
    left = [each for each in named if each.undone_by is None and each.changes]
    if not left:
        raise InvalidInput(_("There is nothing to undo."))
    return left


def _chosen(desk: Desk, operation_id: int | None) -> Operation:
    if operation_id is not None:
        return history.operation(desk.store, operation_id)
    last = history.last_undoable(desk.store)
    if last is None:
        raise InvalidInput(_("There is nothing to undo."))
    return last


def _told(desk: Desk, operations: Sequence[Operation]) -> tuple[str, bool]:
    """Return what the undo of these, the last first, is called, and whether it takes work back.

    Who undoes an undo does the work again, and who undoes that takes it back once more.
    """
    work = operations
    if operations[0].undoes is not None:
        work = history.turned_by(desk.store, operations[0].id) or operations
    if work[0].undone_by is None:
        return _("Undo: {name}").format(name=_names(work)), True
    return _("Redo: {name}").format(name=_names(work)), False


def _names(operations: Sequence[Operation]) -> str:
    """Return what several operations, the last first, are called: after the first one made."""
    name = operations[-1].name
    if more := len(operations) - 1:
        text = ngettext("{name} and {count} more", "{name} and {count} more", more)
        name = text.format(name=name, count=more)
    return name
