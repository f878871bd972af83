"""The month's spreadsheets come in, change nothing twice, and go out again."""

import os
import sys
from pathlib import Path

import pytest

from showroom_crm.errors import FileUnreadable, InvalidInput, Outdated
from showroom_crm.operations import customers as editing
from showroom_crm.operations import history, imports, returned
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import ImportResult
from showroom_crm.paths import resource
from showroom_crm.store import batches, counts, customers, listing, matching, staff
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.import_plans import Action
from showroom_crm.values.matches import KnownCustomer
from showroom_crm.values.queries import CustomerQuery

DMS, SERVICE = "DMS潜客月报_2026年11月.xlsx", "售后进厂档案_2026.xls"
LEADS, TEMPLATE = "线上线索_20261119.csv", "客户分类模板.xlsx"
ALL = (DMS, SERVICE, LEADS, TEMPLATE)


def bring_in(desk: Desk, name: str) -> ImportResult:
    path = resource("samples", name)
    return imports.apply(desk, imports.propose(desk, imports.read(path), path))


def everyone(desk: Desk) -> dict[int, KnownCustomer]:
    ids = listing.ids(desk.store, CustomerQuery(), desk.today)
    return matching.current(desk.store, ids, "any")


@pytest.mark.parametrize("name", ALL)
def test_counts_add_up_and_the_second_time_changes_nothing(desk: Desk, name: str) -> None:
    first = bring_in(desk, name)
    assert first.read == sum(
        (first.inserted, first.updated, first.unchanged, first.skipped, first.rejected)
    )
    assert first.inserted > 0
    assert counts.customers(desk.store) == first.inserted
    before = everyone(desk)
    second = bring_in(desk, name)
    assert (second.inserted, second.updated) == (0, 0)
    assert (second.skipped, second.rejected) == (first.skipped, first.rejected)
    assert everyone(desk) == before


def test_the_original_template_keeps_its_leading_zeros(desk: Desk) -> None:
    result = bring_in(desk, TEMPLATE)
    assert result.inserted == 12
    number = customers.by_number(desk.store, "001")
    card = customers.card(desk.store, number, desk.today)
    assert card.values["source_id"] == "001"
    assert card.values["purchase_interval"] is not None


def test_an_import_is_undone_whole_also_what_it_changed(desk: Desk) -> None:
    bring_in(desk, DMS)
    before = everyone(desk)
    second = bring_in(desk, SERVICE)
    assert second.updated > 0
    assert everyone(desk) != before
    history.undo(desk, second.operation)
    assert everyone(desk) == before
    assert batches.recent(desk.store)[0].undone


def test_salespeople_only_the_file_knows_join_the_staff(desk: Desk) -> None:
    bring_in(desk, DMS)
    names = {member.name for member in staff.everyone(desk.store)}
    assert names >= {"李强", "王芳", "陈静"}
    assert listing.distinct(desk.store, "salesperson", CustomerQuery(), desk.today).keys() <= names


def test_a_plan_changes_nothing(desk: Desk) -> None:
    path = resource("samples", DMS)
    proposal = imports.propose(desk, imports.read(path), path)
    assert counts.customers(desk.store) == 0
    assert [member.name for member in staff.everyone(desk.store)] == ["王芳"]
    assert proposal.plan.count(Action.INSERT) > 500


def test_rows_switched_off_stay_out(desk: Desk) -> None:
    path = resource("samples", TEMPLATE)
    workbook = imports.read(path)
    rows = imports.propose(desk, workbook, path).plan.rows
    off = frozenset({rows[0].row, rows[1].row})
    proposal = imports.propose(desk, workbook, path, choices=Choices(skip=off))
    assert imports.apply(desk, proposal).inserted == 10


def test_a_layout_is_remembered_with_the_field_chosen_by_hand(desk: Desk) -> None:
    path = resource("samples", TEMPLATE)
    workbook = imports.read(path)
    proposal = imports.propose(desk, workbook, path)
    column = next(c.column.key for c in proposal.mapping.columns if c.field == "remark")
    changed = imports.with_field(proposal.mapping, column, "hobbies")
    imports.apply(desk, imports.propose(desk, workbook, path, mappings=changed))
    again = imports.propose(desk, workbook, path)
    assert {c.column.key: c.field for c in again.mapping.columns}[column] == "hobbies"


def test_the_rows_set_aside_come_back_with_reasons(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, DMS)
    path = resource("samples", SERVICE)
    proposal = imports.propose(desk, imports.read(path), path)
    aside = proposal.plan.count(Action.SKIP) + proposal.plan.count(Action.REJECT)
    assert aside > 0
    out = tmp_path / "退回.xlsx"
    assert returned.write([proposal], out) == aside
    again = imports.propose(desk, imports.read(out), out)
    assert len(again.plan.rows) == aside


def test_what_is_no_table_of_people_is_told_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("订单号,商品,数量\n1,机油,2\n2,机滤,1\n", "utf-8")
    with pytest.raises(FileUnreadable):
        imports.propose(desk, imports.read(orders), orders)
    path = resource("samples", TEMPLATE)
    with pytest.raises(InvalidInput):
        imports.propose(desk, imports.read(path), path, sheet="没有这张表")
    assert counts.customers(desk.store) == 0


def test_a_plan_made_before_another_change_is_not_carried_out(desk: Desk) -> None:
    path = resource("samples", TEMPLATE)
    book = imports.read(path)
    early = imports.propose(desk, book, path)
    one, _changes = editing.register(desk, {"name": "张一", "mobile": "13900000099"})
    late = imports.propose(desk, book, path)
    editing.remove(desk, [one])
    for proposal in (early, late):
        with pytest.raises(Outdated):
            imports.apply(desk, proposal)
    assert counts.customers(desk.store) == 0
    assert imports.apply(desk, imports.propose(desk, book, path)).inserted == 12


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_file_named_in_the_letters_of_an_older_system(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("客户".encode("gbk") + b".csv")
    path.write_text("姓名,手机\n张伟,13800000001\n", "utf-8")
    result = imports.apply(desk, imports.propose(desk, imports.read(path), path))
    assert result.inserted == 1
    assert history.recent(desk, 1)[0].name == "Import ?ͻ?.csv"
    assert counts.customers(desk.store) == 1
