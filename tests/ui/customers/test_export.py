"""The export asks whom, which columns and sheets, and writes just that; Enter alone is enough."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from showroom_crm.ui.customers.export_dialog import ALL, EVERYTHING, ExportDialog
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.place import Go
from showroom_crm.ui.remembered import Remembered
from showroom_crm.values.exports import Belonging

Settle = Callable[[], None]


def asked(page: CustomersPage, settle: Settle) -> ExportDialog:
    """Press Export and return the dialog it opens."""
    page.commands()[6].run()
    settle()
    shown = QApplication.topLevelWidgets()
    return next(w for w in shown if isinstance(w, ExportDialog) and w.isVisible())


@pytest.fixture
def file(tmp_path: Path, remembered: Remembered) -> Path:
    """Give the file that is written where nobody wishes for another."""
    folder = tmp_path / "month end"
    folder.mkdir()
    remembered.change(last_folder=str(folder))
    return folder / "Customers 2026-11-21.xlsx"


def rows(file: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))


def test_what_is_seen_is_what_is_written(
    page: CustomersPage, settle: Settle, file: Path, go: Go
) -> None:
    page.table.show_columns(("name", "source", "model"))
    page.search_box.setText("小满")
    page.table.sorted_by.emit("name", True)
    settle()
    said: list[tuple[str, Path]] = []
    go.saved.connect(lambda text, path: said.append((text, path)))

    QTest.keyClick(asked(page, settle), Qt.Key.Key_Return)
    settle()

    assert rows(file) == [
        ("Customer no.", "Name", "Source", "Model of interest"),
        ("C000005", "周明勇", None, "小满"),
        ("C000004", "赵敏", None, "小满"),
    ]
    assert said == [(f"2 customers written to {file.name}", file)]


def test_another_export_of_the_day_takes_another_name(
    page: CustomersPage, settle: Settle, file: Path
) -> None:
    for _time in range(3):
        asked(page, settle).go.click()
        settle()
    assert sorted(each.name for each in file.parent.iterdir()) == [
        "Customers 2026-11-21 (2).xlsx",
        "Customers 2026-11-21 (3).xlsx",
        "Customers 2026-11-21.xlsx",
    ]


def test_a_folder_that_is_gone_is_not_offered(
    page: CustomersPage, settle: Settle, file: Path
) -> None:
    file.parent.rmdir()
    dialog = asked(page, settle)
    assert dialog.path.parent != file.parent
    assert dialog.path.parent.is_dir()
    dialog.reject()


def test_another_place_and_csv_which_holds_no_further_sheets(
    page: CustomersPage,
    settle: Settle,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wished = tmp_path / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wished), ""))
    dialog = asked(page, settle)
    dialog.elsewhere.click()
    assert dialog.path == wished
    dialog.beside[Belonging.VISITS].setChecked(True)
    assert dialog.path == wished.with_suffix(".xlsx")
    dialog.go.click()
    settle()
    assert wished.with_suffix(".xlsx").is_file()
    assert not wished.exists()
    assert not file.exists()


def test_everyone_with_everything_and_further_sheets(
    page: CustomersPage, settle: Settle, file: Path
) -> None:
    page.search_box.setText("小满")
    settle()
    dialog = asked(page, settle)
    dialog.who.press(ALL)
    dialog.columns.press(EVERYTHING)
    dialog.beside[Belonging.VISITS].setChecked(True)
    dialog.accept()
    settle()

    book = openpyxl.load_workbook(file)
    assert book.sheetnames[:2] == ["Customers", "Showroom visits"]
    assert len(rows(file)) == 6
    assert len(rows(file)[0]) > 80
    assert book.worksheets[1].max_row == 6  # who is registered has come in
