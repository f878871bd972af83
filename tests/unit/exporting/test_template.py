"""The empty import template explains itself and offers the showroom's own values."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from showroom_crm.exporting import template
from showroom_crm.exporting.look import TableLook
from showroom_crm.values.fields import BY_KEY, FIELDS, FieldKind, Privacy

LISTS = {
    "level": ("H", "A", "B", "C"),
    "gender": ("男", "女"),
    "source_l1": tuple(f"来源, {number}" for number in range(60)),
}


@pytest.fixture
def book(tmp_path: Path, look: TableLook) -> Workbook:
    path = tmp_path / "模板.xlsx"
    template.write(path, palette=look.palette, lists=LISTS)
    return openpyxl.load_workbook(path)


def test_template_has_headers_only(book: Workbook) -> None:
    sheet = book.worksheets[0]
    assert sheet.max_row == 1
    headers = [cell.value for cell in sheet[1]]
    assert headers == [BY_KEY[key].label for key in template.TEMPLATE_KEYS]
    assert sheet.freeze_panes == "B2"


def test_every_importable_column_of_the_template_has_a_note(book: Workbook) -> None:
    for cell, key in zip(book.worksheets[0][1], template.TEMPLATE_KEYS, strict=True):
        assert BY_KEY[key].importable
        assert cell.comment is not None, key
        if BY_KEY[key].kind is FieldKind.PHONE:
            assert "13800138000" in cell.comment.text


def test_lists_of_any_length_and_with_commas_are_offered(book: Workbook) -> None:
    rules = book.worksheets[0].data_validations.dataValidation
    assert len(rules) == len(LISTS)
    lengths = sorted(int(str(rule.formula1).rsplit("$", 1)[1]) for rule in rules)
    assert lengths == [2, 4, 60]
    assert book["Lists"].sheet_state == "veryHidden"


def test_phones_typed_in_stay_text(book: Workbook) -> None:
    sheet = book.worksheets[0]
    place = template.TEMPLATE_KEYS.index("mobile") + 1
    letter = get_column_letter(place)
    assert sheet.column_dimensions[letter].number_format == "@"


def test_dictionary_names_every_field(book: Workbook) -> None:
    sheet = book["Data dictionary"]
    titles = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    importable = [field for field in FIELDS if field.importable]
    assert set(titles) == {field.label for field in importable}
    assert titles["Gender"][4].value == "男、女"
    sensitive = [field.label for field in importable if field.privacy is Privacy.SENSITIVE]
    assert all(titles[label][5].value == "Sensitive" for label in sensitive)


def test_no_sensitive_column_is_asked_for() -> None:
    asked = {BY_KEY[key].privacy for key in template.TEMPLATE_KEYS}
    assert Privacy.SENSITIVE not in asked
