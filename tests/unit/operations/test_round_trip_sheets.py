"""A whole workbook of ours, imported sheet after sheet, changes nothing and never guesses."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from showroom_crm import i18n
from showroom_crm.operations import customers, exports, imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.exports import EVERY_KEY, Disclosure, Style, Wish
from showroom_crm.store import listing, matching
from showroom_crm.store.changes import Row
from showroom_crm.values.customers import Value
from showroom_crm.values.exports import Belonging
from showroom_crm.values.fields import PURCHASE, PURCHASE_LABEL, PURCHASE_WORDS, Subject
from showroom_crm.values.import_plans import Action
from showroom_crm.values.matches import KnownCustomer
from showroom_crm.values.queries import CustomerQuery

DAY = dt.date(2026, 10, 8)
PEOPLE: tuple[dict[str, Value], ...] = (
    {"name": "欧阳娜", "mobile": "13900139000", "level": "H", "model": "朗逸", "remark": "旧话"},
    {"name": "张伟", "mobile": "13900139001", "level": "D"},
    {"name": "Jane Roe", "mobile": "13900139002"},
    {"name": "张伟", "mobile": "13900139003", "level": "B", "next_follow_up_on": DAY},
)
VIN = "LSVAA4182E21{:05d}"


SUBJECTS = (
    *(Subject.CUSTOMERS, Subject.CUSTOMERS, Subject.CONTACTS, Subject.VISITS, Subject.DRIVES),
    *(Subject.ORDERS, Subject.PAYMENTS, Subject.SERVICES, Subject.CUSTOMERS),
)


def _at(hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    return dt.datetime.combine(DAY, dt.time(hour, minute, second))


def rows(owner: int, other: int, staff: int) -> Mapping[str, list[Row]]:
    """Return rows of every table, some of a day and some exactly alike."""
    who = {"customer_id": owner}
    calls: list[Row] = [
        {
            "at": _at(9, 30, 41),
            "channel": "电话",
            "content": "说好 13912345678 再打",
            "success": True,
        },
        {
            "at": _at(9, 30, 41),
            "channel": "电话",
            "content": "说好 13912345678 再打",
            "success": True,
        },
        {"at": _at(9, 30, 41), "channel": "微信", "success": False, "topic": "routine"},
        {
            **{"at": _at(15), "content": "-降级", "level_before": "H", "level_after": "C"},
            **{"next_on": DAY + dt.timedelta(9), "next_topic": "到店邀约", "staff_id": staff},
        },
        {"at": _at(0), "content": "当天没有记时间"},
    ]
    visits: list[Row] = [
        {
            "arrived_at": _at(10),
            "left_at": _at(11, 20),
            "people": 2,
            "flow": "再次",
            "purpose": "看车",
        },
        {
            "arrived_at": _at(10),
            "left_at": _at(11, 20),
            "people": 2,
            "flow": "再次",
            "purpose": "看车",
        },
        {"arrived_at": _at(16), "status": "已接待", "staff_id": staff},
    ]
    drives: list[Row] = [
        {
            "on": DAY,
            "model": "朗逸",
            "km": 12,
            "licence_checked": True,
            "feedback": "好，打13912345678",
        },
        {"on": DAY, "model": "朗逸", "km": 12},
        {"on": DAY, "model": "途观L", "staff_id": staff, "licence_checked": False},
        {"on": DAY},
    ]
    orders: list[Row] = [
        {"order_no": "HT-001", "ordered_on": DAY, "price": 15_800_000, "model": "朗逸"},
        {"order_no": "HT-002", "ordered_on": DAY, "price": 15_800_000, "model": "朗逸"},
        {
            **{"ordered_on": DAY, "deposit": 500_000, "status": "已取消", "cancelled_on": DAY},
            **{"model": "途观L", "salesperson_id": staff},
        },
        {"ordered_on": DAY, "lender": "招行", "loan_amount": 8_000_000, "loan_months": 36},
    ]
    payments: list[Row] = [
        {"paid_on": DAY, "amount": 500_000, "kind": "定金", "method": "微信"},
        {"paid_on": DAY, "amount": 500_000, "kind": "定金", "method": "微信"},
        {"paid_on": DAY, "amount": 28_000, "kind": PURCHASE, "receipt_no": "S1", "note": "机油"},
        {"paid_on": DAY, "amount": -28_000, "kind": PURCHASE},
        {"paid_on": DAY, "kind": "尾款", "note": "请打 13912345678"},
    ]
    works: list[Row] = [
        {"in_on": DAY, "order_no": "RO1", "amount": 128_000, "km": 21_000, "kind": "定保"},
        {"in_on": DAY, "amount": 30_000, "kind": "洗车", "note": "车主 13912345678"},
        {"in_on": DAY, "amount": 30_000, "kind": "洗车"},
        {"in_on": DAY - dt.timedelta(3), "out_on": DAY, "advisor": "李工"},
    ]
    numbers: list[Row] = [{"source": "汽车之家", "value": "001"}, {"source": "dms", "value": "X-9"}]
    found: dict[str, list[Row]] = {
        **{"contact": calls, "visit": visits, "test_drive": drives, "deal": orders},
        **{"payment": payments, "service_visit": works},
    }
    everyones: dict[str, list[Row]] = {}
    for table, each in found.items():
        everyones[table] = [{**row, **who} for row in each]
        everyones[table].append({**each[0], "customer_id": other})
    everyones["deal"][-1] = {"order_no": "HT-0", "customer_id": other}
    return {**everyones, "customer_alias": [{**row, **who} for row in numbers]}


def cars() -> list[Row]:
    """Return several cars of one customer, of which two look alike."""
    return [
        {
            "vin": VIN.format(1),
            "plate": "粤BD12345",
            "model": "朗逸",
            "km": 9_000,
            "insurer": "人保",
        },
        {"vin": VIN.format(2), "plate": "粤BD54321", "model": "朗逸", "engine_no": "E12345"},
        {"plate": "粤B8K888", "model": "途观L", "delivered_on": DAY, "last_service_km": 9},
        {"model": "朗逸", "color": "白"},
        {"vin": VIN.format(3), "plate": "沪A12345", "model": "途安", "service_amount": 12_300},
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opening.create_sample(tmp_path / "store", "展厅", "王芳", dt.date(2026, 11, 20))
    ids = [customers.register(opened, each)[0] for each in PEOPLE]
    with opened.write("test", "rich") as writing:
        (staff,) = writing.insert(
            "staff", [{"name": "李明", "role": "salesperson", "active": True}]
        )
        owned = cars()
        owners = [ids[0]] * 4 + [ids[1]]
        found = [{**car, "customer_id": who} for car, who in zip(owned, owners, strict=True)]
        first, second, *_others = writing.insert("vehicle", found)
        for table, each in rows(ids[0], ids[1], staff).items():
            for place, row in enumerate(each[:-1]):
                if table in ("deal", "service_visit") and place < 3:
                    each[place] = {**row, "vehicle_id": (first, second, first)[place]}
            writing.insert(table, each)
        writing.update("customer", {ids[0]: {"salesperson_id": opened.staff.id}})
        writing.update("customer", {ids[0]: {"last_contact_on": DAY, "test_drive_on": DAY}})
    yield opened
    opening.close(opened)


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language("en")


def everything(desk: Desk) -> dict[int, KnownCustomer]:
    ids = listing.ids(desk.store, CustomerQuery(), desk.today)
    return matching.current(desk.store, ids, "any")


@pytest.mark.parametrize("unmasked", [True, False])
def test_a_whole_workbook_imported_again_changes_nothing(
    desk: Desk, tmp_path: Path, style: Style, language: str, unmasked: bool
) -> None:
    file = tmp_path / "whole.xlsx"
    wish = Wish(EVERY_KEY, tuple(Belonging), Disclosure(unmasked=unmasked, purpose="test"))
    written = exports.customer_table(desk, file, CustomerQuery(), style, wish)
    workbook = imports.read(file)
    before = everything(desk)
    names = [sheet.name for sheet in workbook.sheets[: 1 + len(Belonging)]]

    for name, count, subject in zip(
        names, (written.customers, *written.beside), SUBJECTS, strict=True
    ):
        proposal = imports.propose(desk, workbook, file, name)
        rows_ = proposal.plan.rows
        changed = [row for row in rows_ if row.records or row.action is not Action.UNCHANGED]
        assert (name, changed) == (name, [])
        assert (proposal.mapping.subject, len(rows_)) == (subject, count)
        assert imports.apply(desk, proposal).unchanged == count
    assert everything(desk) == before


def test_an_older_contact_tells_nothing_about_today(
    desk: Desk, tmp_path: Path, style: Style
) -> None:
    file = tmp_path / "whole.xlsx"
    wish = Wish(("name", "level"), (Belonging.CONTACTS,), Disclosure())
    exports.customer_table(desk, file, CustomerQuery(), style, wish)
    kept = everything(desk)[1].rows["contact"]
    calls = [number for row in kept if isinstance(number := row["id"], int)]
    with desk.write("test", "forget") as writing:
        writing.update("customer", {1: {"level": "A", "last_contact_on": DAY}})
        writing.delete("contact", calls)
    workbook = imports.read(file)

    imports.apply(desk, imports.propose(desk, workbook, file, workbook.sheets[1].name))

    owner = everything(desk)[1]
    assert len(owner.rows["contact"]) == 5
    assert owner.values["level"] == "A"
    assert owner.values["salesperson_id"] == desk.staff.id


def test_purchases_stand_in_words_in_every_language(
    desk: Desk, tmp_path: Path, style: Style, language: str
) -> None:
    file = tmp_path / "whole.xlsx"
    wish = Wish(("name",), (Belonging.PAYMENTS,), Disclosure())
    exports.customer_table(desk, file, CustomerQuery(), style, wish)
    texts = {cell for row in imports.read(file).sheets[1].rows for cell in row}

    assert PURCHASE not in texts
    assert i18n._(PURCHASE_LABEL) in texts
    assert i18n._(PURCHASE_LABEL).lower() in PURCHASE_WORDS
