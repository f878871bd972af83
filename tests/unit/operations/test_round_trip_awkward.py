"""Whatever texts a person types come back from an export as they were."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom_crm import i18n
from showroom_crm.importing import readers
from showroom_crm.operations import customers, exports, imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.exports import EVERY_KEY, Disclosure, Style, Wish
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import FIELDS, Entity, FieldKind
from showroom_crm.values.queries import CustomerQuery

DAY = dt.date(2026, 11, 20)
AWKWARD = (
    *("行一\n行二", "行一\r\n行二", "\n头尾\n", "\t制表", "a\tb", "a\x0bb", "a\x1fb", "a\x00b"),
    *("=1+1", "=SUM(A1)", "+86", "-改天", "@名", "'引号", '"双"引,号;', "a,b", "<b>&amp;</b>"),
    *(
        "😀👍🏽",
        "𠮷野",
        "مرحبا\u202b",
        "a\u200bb",
        "\ufeff首",
        "　全角 空格　",
        "５６７ＡＢ",
        "a\xa0b",
    ),
    *("007", "000", "1e5", "2026-05-01", "_x000D_", "_x0041_", "%s{0}", "\\n", "TRUE", "0"),
    *("a  b", "   ", "-", "#N/A", "张\n三", "好" * 32_767, "长" * 40_000),
)
_KINDS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})
_ENTITIES = frozenset({Entity.CUSTOMER, Entity.VEHICLE, Entity.CONTACT_WAY})
_LONG = frozenset({"remark", "address", "last_contact_note"})
_FREE = [
    field
    for field in FIELDS
    if field.kind in _KINDS and field.entity in _ENTITIES and field.importable
    if field.key not in ("name", "uscc")
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Sit down at a showroom in which every text field holds every awkward text once."""
    opened = opening.create_sample(tmp_path_factory.mktemp("awkward") / "s", "展厅", "王芳", DAY)
    for number in range(len(AWKWARD)):
        values: dict[str, Value] = {
            "name": f"张{chr(0x4E00 + number)}",
            "mobile": f"138{number:08}",
        }
        for place, field in enumerate(_FREE):
            text = AWKWARD[(number + place) % len(AWKWARD)]
            if len(text) > 100 and field.key not in _LONG:
                continue
            typed = readers.typed(field, text, DAY)
            if typed.value is not None:
                values[field.key] = typed.value
        customers.register(opened, values)
    yield opened
    opening.close(opened)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("unmasked", [True, False])
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_awkward_texts_come_back_as_they_were(
    desk: Desk, tmp_path: Path, style: Style, ending: str, unmasked: bool, language: str
) -> None:
    file = tmp_path / f"again{ending}"
    wish = Wish(EVERY_KEY, disclosure=Disclosure(unmasked=unmasked, purpose="test"))
    i18n.set_language(language)
    try:
        exports.customer_table(desk, file, CustomerQuery(), style, wish)
        proposal = imports.propose(desk, imports.read(file), file)
    finally:
        i18n.set_language("en")
    changed = [
        (row.name, record.table, key, str(record.old.get(key))[:40], str(value)[:40])
        for row in proposal.plan.rows
        for record in row.records
        for key, value in record.values.items()
    ]
    assert sorted({(key, old[:12], new[:12]) for _n, _t, key, old, new in changed}) == []
    assert len(proposal.plan.rows) == len(AWKWARD)
