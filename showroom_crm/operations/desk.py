"""Where a person sits: the open store, who they are, and what the clock says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from showroom_crm import paths
from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.operations import rescoring
from showroom_crm.store.changes import Writing
from showroom_crm.store.database import Store
from showroom_crm.values.customers import Staff
from showroom_crm.values.operations import Changes
from showroom_crm.values.progress import Heard, unheard


@dataclass(frozen=True, slots=True)
class Desk:
    """What every operation needs: the store, the member of staff who acts, and the time."""

    store: Store
    staff: Staff
    clock: Callable[[], dt.datetime] = dt.datetime.now

    def now(self) -> dt.datetime:
        """Return the present instant, to the second."""
        return self.clock().replace(microsecond=0)

    @property
    def today(self) -> dt.date:
        """The present day."""
        return self.clock().date()

    @contextmanager
    def write(
        self, kind: str, name: str, undoes: int | None = None, scored: Heard = unheard
    ) -> Iterator[Writing]:
        """Run one operation of this person; touched customers are scored in the same transaction.

        An error inside leaves no trace of the operation; `scored` hears how far the scoring is
        and may raise one. Raises InvalidInput where a text could not be kept as it is.
        """
        title = paths.readable(name)
        try:
            with self.store.write(kind, title, self.staff.id, self.now(), undoes) as writing:
                yield writing
                scored(0)
                touched = writing.touched - writing.removed
                rescoring.touched(writing.adding, self.today, touched, meanwhile=writing.finish)
                scored(1)
        except UnicodeEncodeError:
            sentence = _("A text holds half a sign, such as a broken emoji. Type it anew.")
            raise InvalidInput(sentence) from None


def changes_of(writing: Writing, kind: str, many: int = 200) -> Changes:
    """Return what an operation touched, for the screens; above `many` customers: any of them."""
    customers = frozenset(writing.touched | writing.removed)
    return Changes(writing.operation_id, kind, customers if len(customers) <= many else None)
