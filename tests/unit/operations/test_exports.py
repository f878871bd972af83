"""An export holds the customers asked for, the columns asked for and the sheets asked for."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from scripts.samples import large
from showroom_crm.errors import InvalidInput
from showroom_crm.operations import contacts, customers, exports, imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.exports import Disclosure, Style, Wish
from showroom_crm.store import listing
from showroom_crm.values.contacts import ContactEntry
from showroom_crm.values.exports import Belonging
from showroom_crm.values.queries import CustomerQuery

ROWS = 60

CALL = ContactEntry(
    at=dt.datetime(2026, 11, 20, 10, 5),
    channel="电话",
    result="reached",
    topic="routine",
    note="改打 13912345678",
    level_after="A",
    next_on=dt.date(2026, 11, 24),
    next_topic="routine",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("exports")
    opened = opening.create_sample(folder / "store", "展厅", "王芳", dt.date(2026, 11, 20))
    file = folder / "customers.xlsx"
    large.write(file, ROWS)
    imports.apply(opened, imports.propose(opened, imports.read(file), file))
    new, _changes = customers.register(
        opened, {"name": "欧阳娜", "mobile": "13900139000", "plate": "粤BD12345", "vin": "L" * 17}
    )
    contacts.log(opened, new, CALL)
    yield opened
    opening.close(opened)


def cells(file: Path, sheet: int) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(file, read_only=True)
    try:
        return list(book.worksheets[sheet].iter_rows(values_only=True))
    finally:
        book.close()


def test_further_sheets_hold_every_row_of_the_listed_customers(
    desk: Desk, tmp_path: Path, style: Style
) -> None:
    file = tmp_path / "all.xlsx"
    written = exports.customer_table(desk, file, CustomerQuery(), style, Wish(beside=(*Belonging,)))

    with desk.store.read() as connection:
        kept = tuple(
            connection.exec_driver_sql(f"SELECT count(*) FROM {each}").scalar()
            for each in Belonging
        )
    assert written.customers == ROWS + 1
    assert written.beside == kept
    assert min(kept[:2]) > 0
    for number, rows in enumerate(kept, 1):
        assert len(cells(file, number)) == rows + 1


def test_further_sheets_name_the_customer_and_cover_private_numbers(
    desk: Desk, tmp_path: Path, style: Style
) -> None:
    file = tmp_path / "one.xlsx"
    query = CustomerQuery(search="欧阳娜")
    wish = Wish(beside=(Belonging.VEHICLES, Belonging.CONTACTS))
    assert exports.customer_table(desk, file, query, style, wish) == exports.Written(1, (1, 1))

    [number, name, *rest] = cells(file, 1)[1]
    assert (str(number)[0], name) == ("C", "欧阳娜")
    assert rest[:2] == ["***********LLLLLL", "粤B·****45"]
    said = " ".join(map(str, cells(file, 2)[1]))
    assert "139****5678" in said
    assert "13912345678" not in said

    full = Wish(beside=(Belonging.VEHICLES,), disclosure=Disclosure(True, "renewal of insurance"))
    exports.customer_table(desk, file, query, style, full)
    assert cells(file, 1)[1][2:4] == ("L" * 17, "粤BD12345")


def test_columns_and_rows_stand_in_the_order_asked_for(
    desk: Desk, tmp_path: Path, style: Style
) -> None:
    file = tmp_path / "order.xlsx"
    query = CustomerQuery(sort="registered_on", descending=True)
    exports.customer_table(desk, file, query, style, Wish(("registered_on", "name", "uscc")))

    [head, *rows] = cells(file, 0)
    assert head == ("Customer no.", "Registered on", "Name", "Company registration no.")
    days = [row[1] for row in rows if row[1]]
    assert days == sorted(days, key=str, reverse=True)
    assert len(rows) == len(listing.ids(desk.store, query, desk.today))


def test_what_cannot_be_written_is_refused_before_anything_is(
    desk: Desk, tmp_path: Path, style: Style
) -> None:
    for name, wish in (
        ("a.csv", Wish(beside=(Belonging.VEHICLES,))),
        ("a.xlsx", Wish(("no_such_field",))),
        ("a.xlsx", Wish(disclosure=Disclosure(unmasked=True))),
    ):
        with pytest.raises(InvalidInput):
            exports.customer_table(desk, tmp_path / name, CustomerQuery(), style, wish)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [("a.xlsx", "a.xlsx"), ("a.CSV", "a.CSV"), ("a", "a.xlsx"), ("客户.v1.2", "客户.v1.2.xlsx")],
)
def test_a_file_gets_an_ending_that_spreadsheets_open(name: str, kept: str) -> None:
    assert exports.named(Path(name)) == Path(kept)
