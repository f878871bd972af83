"""Making, unlocking and leaving a store."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from showroom_crm.errors import (
    InvalidInput,
    NotFound,
    StoreDamaged,
    StoreLocked,
    WrongPassword,
)
from showroom_crm.operations import customers, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.store import counts
from tests.unit.operations.conftest import PASSWORD, TODAY


def test_what_was_made_opens_with_password_and_with_the_recovery_code(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    desk, code = opening.create(folder, "东城展厅", "王芳", PASSWORD)
    assert desk.staff.name == "王芳"
    assert desk.staff.role == "manager"
    opening.close(desk)

    desk = opening.unlock(folder, "王芳", PASSWORD)
    assert opening.showroom_name(desk) == "东城展厅"
    opening.close(desk)

    desk = opening.unlock_with_code(folder, code.lower().replace("-", " "), "王芳", "another-1")
    opening.close(desk)
    with pytest.raises(WrongPassword):
        opening.unlock(folder, "王芳", PASSWORD)
    opening.close(opening.unlock(folder, "王芳", "another-1"))


@pytest.mark.parametrize(
    ("showroom", "user", "password"),
    [("", "王芳", PASSWORD), ("东城展厅", "  ", PASSWORD), ("东城展厅", "王芳", "short")],
)
def test_incomplete_answers_make_no_store(
    tmp_path: Path, showroom: str, user: str, password: str
) -> None:
    with pytest.raises(InvalidInput):
        opening.create(tmp_path / "store", showroom, user, password)
    assert not opening.exists(tmp_path / "store")


def test_a_store_is_never_made_over_another(tmp_path: Path) -> None:
    desk, _code = opening.create(tmp_path / "store", "东城展厅", "王芳", PASSWORD)
    opening.close(desk)
    with pytest.raises(InvalidInput):
        opening.create(tmp_path / "store", "西城展厅", "李强", PASSWORD)
    opening.close(opening.unlock(tmp_path / "store", "王芳", PASSWORD))


def test_a_showroom_whose_file_is_gone_is_to_be_restored_not_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    desk, _code = opening.create(folder, "东城展厅", "王芳", PASSWORD)
    opening.close(desk)
    for file in folder.glob("showroom.db*"):
        file.unlink()
    with pytest.raises(StoreDamaged, match="Restore"):
        opening.unlock(folder, "王芳", PASSWORD)
    with pytest.raises(InvalidInput):
        opening.create(folder, "东城展厅", "王芳", "another-1")
    assert opening.describe(folder).names == ("王芳",)


def test_an_open_store_is_locked_for_others(tmp_path: Path) -> None:
    desk, _code = opening.create(tmp_path / "store", "东城展厅", "王芳", PASSWORD)
    with pytest.raises(StoreLocked):
        opening.unlock(tmp_path / "store", "王芳", PASSWORD)
    opening.close(desk)


def test_nothing_is_found_where_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        opening.describe(tmp_path)


def test_the_sample_needs_no_password_and_its_day_stands_still(tmp_path: Path) -> None:
    opening.close(opening.create_sample(tmp_path / "s", "示例", "经理", TODAY))
    desk = opening.unlock_open(tmp_path / "s")
    assert desk.today == TODAY
    opening.close(desk)


def test_scores_follow_the_day_and_a_month_end_is_kept(desk: Desk) -> None:
    customers.register(desk, {"name": "张三", "mobile": "19400000001", "level": "H"})
    assert not opening.start_day(desk)  # the first customer of all was scored today
    december = replace(desk, clock=lambda: dt.datetime(2026, 12, 1, 8))
    assert opening.start_day(december)
    kept = counts.tiers_by_month(desk.store, december.today)
    assert {each.month for each in kept} == {dt.date(2026, 11, 1), dt.date(2026, 12, 1)}
