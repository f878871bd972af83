"""A & in a name of the user's is shown, and takes no key from the window."""

from pathlib import Path

from openpyxl import Workbook
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from showroom_crm.operations.desk import Desk
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.policy_button import PolicyButton
from showroom_crm.ui.importing.profile_line import ProfileLine
from showroom_crm.ui.place import Go
from showroom_crm.ui.shell.side import SideItem
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, ChoiceButton, LinkButton
from showroom_crm.ui.widgets.chips import Chip, ChoicePopup
from showroom_crm.ui.widgets.chips import Choice as Line
from showroom_crm.ui.widgets.tabs import SegmentedTabs
from showroom_crm.values.fields import FieldKind
from showroom_crm.values.own_fields import OwnField

NAME = "R&D & Co"


def as_shown(text: str) -> str:
    """Return what a button or menu shows of its text."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()


def test_buttons_tabs_and_boxes_show_it(qtbot: QtBot, appearance: Appearance) -> None:
    chip, side, tabs = Chip("Model"), SideItem("user", NAME), SegmentedTabs([NAME])
    chip.choose(NAME)
    side.resize(400, 32)
    side.show_count(3)
    popup = ChoicePopup([Line("a", NAME)], ())
    shown: list[QAbstractButton] = [
        *(ActionButton(NAME, "x"), LinkButton(NAME), ChoiceButton(NAME), Chip(NAME), chip, side),
        *tabs.findChildren(QAbstractButton),
        *(box for box, _count in popup.lines()),
    ]
    for widget in (*shown, tabs, popup):
        qtbot.addWidget(widget)
    for button in shown:
        assert as_shown(button.text()).endswith(NAME), type(button)
        assert button.shortcut().isEmpty(), type(button)
    assert ActionButton(NAME).accessibleName() == NAME
    tabs.retitle([f"{NAME} 3"])
    assert as_shown(tabs.findChildren(QAbstractButton)[0].text()) == f"{NAME} 3"


def test_menus_show_it(qtbot: QtBot, appearance: Appearance) -> None:
    line = ProfileLine()
    qtbot.addWidget(line)
    line.offer([NAME])
    line.show_name(NAME)
    line.menu.aboutToShow.emit()
    assert as_shown(line.menu.actions()[0].text()) == NAME
    assert as_shown(line.button.text()) == NAME


def test_the_policy_of_a_field_of_our_own_can_be_chosen(
    qtbot: QtBot, appearance: Appearance
) -> None:
    button, own = PolicyButton(), OwnField(1, NAME, NAME, FieldKind.TEXT)
    qtbot.addWidget(button)
    button.show_field(own.field_key, {}, (own,))
    assert [action.isChecked() for action in button.menu_of_policies().actions()].count(True) == 1


def test_sheets_of_a_file_are_called_as_they_are(
    desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, name in enumerate((NAME, "A&B")):
        page = book.create_sheet(name)
        for row in (("客户姓名", "手机号码"), ("张一", f"1390000000{number}")):
            page.append(row)
    book.save(tmp_path / "R&D.xlsx")
    place = ImportPage(desk, tasks, Go())
    qtbot.addWidget(place)
    place.open_files((tmp_path / "R&D.xlsx",))
    assert tasks.wait_for_done()
    links = place.review.mapping.source.findChildren(LinkButton)
    assert [as_shown(link.text()) for link in links if "B" in link.text()] == ["A&B"]
    assert all(link.shortcut().isEmpty() for link in links)
