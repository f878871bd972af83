"""The whole job at one go: from the first start to the day after, as a person does it."""

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from showroom_crm import paths
from showroom_crm.operations import agenda
from showroom_crm.store import customers as stored
from showroom_crm.store import listing
from showroom_crm.ui import theme
from showroom_crm.ui.charts.card import ChartCard
from showroom_crm.ui.customers.contact_dialog import ContactDialog
from showroom_crm.ui.customers.export_dialog import ExportDialog
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.opening.dialog import OpeningDialog
from showroom_crm.ui.opening.recovery_code import RecoveryCodePage
from showroom_crm.ui.printing.preview import PreviewDialog
from showroom_crm.ui.segments.page import SegmentsPage
from showroom_crm.ui.today.page import TodayPage
from showroom_crm.ui.undo_card import UndoCard
from showroom_crm.ui.widgets.chips import ChoicePopup
from showroom_crm.values.customers import CustomerCard, CustomerLine
from showroom_crm.values.followups import Urgency
from showroom_crm.values.import_plans import Action
from showroom_crm.values.queries import Condition, CustomerQuery, Op
from tests.journeys.conftest import Start
from tests.journeys.hands import Person
from tests.journeys.papers import check_pdf, check_workbook

PASSWORD = "three calm words"
_DMS = paths.resource("samples", "DMS潜客月报_2026年11月.xlsx")
_AFTER_SALES = paths.resource("samples", "售后进厂档案_2026.xls")


def first_day(person: Person) -> None:
    """Make an encrypted showroom with the keyboard and keep its recovery code."""
    person.dialog(OpeningDialog)
    for text in ("东城展厅", "王芳", PASSWORD, PASSWORD):
        person.write(text)
        person.press("Tab")
    person.click("Make the showroom")
    person.find(RecoveryCodePage)
    person.press("Space")
    person.press("Return")
    assert QApplication.activeModalWidget() is None
    assert person.desk.staff.name == "王芳"
    head = (person.desk.store.folder / "showroom.db").read_bytes()[:16]
    assert head != b"SQLite format 3\0"


def import_both(person: Person) -> dict[int, CustomerLine]:
    """Drop the DMS sample on the window, choose the after-sales sample by a dialog.

    Returns everybody as they were between the two.
    """
    person.press("Ctrl+4")
    page = person.find(ImportPage)
    person.drop(page.start.zone, _DMS)
    carry_out(person, page, 600)
    between = snapshot_of_all(person)
    person.click("Import another file")
    person.with_file(_AFTER_SALES, lambda: person.press("Ctrl+O"))
    carry_out(person, page, 424)
    return between


def carry_out(person: Person, page: ImportPage, rows: int) -> None:
    """Carry out the import now planned and check that every row is accounted for."""
    draft = page.draft
    assert draft is not None
    assert page.review.isVisible()
    planned = {action: draft.plan.count(action) for action in Action}
    before = everyone(person)
    person.press("Ctrl+Return")
    assert page.result.isVisible()
    told = {key: int(text.text().replace(",", "")) for key, text in page.result.numbers.items()}
    assert sum(told.values()) == rows
    assert told["inserted"] == planned[Action.INSERT]
    assert told["updated"] == planned[Action.UPDATE]
    assert told["rejected"] == planned[Action.REJECT]
    assert everyone(person) == before + told["inserted"]


def everyone(person: Person, *conditions: Condition, search: str = "") -> int:
    """Count customers in the store, without the window."""
    query = CustomerQuery(search, conditions)
    return listing.count(person.desk.store, query, person.desk.today)


def see_colours(person: Person) -> CustomersPage:
    """See rows tinted by tier with stripe, icon of the segment and a letter, never colour alone."""
    person.press("Ctrl+2")
    page = person.find(CustomersPage)
    assert page.list.rowCount() == everyone(person)
    picture = page.table.viewport().grab().toImage()
    look, tiers = theme.tokens(), set()
    for row in range(page.table.rowAt(picture.height() - 40)):
        line = page.list.line(row)
        assert line is not None
        assert line.tier is not None
        tiers.add(line.tier)
        top = page.table.rowViewportPosition(row) + 3
        if row != page.table.currentIndex().row():
            assert picture.pixelColor(picture.width() - 4, top) == QColor(look.tint[line.tier])
        assert picture.pixelColor(1, top + 8) == QColor(look.tier[line.tier])
        sign = QColor(look.segment[line.segment or ""])
        box = range(top, top + 28)
        assert sign.rgb() in {picture.pixel(x, y) for x in range(6, 34) for y in box}
        assert page.list.index(row, 0).data() != ""
    assert len(tiers) > 1
    return page


