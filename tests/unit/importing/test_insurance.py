"""Lists with the end of each kind of insurance."""

import datetime as dt

from showroom_crm.importing import headers, mapping
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import Ledger, sheet

ROWS: list[list[CellValue]] = [
    ["车主", "手机", "车牌号", "交强险止期", "商业险止期", "保险公司"],
    ["张伟", "13800000001", "浙A12345", "2026-12-10", "2026-12-02", "人保"],
    ["李娜", "13800000002", "浙A12346", "2027-01-05", "", "平安"],
]


def policies(ledger: Ledger) -> list[tuple[object, object, object]]:
    cars: dict[object, object] = {
        key: row["plate"] for key, row in ledger.tables["vehicle"].items()
    }
    rows = ledger.rows("insurance_policy")
    return [(cars[row["vehicle_id"]], row["kinds"], row["ends_on"]) for row in rows]


def test_both_ends_become_policies_of_their_kind() -> None:
    ledger = Ledger()
    ledger.load(sheet(*ROWS))
    expected = [
        ("浙A12345", "交强险", dt.date(2026, 12, 10)),
        ("浙A12345", "商业险", dt.date(2026, 12, 2)),
        ("浙A12346", "交强险", dt.date(2027, 1, 5)),
    ]
    assert policies(ledger) == expected
    ends = [row["insurance_end"] for row in ledger.rows("vehicle")]
    assert ends == [dt.date(2026, 12, 2), dt.date(2027, 1, 5)]  # the one that ends first
    assert all(row["company"] for row in ledger.rows("insurance_policy"))
    ledger.load(sheet(*ROWS))
    assert policies(ledger) == expected


def test_a_renewal_is_a_further_policy() -> None:
    ledger = Ledger()
    ledger.load(sheet(*ROWS))
    later: list[list[CellValue]] = [[*ROWS[1][:3], "2027-12-10", "2027-12-02", "太保"]]
    ledger.load(sheet(ROWS[0], *later))
    assert len(policies(ledger)) == 5
    assert ledger.rows("vehicle")[0]["insurance_end"] == dt.date(2027, 12, 2)


def test_two_columns_for_one_insurance_are_still_asked_about() -> None:
    rows: list[list[CellValue]] = [
        ["车主", "手机", "保险到期", "保险到期日"],
        ["张伟", "13800000001", "2026-12-10", "2026-12-02"],
        ["李娜", "13800000002", "2026-12-11", "2026-12-03"],
    ]
    table = sheet(*rows)
    header = headers.find(table)
    assert header is not None
    assert len(mapping.suggest(header, table).questions) == 1
