"""Tables in narrow places: no title is cut, and the arrow of the order stands at its word."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from showroom_crm.preferences import Theme
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.customers.titles import Titles
from showroom_crm.ui.widgets.plain_table import PlainTable

TITLES = ["In the file", "Known already", "They share", "Who is it?"]


def filled(cell: str) -> QStandardItemModel:
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(TITLES)
    model.appendRow([QStandardItem(cell) for _title in TITLES])
    return model


def test_narrow_columns_keep_their_titles_whole(qtbot: QtBot) -> None:
    table = PlainTable()
    qtbot.addWidget(table)
    table.setModel(filled("a long text that nobody can read in so little room"))
    table.fit_columns((160, 170, 130))
    for width in (420, 900, 420):
        table.resize(width, 200)
        table.show()
        titles = table.horizontalHeader()
        assert all(table.columnWidth(n) >= titles.sectionSizeHint(n) for n in range(3))


def test_columns_are_no_wider_than_their_cells(qtbot: QtBot) -> None:
    table = PlainTable()
    qtbot.addWidget(table)
    table.setModel(filled("x"))
    table.resize(900, 200)
    table.show()
    table.fit_columns((300, 300, 300))
    assert all(table.columnWidth(n) < 200 for n in range(3))
    assert table.columnWidth(3) > 300


def test_the_arrow_stands_behind_the_word(qtbot: QtBot, appearance: Appearance) -> None:
    appearance.choose(Theme.LIGHT, 100)
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(filled("x"))
    head = Titles(table)
    table.setHorizontalHeader(head)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    head.resizeSection(0, 400)
    table.resize(900, 200)
    table.show()
    before = head.grab().toImage()
    head.setSortIndicatorShown(True)
    head.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    after = head.grab().toImage()
    columns = range(before.width())
    rows = range(before.height())
    changed = [x for x in columns if any(before.pixel(x, y) != after.pixel(x, y) for y in rows)]
    assert changed
    assert max(changed) < 200
