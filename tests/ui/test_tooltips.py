"""Tooltips show what stands in a cell; markup in it is never taken for markup."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as QtGuiNames
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.customers.merge_pane import MergePane
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import IconButton
from showroom_crm.ui.widgets.elided import ElidedText
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.duplicates import Group, Likeness

PICTURE = '王芳 <img src="//elsewhere/picture.png"> & <b>co</b>'


def as_shown(tip: str) -> str:
    """Return what a tooltip shows, the way Qt reads it."""
    if not QtGuiNames.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("text", [PICTURE, f"{PICTURE}\nsecond line", "3 < 5 & 7 > 6", ""])
def test_markup_is_shown_as_it_is_written(text: str) -> None:
    assert as_shown(plain(text)) == text


def test_cut_texts_and_buttons_show_markup_as_it_is_written(qtbot: QtBot) -> None:
    cut, button = ElidedText(PICTURE), IconButton("x", PICTURE)
    for widget in (cut, button):
        qtbot.addWidget(widget)
    cut.resize(40, 20)
    cut.grab()
    assert as_shown(cut.toolTip()) == PICTURE
    assert as_shown(button.toolTip()) == PICTURE


def test_records_to_merge_show_markup_as_it_is_written(
    desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance
) -> None:
    ids = tuple(
        customers.register(desk, {"name": PICTURE, "mobile": mobile})[0]
        for mobile in ("13800000001", "13800000002")
    )
    pane = MergePane(desk, tasks)
    qtbot.addWidget(pane)
    pane.show_group(Likeness(Group(ids, 0.0, ()), (), ()))
    assert tasks.wait_for_done()
    pane.fold()
    table = pane.table.fields
    cells = [
        (table.index(row, column).data(), table.index(row, column).data(_TIP))
        for row in range(table.rowCount())
        for column in range(1, table.columnCount())
    ]
    assert (PICTURE, plain(PICTURE)) in cells


_TIP = Qt.ItemDataRole.ToolTipRole
