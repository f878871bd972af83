"""The review of a text file shows how it was read, and reads it again as told."""

from pathlib import Path

from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.tasks import Tasks

TABLE = "name,phone,remark\n陳怡君,13800000001,看車\n林志明,13900000002,喜歡白色\n"


def _review(page: ImportPage, tasks: Tasks, path: Path) -> None:
    page.open_files((path,))
    assert tasks.wait_for_done()
    assert page.view is page.review, page.start.trouble.text()


def test_the_guess_is_shown_with_cells_and_switched(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(TABLE.encode("big5"))
    _review(page, tasks, path)
    line = page.review.mapping.encoding
    assert line.isVisible()
    assert line.box.currentText() == "Big5 · 陳怡君, 看車, 林志明"
    other = line.box.findData("cp1252")
    line.box.activated.emit(other)
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.book.encoding == "cp1252"
    assert line.box.currentText().startswith("Windows-1252 · ")
    line.box.activated.emit(line.box.findData("big5"))
    assert tasks.wait_for_done()
    assert page.draft.plan.rows[0].name == "陳怡君"


def test_a_workbook_has_no_encoding_to_choose(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    data = Path(__file__).parents[2] / "data" / "plain.xlsx"
    _review(page, tasks, data)
    assert not page.review.mapping.encoding.isVisible()
