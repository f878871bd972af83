"""What was done, by whom and when, and taking it back."""

from __future__ import annotations

from dataclasses import replace

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
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


@seldom_collected()
def undo(desk: Desk, operation_id: int | None = None) -> Changes:
    """Take back an operation, by default the last one in force; an undo too can be taken back.

    What was edited later stays as it is, as `preview` tells. Raises NotFound, InvalidInput.
    """
    operation = _chosen(desk, operation_id)
    touched = history.tables_of(desk.store, operation.id)
    title = _title(desk, operation)
    with desk.write(history.UNDO, title, undoes=operation.id) as writing:
        reverting.apply(writing, operation.id)
        if touched & _CRITERIA:
            rescoring.everyone(writing.connection, desk.today)
    changes = changes_of(writing, history.UNDO)
    if touched & _CRITERIA:
        changes = replace(changes, customers=None)
    return replace(changes, settings=bool(touched & _SETTINGS), name=title)


def _chosen(desk: Desk, operation_id: int | None) -> Operation:
    if operation_id is not None:
        return history.operation(desk.store, operation_id)
    last = history.last_undoable(desk.store)
    if last is None:
        raise InvalidInput(_("There is nothing to undo."))
    return last


def _title(desk: Desk, operation: Operation) -> str:
    if operation.undoes is not None:
        again = history.operation(desk.store, operation.undoes)
        return _("Redo: {name}").format(name=again.name)
    return _("Undo: {name}").format(name=operation.name)
