"""Texts whose quotes do not close as they should: no row is taken into the one before it."""

import pytest

from showroom_crm.importing import text_tables

_HEAD = "姓名,手机,备注\n"


def rows(text: str) -> list[list[object]]:
    return [list(row) for row in text_tables.table(_HEAD + text)[1:]]


@pytest.mark.parametrize("further", [1, 5, 500])
def test_a_quote_that_never_closes_ends_with_its_line(further: int) -> None:
    lines = "".join(f"李{i},139{i:08},看车\n" for i in range(further))
    found = rows(f'张伟,13800000001,"预算15万\n{lines}')
    assert found[0] == ["张伟", "13800000001", "预算15万"]
    assert len(found) == 1 + further


def test_a_quote_that_closes_in_the_midst_of_a_later_row() -> None:
    found = rows('张伟,138,"看车\n李娜,139,试驾\n王强,150,"贷款\n赵敏,177,x\n')
    assert [row[0] for row in found] == ["张伟", "李娜", "王强", "赵敏"]


def test_quotes_that_are_not_doubled_stay_in_their_row() -> None:
    found = rows('"李"四"","138",x\n王六,139,"a\nb"\n"赵 七" ,150,""\n')
    assert [row[1] for row in found] == ["138", "139", "150"]
    assert found[1][2] == "a\nb"


def test_a_header_whose_quote_is_open() -> None:
    assert text_tables.table('"姓名,手机\n张三,13900000001\n')[1] == ["张三", "13900000001"]
