"""Scenes of the places and of the dialogs over them, but for the import."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget

from scripts.screenshots.importing import review
from scripts.screenshots.scene import BOTH, Act, Scene, page, press
from scripts.screenshots.showrooms import Showrooms
from showroom_crm.operations import own_fields
from showroom_crm.store import listing
from showroom_crm.ui import place, places, snapshot
from showroom_crm.ui.customers.export_dialog import ExportDialog
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.settings.appearance import AppearanceSection
from showroom_crm.ui.settings.backups import BackupsSection
from showroom_crm.ui.settings.criteria import CriteriaSection
from showroom_crm.ui.settings.history import HistorySection
from showroom_crm.ui.settings.levels import LevelsSection
from showroom_crm.ui.settings.own_fields import OwnFieldsSection
from showroom_crm.ui.settings.page import SettingsPage
from showroom_crm.ui.settings.people import PeopleSection
from showroom_crm.ui.settings.profiles import ProfilesSection
from showroom_crm.ui.snapshot import Stage
from showroom_crm.ui.today.page import TodayPage
from showroom_crm.values.fields import FieldKind
from showroom_crm.values.queries import Condition, CustomerQuery, Op

_WISH = 2  # the tab of the dimension
_BEST = CustomerQuery(sort="score", descending=True)


def _first_run(stage: Stage, rooms: Showrooms) -> None:
    places.way_in(stage.tasks, stage.remembered, stage.window).begin(rooms.none)


def _unlock(stage: Stage, rooms: Showrooms) -> None:
    places.way_in(stage.tasks, stage.remembered, stage.window).begin(rooms.locked)


def _at(key: str) -> Act:
    return lambda stage, _rooms: stage.window.go_to(key)


def _today(stage: Stage, _rooms: Showrooms) -> None:
    page(stage, place.TODAY, TodayPage).cards[0].unfold()


def _print_preview(stage: Stage, _rooms: Showrooms) -> None:
    page(stage, place.TODAY, TodayPage).print_out()


def _best(stage: Stage, rooms: Showrooms) -> CustomersPage:
    stage.go.customer.emit(listing.ids(rooms.full.store, _BEST, rooms.full.today)[0])
    return page(stage, place.CUSTOMERS, CustomersPage)


def _card(stage: Stage, rooms: Showrooms) -> None:
    """Show the best customer's card as it will be printed."""
    here = _best(stage, rooms)
    snapshot.settle(stage.tasks)
    here.detail.print_wanted.emit()


def _in_list(keys: str) -> Act:
    """Press keys in the customer list, the best customer chosen."""
    return lambda stage, rooms: press(stage, _best(stage, rooms), keys)


def _export(stage: Stage, rooms: Showrooms) -> ExportDialog:
    """Ask for the list of whoever wants to buy within a week."""
    stage.remembered.change(last_folder=str(rooms.exports))
    here = page(stage, place.CUSTOMERS, CustomersPage)
    here.filters.choose((Condition("level", Op.IN, ("H",)),))
    here.filters.changed.emit()
    snapshot.settle(stage.tasks)
    press(stage, here, "Ctrl+E")
    return next(each for each in here.findChildren(ExportDialog) if each.isVisible())


def _exported(stage: Stage, rooms: Showrooms) -> None:
    _export(stage, rooms).go.click()


def _register(stage: Stage, _rooms: Showrooms) -> None:
    page(stage, place.CUSTOMERS, CustomersPage).register()


def _nobody_found(stage: Stage, _rooms: Showrooms) -> None:
    page(stage, place.CUSTOMERS, CustomersPage).search_box.setText("zzz")


def _merge(stage: Stage, _rooms: Showrooms) -> None:
    """Merge three customers chosen by hand."""
    here = page(stage, place.CUSTOMERS, CustomersPage)
    here.table.clearSelection()
    for row in (4, 5, 6):
        here.table.selectionModel().select(
            here.list.index(row, 0),
            here.table.selectionModel().SelectionFlag.Select
            | here.table.selectionModel().SelectionFlag.Rows,
        )
    press(stage, here, "Ctrl+M")


