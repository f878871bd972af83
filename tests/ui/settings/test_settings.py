"""The settings on a real store: criteria tried before they hold, days, staff, backups, history."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from showroom_crm.errors import InvalidInput
from showroom_crm.operations import customers, history, levels, opening, scoring, showroom
from showroom_crm.operations.desk import Desk
from showroom_crm.preferences import Theme
from showroom_crm.store import staff
from showroom_crm.ui import places
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.place import Go, Page
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.settings import editing
from showroom_crm.ui.settings.appearance import AppearanceSection
from showroom_crm.ui.settings.backups import BackupsSection
from showroom_crm.ui.settings.balance import Balance
from showroom_crm.ui.settings.criteria import CriteriaSection
from showroom_crm.ui.settings.history import HistorySection
from showroom_crm.ui.settings.levels import LevelsSection
from showroom_crm.ui.settings.page import SettingsPage
from showroom_crm.ui.settings.people import PeopleSection
from showroom_crm.ui.settings.rule_lines import RuleLines
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.scores import CustomerKind, Dimension

S = TypeVar("S", bound=QWidget)


@pytest.fixture
def go() -> Go:
    return Go()


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / "preferences.json")


@pytest.fixture
def page(
    desk: Desk,
    tasks: Tasks,
    go: Go,
    remembered: Remembered,
    qtbot: QtBot,
    appearance: Appearance,
) -> SettingsPage:
    for number, level in enumerate("HHAC"):
        mobile = f"1390000000{number}"
        customers.register(desk, {"name": f"客户{number}", "level": level, "mobile": mobile})
    made = SettingsPage(desk, tasks, go, remembered)
    qtbot.addWidget(made)
    tasks.written.connect(made.refresh)
    made.resize(1076, 720)
    made.show()
    assert tasks.wait_for_done()
    return made


def section(page: SettingsPage, tasks: Tasks, kind: type[S]) -> S:
    shown = page.section(kind)
    assert tasks.wait_for_done()
    assert isinstance(shown, kind)
    return shown


def test_every_section_opens_and_fits(page: SettingsPage, tasks: Tasks) -> None:
    assert isinstance(page, Page)
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        assert tasks.wait_for_done()
        assert page.minimumSizeHint().width() <= 1076
        assert page.minimumSizeHint().height() <= 720
    assert len(page.made) == page.list.count()


def test_changed_points_are_tried_before_they_hold(
    page: SettingsPage, desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    criteria = section(page, tasks, CriteriaSection)
    before = scoring.current(desk)
    criteria.tabs.choose(list(Dimension).index(Dimension.INTENT))
    assert isinstance(criteria.page, RuleLines)
    assert not criteria.adopt.isEnabled()
    criteria.page.points["intent_level", 1].setValue(-40)
    qtbot.waitUntil(lambda: "move" in criteria.moves.title.text(), timeout=10_000)
    assert scoring.current(desk) == before
    criteria.adopt.click()
    assert tasks.wait_for_done()
    assert criteria.trouble.text()
    assert scoring.current(desk) == before
    criteria.reason.setText("H is promised too quickly")
    criteria.adopt.click()
    assert tasks.wait_for_done()
    rule = next(each for each in scoring.current(desk).rules if each.key == "intent_level")
    assert rule.bands[1].points == -40


def test_earlier_criteria_come_back(page: SettingsPage, desk: Desk, tasks: Tasks) -> None:
    criteria = section(page, tasks, CriteriaSection)
    first = scoring.current(desk)
    scoring.adopt(desk, first, "first")
    scoring.adopt(desk, editing.with_points(first, "intent_level", 0, 7), "second")
    criteria.refresh()
    assert tasks.wait_for_done()
    criteria.versions.setCurrentIndex(criteria.versions.findData(1))
    criteria.back.click()
    assert tasks.wait_for_done()
    assert scoring.current(desk).rules == first.rules


def test_weights_that_do_not_add_up_are_refused(
    page: SettingsPage, desk: Desk, tasks: Tasks
) -> None:
    criteria = section(page, tasks, CriteriaSection)
    criteria.tabs.choose(len(Dimension))
    assert isinstance(criteria.page, Balance)
    criteria.page.boxes[CustomerKind.OWNER, "value"].setValue(99)
    criteria.reason.setText("more value")
    criteria.adopt.click()
    assert tasks.wait_for_done()
    assert criteria.trouble.text()
    assert scoring.current(desk).weights[CustomerKind.OWNER][Dimension.VALUE] != 99


def test_days_of_a_level_are_kept(page: SettingsPage, desk: Desk, tasks: Tasks) -> None:
    shown = section(page, tasks, LevelsSection)
    shown.boxes["H", "cadence"].setValue(3)
    shown.save.click()
    assert tasks.wait_for_done()
    days = {level.code: level.cadence for level in levels.current(desk.store)}
    assert days["H"] == 3


def test_staff_is_added_with_a_password_that_opens(
    page: SettingsPage, desk: Desk, tasks: Tasks
) -> None:
    people = section(page, tasks, PeopleSection)
    people.new_name.setText("Li Qiang")
    people.new_password.setText("short")
    people._add()  # noqa: SLF001 - the button beside the fields
    assert tasks.wait_for_done()
    assert people.trouble.text()
    people.new_password.setText("long enough words")
    people._add()  # noqa: SLF001 - the button beside the fields
    assert tasks.wait_for_done()
    assert staff.named(desk.store, "Li Qiang") is not None
    assert "Li Qiang" in opening.describe(desk.store.folder).names


def test_who_works_here_no_more_cannot_open_the_showroom(desk: Desk) -> None:
    showroom.add_staff(desk, "Li Qiang", "salesperson", "long enough words")
    member = staff.named(desk.store, "Li Qiang")
    assert member is not None
    showroom.change_staff(desk, member.id, "salesperson", active=False)
    assert "Li Qiang" not in opening.describe(desk.store.folder).names
    with pytest.raises(InvalidInput):
        showroom.change_staff(desk, desk.staff.id, "manager", active=False)


def test_a_failed_backup_stays_in_sight_until_one_succeeds(
    page: SettingsPage, desk: Desk, tasks: Tasks
) -> None:
    backups = section(page, tasks, BackupsSection)
    folder = desk.store.folder / "backups"
    folder.touch()  # a file where the folder should be
    backups.now.click()
    assert tasks.wait_for_done()
    assert backups.trouble.isVisible()
    assert backups.trouble.text().startswith("The last backup failed: ")
    assert places.numbers(desk).backup_failed in backups.trouble.text()
    folder.unlink()
    backups.now.click()
    assert tasks.wait_for_done()
    assert not backups.trouble.isVisible()
    assert places.numbers(desk).backup_failed == ""


def test_backup_now_is_listed(page: SettingsPage, desk: Desk, tasks: Tasks) -> None:
    backups = section(page, tasks, BackupsSection)
    assert backups.last.text() == "No backup yet"
    backups.now.click()
    assert tasks.wait_for_done()
    assert backups.last.text().startswith("Last backup")


def test_history_tells_what_an_undo_does(page: SettingsPage, desk: Desk, tasks: Tasks) -> None:
    past = section(page, tasks, HistorySection)
    past.list.setCurrentRow(0)
    assert tasks.wait_for_done()
    assert past.card.effect.text().startswith("The undo takes out")
    past.card.undo.click()
    assert tasks.wait_for_done()
    assert history.recent(desk, 1)[0].undoes is not None


def test_look_is_told_and_remembered(
    page: SettingsPage, go: Go, remembered: Remembered, tasks: Tasks
) -> None:
    seen: list[tuple[Theme, int]] = []
    go.look.connect(lambda theme, percent: seen.append((theme, percent)))
    look = section(page, tasks, AppearanceSection)
    look.theme.chosen.emit(Theme.DARK)
    look.text_size.chosen.emit("125")
    assert seen == [(Theme.DARK, 100), (Theme.DARK, 125)]
    assert (remembered.now.theme, remembered.now.text_percent) == (Theme.DARK, 125)


def test_criteria_being_changed_outlive_a_look_elsewhere(page: SettingsPage, tasks: Tasks) -> None:
    criteria = section(page, tasks, CriteriaSection)
    lines = criteria.page
    assert isinstance(lines, RuleLines)
    box = next(iter(lines.points.values()))
    box.setValue(box.value() + 1)
    changed = criteria.card
    page.refresh(None)
    assert tasks.wait_for_done()
    assert criteria.card == changed
    assert criteria.adopt.isEnabled()
    criteria.discard.click()
    assert tasks.wait_for_done()
    assert criteria.card != changed