def find_people(person: Person, page: CustomersPage) -> None:
    """Find one person by initials, by whole pinyin and by the end of the phone."""
    for typed in ("fhs", "fanghuishan", "方慧珊"):
        person.press("Ctrl+F")
        person.write(typed)
        assert "方慧珊" in shown(page)
        assert page.list.rowCount() == everyone(person, search=typed)
    found = page.list.line(shown(page).index("方慧珊"))
    assert found is not None
    assert found.mobile is not None
    person.press("Ctrl+F")
    person.write(found.mobile[-4:])
    assert "方慧珊" in shown(page)
    assert page.list.rowCount() < 10
    person.press("Ctrl+Shift+A")
    assert page.list.rowCount() == everyone(person)


def shown(page: CustomersPage) -> list[str]:
    """Return the names of the rows in sight."""
    lines = (page.list.line(row) for row in range(min(30, page.list.rowCount())))
    return [line.name for line in lines if line is not None]


def filter_and_sort(person: Person, page: CustomersPage) -> None:
    """Keep level H by a chip, then order by score with the highest first."""
    person.click("Level", page.filters)
    popup = person.find(ChoicePopup)
    box = next(box for box, _count in popup.lines() if box.text().startswith("H"))
    person.click_at(box, QPoint(8, box.height() // 2))
    popup.close()
    person.wait()
    levels = {page.list.line(row).level for row in range(20)}  # type: ignore[union-attr]
    assert levels == {"H"}
    assert page.list.rowCount() == everyone(person, Condition("level", Op.IN, ("H",)))
    header = page.table.horizontalHeader()
    section = [column.key for column in page.list.columns].index("score")
    at = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    for descending in (False, True):
        person.click_at(header.viewport(), at)
        scores = [page.list.line(row).score for row in range(20)]  # type: ignore[union-attr]
        assert scores == sorted(scores, key=lambda score: score or 0, reverse=descending)


def edit_and_log(person: Person, page: CustomersPage) -> int:
    """Open the first customer with Enter, edit the remark, log a contact, hands on the keys."""
    page.table.setFocus()
    person.press("Home")
    person.press("Return")
    customer = page.table.current_id
    person.click("Data", page.detail)
    person.wait()
    remark = next(
        edit
        for edit in page.detail.findChildren(QPlainTextEdit)
        if edit.accessibleName() == "Remark"
    )
    remark.setFocus()
    person.press("Ctrl+A")
    person.write("只要白色现车")
    person.press("Tab")
    assert card(person, customer).values["remark"] == "只要白色现车"
    page.table.setFocus()
    person.press("L")
    person.dialog(ContactDialog)
    person.write("周六来试驾")
    person.press("Return")
    assert QApplication.activeModalWidget() is None
    line = card(person, customer).line
    assert line.last_contact_on == person.desk.today
    assert line.last_contact_note == "Spoken to: 周六来试驾"
    assert page.detail.isVisible()
    return customer


def card(person: Person, customer: int) -> CustomerCard:
    """Return what the store holds of a customer."""
    return stored.card(person.desk.store, customer, person.desk.today)


def click_a_bar(person: Person) -> None:
    """Click the bar of a segment: the list shows exactly those it counts."""
    person.press("Ctrl+3")
    page = person.find(SegmentsPage)
    chart = next(each for each in page.findChildren(ChartCard) if each.chart.key == "segments")
    mark = next(mark for mark in chart.plot.marks if mark.width > 0)
    middle = QPointF(mark.left + mark.width / 2, mark.bottom + mark.height / 2)
    at = chart.plot.mapFromScene(chart.plot.plotItem.vb.mapViewToScene(middle))
    bar = chart.chart.series[mark.series].bars[mark.bar]
    person.click_at(chart.plot.viewport(), at)
    listed = person.find(CustomersPage)
    assert listed.list.rowCount() == bar.value
    assert {listed.list.line(row).segment for row in range(5)} == {bar.key}  # type: ignore[union-attr]


def do_one_of_today(person: Person, spare: set[int]) -> int:
    """Log the first contact of the day whose customer is in `spare`, with keys alone."""
    person.press("Ctrl+1")
    page = person.find(TodayPage)
    done, total = map(int, page.header.progress.text().split(" / "))
    place = next(n for n, each in enumerate(page.cards) if each.item.customer_id in spare)
    for _step in range(place):
        person.press("Down")
    customer = page.cards[place].item.customer_id
    person.press("Return")
    person.write("明天再联系")
    person.press("Return")
    assert page.header.progress.text() == f"{done + 1} / {total}"
    assert card(person, customer).line.last_contact_note == "Spoken to: 明天再联系"
    return customer


def print_the_list(person: Person, file: Path) -> None:
    """Print the follow-up list of the day to a PDF that names everybody due."""
    sheet = agenda.follow_up_sheet(person.desk)
    due = [
        item.name
        for item in agenda.today(person.desk).items
        if item.urgency is not Urgency.THIS_WEEK
    ]
    person.press("Ctrl+P")
    person.dialog(PreviewDialog)
    person.with_file(file, lambda: person.press("Ctrl+S"))
    person.press("Esc")
    assert len(due) == len(sheet.rows) > 100
    check_pdf(file, sheet, due)


def export_all(person: Person, file: Path) -> None:
    """Export everyone in the usual columns with full numbers, saying what for."""
    person.press("Ctrl+2")
    person.press("Ctrl+Shift+A")
    person.press("Ctrl+E")
    person.dialog(ExportDialog)
    person.click("The usual ones")
    person.click("Phone numbers, plates and addresses in full")
    person.write("month start")
    person.with_file(file, lambda: person.click("Another place or CSV…"))
    person.press("Return")
    page = person.find(CustomersPage)
    lines = stored.lines(person.desk.store, page.list.ids, person.desk.today)
    assert len(lines) == everyone(person)
    check_workbook(file, lines, dict(theme.export_tints()))


def undo_last_import(person: Person, before: dict[int, CustomerLine], touched: set[int]) -> None:
    """Take the after-sales import back: its people are gone, the others as they were."""
    person.press("Ctrl+4")
    page = person.find(ImportPage)
    if page.view is page.result:
        person.click("Import another file")
    person.click(f"Undo the import of {_AFTER_SALES.name}")
    preview = person.find(UndoCard)
    person.click("Undo", preview)
    assert everyone(person) == len(before)
    for line in stored.lines(person.desk.store, list(before), person.desk.today):
        if line.id not in touched:
            assert line == before[line.id]


def snapshot_of_all(person: Person) -> dict[int, CustomerLine]:
    """Return every customer in the store."""
    ids = listing.ids(person.desk.store, CustomerQuery(), person.desk.today)
    lines = stored.lines(person.desk.store, ids, person.desk.today)
    return {line.id: line for line in lines}


def the_next_morning(start: Start, before: dict[int, CustomerLine]) -> None:
    """Start again: a wrong password is one sentence, the right one opens what was left."""
    person = start()
    way_in = person.dialog(OpeningDialog)
    person.write("three wild words")
    person.press("Return")
    assert person.sees("The name or the password is not right. Please try again.")
    assert person.program.desk is None
    person.write(PASSWORD)
    person.press("Return")
    assert not way_in.isVisible()
    assert snapshot_of_all(person).keys() == before.keys()


def test_whole_job(start: Start, tmp_path: Path) -> None:
    person = start()
    first_day(person)
    before = import_both(person)
    page = see_colours(person)
    find_people(person, page)
    filter_and_sort(person, page)
    edited = edit_and_log(person, page)
    click_a_bar(person)
    logged = do_one_of_today(person, set(before) - {edited})
    print_the_list(person, tmp_path / "跟进单.pdf")
    export_all(person, tmp_path / "客户.xlsx")
    undo_last_import(person, before, {edited, logged})
    left = snapshot_of_all(person)
    person.program.window.close()
    the_next_morning(start, left)