def _section(stage: Stage, kind: type[QWidget]) -> QWidget:
    section = page(stage, place.SETTINGS, SettingsPage).section(kind)
    snapshot.settle(stage.tasks)
    return section


def _settings(kind: type[QWidget]) -> Act:
    return lambda stage, _rooms: _section(stage, kind)


def _criteria(stage: Stage, _rooms: Showrooms) -> None:
    """Give less for the first rule about the wish to buy, so that the preview tells who moves."""
    section = _section(stage, CriteriaSection)
    if isinstance(section, CriteriaSection):
        section.tabs.choose(_WISH)
        snapshot.settle(stage.tasks)
        points = next(box for box in section.findChildren(QSpinBox) if box.isVisible())
        points.setValue(points.value() - 15)


def _own_fields(stage: Stage, rooms: Showrooms) -> None:
    """Keep what a file has beside the usual, and add a field by hand."""
    if not own_fields.listed(rooms.begun):
        here = review(stage)
        here.review.mapping.left_out.keep_wanted.emit()
        snapshot.settle(stage.tasks)
        here.carry_out()
        snapshot.settle(stage.tasks)
        own_fields.add(rooms.begun, "停车位", FieldKind.TEXT)
    _section(stage, OwnFieldsSection)


def _undo(stage: Stage, _rooms: Showrooms) -> None:
    """Look at what the undo of the last import would do."""
    section = _section(stage, HistorySection)
    if isinstance(section, HistorySection):
        at = Qt.ItemDataRole.UserRole
        items = (section.list.item(row) for row in range(section.list.count()))
        section.list.setCurrentItem(next(each for each in items if each.data(at).kind == "import"))


def _guide(stage: Stage, _rooms: Showrooms) -> None:
    stage.window.go_to(place.IMPORT)
    stage.window.show_guide()


SCENES = (
    Scene("opening", "", _first_run, BOTH),
    Scene("unlock", "", _unlock, BOTH),
    Scene("today", "full", _today, BOTH),
    Scene("customers", "full", _best, BOTH),
    Scene("segments", "full", _at(place.SEGMENTS), BOTH),
    Scene("reports", "full", _at(place.REPORTS), BOTH),
    Scene("print", "full", _print_preview, BOTH),
    Scene("card", "full", _card),
    Scene("customers-none", "full", _nobody_found),
    Scene("customers-empty", "fresh", _at(place.CUSTOMERS)),
    Scene("today-empty", "fresh", _at(place.TODAY)),
    Scene("segments-empty", "fresh", _at(place.SEGMENTS)),
    Scene("reports-empty", "fresh", _at(place.REPORTS)),
    Scene("register", "full", _register),
    Scene("export", "full", _export, BOTH),
    Scene("exported", "full", _exported),
    Scene("contact", "full", _in_list("L")),
    Scene("duplicates", "full", _in_list("Ctrl+D"), BOTH),
    Scene("merge", "full", _merge, BOTH),
    Scene("criteria", "full", _criteria, BOTH),
    Scene("settings", "full", _settings(LevelsSection), BOTH),
    Scene("staff", "full", _settings(PeopleSection)),
    Scene("profiles", "full", _settings(ProfilesSection)),
    Scene("backups", "full", _settings(BackupsSection)),
    Scene("undo", "full", _undo),
    Scene("appearance", "full", _settings(AppearanceSection)),
    Scene("guide", "full", _guide),
    Scene("commands", "full", lambda stage, _rooms: stage.window.show_commands()),
    Scene("shortcuts", "full", lambda stage, _rooms: stage.window.show_shortcuts()),
)
LAST = (Scene("own-fields", "begun", _own_fields),)
"""What changes its showroom."""
