"""The export asks whom, which columns and sheets, and writes just that."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from showroom_crm.ui.customers.export_dialog import ALL, EVERYTHING, ExportDialog
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.place import Go
from showroom_crm.values.exports import Belonging

Settle = Callable[[], None]


def asked(page: CustomersPage, settle: Settle) -> ExportDialog:
    """Press Export and return the dialog it opens."""
    page.commands()[6].run()
    settle()
    shown = QApplication.topLevelWidgets()
    return next(w for w in shown if isinstance(w, ExportDialog) and w.isVisible())


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer the question where to write."""
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    return target


def rows(file: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))


def test_what_is_seen_is_what_is_written(
    page: CustomersPage, settle: Settle, file: Path, go: Go
) -> None:
    page.table.show_columns(("name", "source", "model"))
    page.search_box.setText("小满")
    page.table.sorted_by.emit("name", True)
    settle()
    said: list[str] = []
    go.told.connect(said.append)

    asked(page, settle).accept()
    settle()

    assert rows(file) == [
        ("Customer no.", "Name", "Source", "Model of interest"),
        ("C000005", "周明勇", None, "小满"),
        ("C000004", "赵敏", None, "小满"),
    ]
    assert said[-1] == "2 customers written to out.xlsx"


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
