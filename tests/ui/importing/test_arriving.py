"""How tables arrive at the Import place: several files, folders, dropped, pasted, stopped."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom_crm.operations import history
from showroom_crm.operations.desk import Desk
from showroom_crm.store import batches, counts, customers
from showroom_crm.ui import place
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.session import Step
from showroom_crm.ui.place import Go
from showroom_crm.ui.snapshot import Stage
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import IconButton
from showroom_crm.values.import_plans import Action

HEAD = ("客户姓名", "手机号码", "意向级别")


def sheet(path: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    for row in (HEAD, *rows):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def three(folder: Path) -> tuple[Path, ...]:
    return tuple(
        sheet(folder / f"{name}.xlsx", (f"张{name}", f"1390000000{n}", "H"))
        for n, name in enumerate("一二三", 1)
    )


@pytest.fixture
def go() -> Go:
    return Go()


@pytest.fixture
def page(desk: Desk, tasks: Tasks, go: Go, qtbot: QtBot, appearance: Appearance) -> ImportPage:
    made = ImportPage(desk, tasks, go)
    qtbot.addWidget(made)
    made.resize(1076, 720)
    made.show()
    assert tasks.wait_for_done()
    return made


def names(page: ImportPage) -> list[str]:
    return [source.path.stem for source in page.session.waiting]


def crosses(page: ImportPage) -> list[IconButton]:
    return page.queue.findChildren(IconButton)


def test_files_that_wait_are_in_sight_and_one_can_be_left_out(
    page: ImportPage, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    page.open_files(three(tmp_path))
    assert tasks.wait_for_done()
    assert names(page) == ["二", "三"]
    assert page.queue.isVisible()
    qtbot.waitUntil(lambda: any(map(IconButton.isVisible, crosses(page))), timeout=5000)
    leave = next(each for each in crosses(page) if each.isVisible())
    assert leave.accessibleName() == "Leave out 二.xlsx"
    leave.click()
    assert names(page) == ["三"]
    page.session.leave()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.path.stem == "三"
    assert not page.queue.isVisible()


def test_what_cannot_be_read_among_several_is_still_told_over_the_next_file(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    page.open_files((tmp_path / "folder", *three(tmp_path)[:1]))
    assert tasks.wait_for_done()
    assert page.view is page.review
    assert "folder, not a file" in page.queue.trouble.text()
    page.session.forget_unread()
    assert not page.queue.isVisible()


def test_files_dropped_anywhere_on_the_window_go_to_the_import(
    desk: Desk, tmp_path: Path, qtbot: QtBot, appearance: Appearance
) -> None:
    stage = Stage(tmp_path / "preferences.json", desk)
    stage.window.go_to(place.CUSTOMERS)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in three(tmp_path)])
    where = QPointF(400, 300).toPoint()
    parts = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    entered = QDragEnterEvent(where, *parts, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(stage.window, entered)
    assert entered.isAccepted()
    dropped = QDropEvent(QPointF(where), *parts, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(stage.window, dropped)
    page = stage.window.go_to(place.IMPORT)
    assert isinstance(page, ImportPage)
    assert stage.tasks.wait_for_done()
    assert page.session.step is Step.REVIEW
    assert names(page) == ["二", "三"]
    stage.close()


def test_text_dragged_over_the_window_is_not_taken(
    desk: Desk, tmp_path: Path, appearance: Appearance
) -> None:
    stage = Stage(tmp_path / "preferences.json", desk)
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.com/list.xlsx")])
    event = QDragEnterEvent(
        QPointF(9, 9).toPoint(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(stage.window, event)
    assert not event.isAccepted()
    stage.close()


@pytest.mark.parametrize("form", ["text", "html"])
def test_cells_copied_in_excel_are_pasted_as_a_table(
    page: ImportPage, desk: Desk, tasks: Tasks, form: str
) -> None:
    mime = QMimeData()
    rows = [HEAD, ("张一", "13900000001", "H"), ("李二", "13900000002", "A")]
    if form == "text":
        mime.setText("\r\n".join("\t".join(row) for row in rows) + "\r\n")
    else:
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        mime.setHtml(f"<html><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></html>")
    QApplication.clipboard().setMimeData(mime)
    page.start.zone.paste.click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.path.name == "Clipboard"
    assert page.draft.plan.count(Action.INSERT) == 2
    page.carry_out()
    assert tasks.wait_for_done()
    assert page.view is page.result
    found = customers.card(desk.store, customers.by_number(desk.store, "C000001"), desk.today)
    assert found.values["mobile"] == "13900000001"


def test_a_clipboard_without_a_table_is_told(page: ImportPage, tasks: Tasks, go: Go) -> None:
    told: list[str] = []
    go.told.connect(told.append)
    QApplication.clipboard().setText("hello")
    page.paste()
    assert tasks.wait_for_done()
    assert told == ["There is no table in the clipboard."]
    assert page.view is page.start


def test_import_stopped_before_it_is_kept_writes_nothing_and_can_be_begun_again(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    page.open_files(three(tmp_path)[:1])
    assert tasks.wait_for_done()
    page.carry_out()
    assert page.session.under_way is not None
    job = page.session.under_way.job
    job.said.connect(lambda _text: job.cancel(), Qt.ConnectionType.DirectConnection)
    assert tasks.wait_for_done()
    assert page.view is page.review
    assert "nothing was written" in page.review.told.text()
    assert counts.customers(desk.store) == 0
    assert not batches.recent(desk.store)
    page.carry_out()
    assert tasks.wait_for_done()
    assert counts.customers(desk.store) == 1


def test_import_stopped_too_late_is_shown_as_done(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    page.open_files(three(tmp_path)[:1])
    assert tasks.wait_for_done()
    page.carry_out()
    assert page.session.under_way is not None
    tasks._writing.waitForDone()  # noqa: SLF001 - written, and nobody has been told yet
    page.session.under_way.job.cancel()
    assert tasks.wait_for_done()
    assert page.view is page.result
    assert counts.customers(desk.store) == 1
    assert history.recent(desk)[0].kind == "import"


def test_progress_names_the_stages(page: ImportPage, tasks: Tasks, tmp_path: Path) -> None:
    said: list[str] = []
    direct = Qt.ConnectionType.DirectConnection
    page.session.began.connect(lambda work: work.job.said.connect(said.append, direct))
    page.open_files(three(tmp_path)[:1])
    assert tasks.wait_for_done()
    assert said == [
        "Reading the file…",
        "Cleaning the cells…",
        "Looking for known customers…",
        "Planning the import…",
    ]


def test_a_file_left_out_by_mistake_is_taken_up_as_it_was(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    page.open_files(three(tmp_path)[:1])
    assert tasks.wait_for_done()
    draft = page.draft
    page.session.leave()
    assert page.start.take_up.isVisible()
    page.start.take_up.click()
    assert page.view is page.review
    assert page.draft is draft
