"""What a person decides about an import: cells typed over, policies, stopping; all holds."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from showroom_crm.errors import UserError
from showroom_crm.operations import history, imports, safety
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import Proposal
from showroom_crm.store import backup, batches, counts, customers, listing
from showroom_crm.values.import_choices import EVERY_FIELD, Choices, Policy
from showroom_crm.values.import_plans import Action, PlannedRow
from showroom_crm.values.progress import Stage
from showroom_crm.values.queries import CustomerQuery

HEAD = ("客户姓名", "手机号码", "意向级别", "意向车型", "备注")
ROWS = (
    ("张一", "13900000001", "H", "晨星 L", "周末来"),
    ("", "", "A", "青川 S", "没有留电话"),
    ("王三", "1390000000", "B", "小满", "问贷款"),
)


def book(path: Path, *rows: tuple[str, ...], act: Callable[[Worksheet], object] = id) -> Path:
    made = Workbook()
    for row in (HEAD, *rows):
        made.worksheets[0].append(row)
    act(made.worksheets[0])
    made.save(path)
    return path


def proposed(desk: Desk, path: Path, choices: Choices | None = None) -> Proposal:
    return imports.propose(desk, imports.read(path), path, choices=choices)


def row(proposal: Proposal, number: int) -> PlannedRow:
    return next(each for each in proposal.plan.rows if each.row == number)


def card(desk: Desk, name: str) -> dict[str, object]:
    for number in listing.ids(desk.store, CustomerQuery(), desk.today):
        found = customers.card(desk.store, number, desk.today)
        if found.values["name"] == name:
            return dict(found.values)
    raise KeyError(name)


def test_a_returned_row_comes_in_once_its_cell_is_typed(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "leads.xlsx", *ROWS)
    before = proposed(desk, path)
    assert row(before, 3).action is Action.REJECT
    key = before.header.columns[0].key
    after = proposed(desk, path, Choices(edits={(3, key): " 李二 "}))
    assert (row(after, 3).action, row(after, 3).name) == (Action.INSERT, "李二")
    typed, *_rest = [each for each in after.plan.repairs if each.row == 3]
    assert (typed.column, typed.before, typed.after) == ("A 客户姓名", "", " 李二 ")
    assert "hand" in typed.reason
    assert before.sheet.rows[2][0] in (None, "")  # the file stays as it is
    assert [each.action for each in proposed(desk, path).plan.rows] == [
        each.action for each in before.plan.rows
    ]


def test_a_typed_cell_is_checked_like_any_other(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "leads.xlsx", *ROWS)
    key = proposed(desk, path).header.columns[1].key
    wrong = proposed(desk, path, Choices(edits={(4, key): "139000"}))
    assert [each.value for each in wrong.plan.problems if each.row == 4] == ["139000"]
    right = proposed(desk, path, Choices(edits={(4, key): "139 0000 0003"}))
    assert not [each for each in right.plan.problems if each.row == 4]
    imports.apply(desk, right)
    assert card(desk, "王三")["mobile"] == "13900000003"


def test_typing_over_one_of_merged_cells_leaves_the_others(desk: Desk, tmp_path: Path) -> None:
    rows = [(f"张{n}", f"1390000000{n}", "H" if n == "1" else "", "", "") for n in "123"]
    path = book(tmp_path / "m.xlsx", *rows, act=lambda sheet: sheet.merge_cells("C2:C4"))
    key = proposed(desk, path).header.columns[2].key
    imports.apply(desk, proposed(desk, path, Choices(edits={(3, key): "B"})))
    assert [card(desk, f"张{n}")["level"] for n in "123"] == ["H", "B", "H"]


def test_edits_of_rows_and_columns_that_are_not_there_are_left_out(
    desk: Desk, tmp_path: Path
) -> None:
    path = book(tmp_path / "leads.xlsx", *ROWS)
    strange = Choices(edits={(99, "x"): "1", (3, "no such column"): "2", (1, "a"): "3"})
    assert proposed(desk, path, strange).plan == proposed(desk, path).plan


@pytest.mark.parametrize(
    ("policies", "level", "remark"),
    [
        ({}, "A", "周末来\n已试驾"),
        ({"level": Policy.FILL}, "H", "周末来\n已试驾"),
        ({"remark": Policy.OVERWRITE}, "A", "已试驾"),
        ({EVERY_FIELD: Policy.FILL}, "H", "周末来"),
        ({EVERY_FIELD: Policy.FILL, "level": Policy.OVERWRITE}, "A", "周末来"),
    ],
)
def test_policy_decides_what_a_filled_cell_does_to_a_filled_field(
    desk: Desk, tmp_path: Path, policies: dict[str, Policy], level: str, remark: str
) -> None:
    imports.apply(desk, proposed(desk, book(tmp_path / "1.xlsx", ROWS[0])))
    newer = book(tmp_path / "2.xlsx", ("张一", "13900000001", "A", "青川 S", "已试驾"))
    imports.apply(desk, proposed(desk, newer, Choices(policies=policies)))
    found = card(desk, "张一")
    assert (found["level"], found["remark"]) == (level, remark)


def test_only_completing_still_fills_what_is_empty(desk: Desk, tmp_path: Path) -> None:
    imports.apply(
        desk, proposed(desk, book(tmp_path / "1.xlsx", ("张一", "13900000001", "H", "", "")))
    )
    more = book(tmp_path / "2.xlsx", ("张一先生", "13900000001", "A", "青川 S", ""))
    imports.apply(desk, proposed(desk, more, Choices(policies={EVERY_FIELD: Policy.FILL})))
    found = card(desk, "张一")
    assert (found["level"], found["model"]) == ("H", "青川 S")


def test_exact_copies_within_the_file_are_told(desk: Desk, tmp_path: Path) -> None:
    other = ("张一", "13900000001", "H", "晨星 L", "又来一次")
    path = book(tmp_path / "twice.xlsx", ROWS[0], ROWS[0], other, ROWS[0])
    plan = proposed(desk, path).plan
    assert [each.copy_of for each in plan.rows] == [None, 2, None, 2]
    assert "row 2" in plan.rows[1].reason
    assert any("2 rows are exact copies" in note for note in plan.notes)
    assert [each.action for each in plan.rows].count(Action.UNCHANGED) == 2


class Stopped(Exception):
    """What a report raises when nobody wants the work any more."""


@pytest.mark.parametrize("stage", [Stage.SECURING, Stage.WRITING, Stage.SCORING])
@pytest.mark.parametrize("share", [0.0, 1.0])
def test_an_import_stopped_at_any_stage_leaves_no_trace(
    desk: Desk, tmp_path: Path, stage: Stage, share: float
) -> None:
    path = book(tmp_path / "leads.xlsx", *ROWS)
    proposal = proposed(desk, path)
    operations = history.recent(desk)

    def report(at: Stage, done: float) -> None:
        if at is stage and done >= share:
            raise Stopped

    if (stage, share) == (Stage.SECURING, 1.0):
        return
    with pytest.raises(Stopped):
        imports.apply(desk, proposal, report)
    assert counts.customers(desk.store) == 0
    assert history.recent(desk) == operations
    assert not batches.recent(desk.store)
    assert imports.apply(desk, proposal).inserted == 2


def test_nothing_is_kept_of_an_import_whose_backup_fails(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "leads.xlsx", *ROWS)
    proposal = proposed(desk, path)
    operations = history.recent(desk)
    place = desk.store.folder / "backups"
    shutil.rmtree(place, ignore_errors=True)
    place.write_text("a file where the folder of the backups should be")
    with pytest.raises((OSError, UserError)):
        imports.apply(desk, proposal)
    assert counts.customers(desk.store) == 0
    assert history.recent(desk) == operations
    place.unlink()
    assert imports.apply(desk, proposal).inserted == 2
    (made,) = safety.all_backups(desk.store.folder)
    assert backup.content(made.file, desk.store.key).customers == 0


def test_stages_are_told_in_their_order(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "leads.xlsx", *ROWS)
    heard: list[tuple[Stage, float]] = []

    def report(stage: Stage, share: float) -> None:
        heard.append((stage, share))

    proposal = imports.propose(desk, imports.read(path), path, report=report)
    imports.apply(desk, proposal, report)
    order = list(Stage)
    assert heard == sorted(heard, key=lambda each: (order.index(each[0]), each[1]))
    assert {stage for stage, _share in heard} == set(Stage) - {Stage.READING}
    assert all(0 <= share <= 1 for _stage, share in heard)
