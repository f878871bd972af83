"""Which pages the window has for an open store, and what its side counts; heavy to import."""

from functools import partial

from PySide6.QtWidgets import QWidget

from showroom_crm.operations import history, opening, safety, sample
from showroom_crm.operations.desk import Desk
from showroom_crm.store import listing, views
from showroom_crm.ui import place
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.session import ImportSession
from showroom_crm.ui.opening.dialog import OpeningDialog
from showroom_crm.ui.place import Go, Numbers, Showroom
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.reports.page import ReportsPage
from showroom_crm.ui.segments.page import SegmentsPage
from showroom_crm.ui.settings.page import SettingsPage
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.today.page import TodayPage
from showroom_crm.values.queries import CustomerQuery

_DUE = "due"


def way_in(tasks: Tasks, remembered: Remembered, parent: QWidget) -> OpeningDialog:
    """Return the dialog that ends with an open desk."""
    return OpeningDialog(tasks, remembered, sample.make, parent)


def showroom(desk: Desk, tasks: Tasks, go: Go, remembered: Remembered) -> Showroom:
    """Return the store of `desk` as the window needs it."""
    for earlier in tasks.findChildren(ImportSession):  # of a store that was open before
        earlier.deleteLater()
    importing = ImportSession(desk, tasks, tasks)
    return Showroom(
        name=opening.showroom_name(desk),
        pages={
            place.TODAY: partial(TodayPage, desk, tasks, go),
            place.CUSTOMERS: partial(CustomersPage, desk, tasks, go, remembered),
            place.SEGMENTS: partial(SegmentsPage, desk, tasks, go),
            place.IMPORT: partial(ImportPage, desk, tasks, go, importing),
            place.REPORTS: partial(ReportsPage, desk, tasks, go),
            place.SETTINGS: partial(SettingsPage, desk, tasks, go, remembered),
        },
        numbers=partial(numbers, desk),
        undo=partial(history.undo, desk),
    )


def numbers(desk: Desk) -> Numbers:
    """Return what the side counts."""
    saved = views.saved(desk.store, desk.today)
    queries = [CustomerQuery(), *(view.query for view in saved)]
    everyone, *counts = listing.counts(desk.store, queries, desk.today)
    counted = dict(zip((view.key for view in saved), counts, strict=True))
    backup = safety.last_backup(desk)
    return Numbers(
        places={place.CUSTOMERS: everyone, place.TODAY: counted.get(_DUE, 0)},
        views=tuple(zip(saved, counts, strict=True)),
        now=desk.now(),
        backup_at=backup.at if backup else None,
        backup_failed=safety.backup_failure(desk),
    )
