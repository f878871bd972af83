"""All tables of a file are taken back together: every one of them, or none."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import text

from showroom_crm.errors import InvalidInput
from showroom_crm.operations import customers, history, imports
from showroom_crm.operations.desk import Desk
from showroom_crm.store import batches, listing, matching
from showroom_crm.store import history as log
from showroom_crm.values.matches import KnownCustomer
from showroom_crm.values.queries import CustomerQuery

HEAD = ("客户姓名", "手机号码", "意向级别", "备注")
MONTHS = {
    "一月": (("张一", "13900000001", "B", ""), ("李二", "13900000002", "A", "")),
    "二月": (("张一", "13900000001", "A", "看车"), ("王三", "13900000003", "B", "")),
    "三月": (("王三", "13900000003", "H", "试驾"), ("赵四", "13900000004", "C", "")),
}
Rows = tuple[tuple[str, ...], ...]


def bring(desk: Desk, folder: Path, sheets: Mapping[str, Rows] = MONTHS) -> list[int]:
    """Import all sheets of a workbook one after another; return their operations."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in (HEAD, *rows):
            page.append(row)
    path = folder / "months.xlsx"
    book.save(path)
    read = imports.read(path)
    done = [imports.apply(desk, imports.propose(desk, read, path, name)) for name in sheets]
    return [result.operation for result in done if result.operation is not None]


def everyone(desk: Desk) -> dict[int, KnownCustomer]:
    return matching.current(desk.store, ids(desk), "any")


def ids(desk: Desk) -> list[int]:
    return list(listing.ids(desk.store, CustomerQuery(), desk.today))


def found(desk: Desk, words: str) -> int:
    return listing.count(desk.store, CustomerQuery(search=words), desk.today)


def undone(desk: Desk) -> list[bool]:
    return [past.undone for past in batches.recent(desk.store)]


def test_a_file_of_several_sheets_is_one_undo_and_one_redo(desk: Desk, tmp_path: Path) -> None:
    operations = bring(desk, tmp_path)
    names = [each.name for each in history.recent(desk, 3)]
    assert names == [f"Import months.xlsx · {month}" for month in ("三月", "二月", "一月")]
    before = everyone(desk)
    said = history.preview_all(desk, operations)
    assert everyone(desk) == before
    assert history.recent(desk, 1)[0].kind == "import"
    changes, did = history.undo_all(desk, operations)
    assert did == said
    assert ids(desk) == []
    assert undone(desk) == [True, True, True]
    assert said.conflicts == ()
    assert said.operation.name == "Import months.xlsx · 一月 and 2 more"
    assert changes.name == "Undo: Import months.xlsx · 一月 and 2 more"
    again = history.undo(desk, changes.operation)
    assert again.name == "Redo: Import months.xlsx · 一月 and 2 more"
    assert everyone(desk) == before
    assert undone(desk) == [False, False, False]
    assert found(desk, "赵四") == 1
    assert log.verify_chain(desk.store) is None


def test_the_order_in_which_they_are_named_does_not_matter(desk: Desk, tmp_path: Path) -> None:
    one, two, three = bring(desk, tmp_path)
    changes, _did = history.undo_whole(desk, (two, one, three))
    assert changes is not None
    assert ids(desk) == []


def test_what_is_undone_or_changed_nothing_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    twice = {"一月": MONTHS["一月"], "二月": MONTHS["一月"], "三月": MONTHS["三月"]}
    operations = bring(desk, tmp_path, twice)
    assert [each.changes for each in history.recent(desk, 3)][1] == 0
    history.undo(desk, operations[-1])
    history.undo_all(desk, operations)
    assert ids(desk) == []
    with pytest.raises(InvalidInput, match="nothing to undo"):
        history.undo_all(desk, operations)


def test_one_table_that_cannot_be_undone_leaves_all_as_it_was(desk: Desk, tmp_path: Path) -> None:
    """The one person of the second sheet was edited since, so nothing of it can go."""
    sheets = {"一月": MONTHS["一月"], "二月": (MONTHS["三月"][1],), "三月": MONTHS["三月"][:1]}
    operations = bring(desk, tmp_path, sheets)
    (edited,) = (i for i, known in everyone(desk).items() if known.values["name"] == "赵四")
    customers.edit(desk, edited, {"city": "苏州"})
    before, scores = everyone(desk), scored(desk)
    for attempt in (history.preview_all, history.undo_all):
        with pytest.raises(InvalidInput, match=r"“Import months\.xlsx · 二月” stands in the way"):
            attempt(desk, operations)
        assert everyone(desk) == before
        assert scored(desk) == scores
        assert undone(desk) == [False, False, False]
        assert found(desk, "王三") == 1
    history.undo_all(desk, [operations[0], operations[2]])
    assert [known.values["name"] for known in everyone(desk).values()] == ["赵四"]


def test_what_was_edited_since_is_told_and_stays(desk: Desk, tmp_path: Path) -> None:
    operations = bring(desk, tmp_path)
    (edited,) = (i for i, known in everyone(desk).items() if known.values["name"] == "张一")
    customers.edit(desk, edited, {"city": "苏州"})
    said = history.preview_all(desk, operations)
    assert [conflict.customer for conflict in said.conflicts] == ["张一"]
    assert history.undo_whole(desk, operations) == (None, said)
    assert undone(desk) == [False, False, False]
    history.undo_all(desk, operations)
    (left,) = everyone(desk).values()
    assert (left.values["name"], left.values["city"], left.values["level"]) == ("张一", "苏州", "B")


def test_an_undo_is_not_undone_together_with_others(desk: Desk, tmp_path: Path) -> None:
    one, two, three = bring(desk, tmp_path)
    back = history.undo(desk, three).operation
    assert back is not None
    with pytest.raises(InvalidInput, match="alone"):
        history.undo_all(desk, (one, two, back))
    assert undone(desk) == [True, False, False]


def scored(desk: Desk) -> dict[int, float]:
    with desk.store.read() as connection:
        rows = connection.execute(text("SELECT customer_id, total FROM score"))
        return {customer: total for customer, total in rows}  # noqa: C416  rows are not pairs
