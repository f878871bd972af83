"""The way in, on a real store: made once, opened by password, opened again by the code."""

from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from showroom_crm.errors import NotFound, StoreDamaged
from showroom_crm.operations import customers, opening, safety
from showroom_crm.operations.desk import Desk
from showroom_crm.store import listing
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.opening.dialog import OpeningDialog
from showroom_crm.ui.opening.first_run import FirstRunPage
from showroom_crm.ui.opening.forgotten import ForgottenPage
from showroom_crm.ui.opening.making import Report
from showroom_crm.ui.opening.recovery_code import RecoveryCodePage
from showroom_crm.ui.opening.restoring import RestoringPage
from showroom_crm.ui.opening.strength import bits, verdict
from showroom_crm.ui.opening.trouble import TroublePage
from showroom_crm.ui.opening.unlock import UnlockPage
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.queries import CustomerQuery

P = TypeVar("P")
SECRET = "three calm words"


def no_sample(_folder: Path, _report: Report) -> Desk:
    raise NotFound("The samples are missing.")


@pytest.fixture
def way(tasks: Tasks, qtbot: QtBot, tmp_path: Path, appearance: Appearance) -> OpeningDialog:
    made = OpeningDialog(tasks, Remembered(tmp_path / "preferences.json"), no_sample)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def store(tmp_path: Path) -> tuple[Path, str]:
    desk, code = opening.create(tmp_path / "store", "East", "Wang Fang", SECRET)
    opening.close(desk)
    return tmp_path / "store", code


def page(way: OpeningDialog, kind: type[P]) -> P:
    shown = way.page
    assert isinstance(shown, kind)
    return shown


def type_password(way: OpeningDialog, tasks: Tasks, password: str) -> UnlockPage:
    unlock = page(way, UnlockPage)
    assert unlock.primary is not None
    unlock.password.setText(password)
    unlock.primary.click()
    assert tasks.wait_for_done()
    return unlock


def opened(way: OpeningDialog) -> list[Desk]:
    desks: list[Desk] = []
    way.opened.connect(desks.append)
    return desks


def test_first_day_ends_with_a_kept_code_and_an_open_store(
    way: OpeningDialog, tasks: Tasks, tmp_path: Path
) -> None:
    desks = opened(way)
    way.begin(tmp_path / "new")
    assert tasks.wait_for_done()
    first = page(way, FirstRunPage)
    for edit, text in (
        (first.showroom, "East"),
        (first.user, "Wang Fang"),
        (first.password, SECRET),
        (first.again, SECRET),
    ):
        edit.setText(text)
    assert first.primary is not None
    first.primary.click()
    assert tasks.wait_for_done()
    code = page(way, RecoveryCodePage)
    assert code.primary is not None
    assert not code.primary.isEnabled()
    code.save_to(tmp_path / "code.pdf")
    code.save_to(tmp_path / "code.txt")
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")
    code.sure.setChecked(True)
    code.primary.click()
    [desk] = desks
    assert desk.staff.name == "Wang Fang"
    opening.close(desk)
    written = (tmp_path / "code.txt").read_text("utf-8").split("\n\n")[1]
    opening.close(opening.unlock_with_code(tmp_path / "new", written, "Wang Fang", "another one"))


def test_first_day_says_what_is_missing(way: OpeningDialog, tasks: Tasks, tmp_path: Path) -> None:
    way.begin(tmp_path / "new")
    assert tasks.wait_for_done()
    first = page(way, FirstRunPage)
    first.password.setText(SECRET)
    assert first.primary is not None
    first.primary.click()
    assert tasks.wait_for_done()
    assert page(way, FirstRunPage) is first
    assert first.again.property("wrong") == "true"
    assert not opening.exists(tmp_path / "new")


def test_wrong_password_is_said_and_the_right_one_opens(
    way: OpeningDialog, tasks: Tasks, store: tuple[Path, str], tmp_path: Path
) -> None:
    desks = opened(way)
    way.begin(store[0])
    assert tasks.wait_for_done()
    unlock = type_password(way, tasks, "something else")
    assert unlock.name == "Wang Fang"
    assert unlock.password.property("wrong") == "true"
    assert desks == []
    type_password(way, tasks, SECRET)
    [desk] = desks
    opening.close(desk)
    kept = Remembered(tmp_path / "preferences.json").now
    assert (kept.last_user, kept.last_store) == ("Wang Fang", str(store[0]))


def test_code_gives_a_new_password(
    way: OpeningDialog, tasks: Tasks, store: tuple[Path, str]
) -> None:
    desks = opened(way)
    way.begin(store[0])
    assert tasks.wait_for_done()
    page(way, UnlockPage).forgotten.emit("Wang Fang")
    lost = page(way, ForgottenPage)
    assert lost.primary is not None
    lost.code.setText("00000-00000")
    lost.password.setText("brand new secret")
    lost.again.setText("brand new secret")
    lost.primary.click()
    assert tasks.wait_for_done()
    assert desks == []
    assert lost.trouble.text()
    lost.code.setText(store[1].lower().replace("-", ""))
    lost.primary.click()
    assert tasks.wait_for_done()
    opening.close(desks[0])
    opening.close(opening.unlock(store[0], "Wang Fang", "brand new secret"))


def test_store_open_elsewhere_can_be_tried_again(
    way: OpeningDialog, tasks: Tasks, store: tuple[Path, str]
) -> None:
    elsewhere = opening.unlock(store[0], "Wang Fang", SECRET)
    way.begin(store[0])
    assert tasks.wait_for_done()
    type_password(way, tasks, SECRET)
    trouble = page(way, TroublePage)
    opening.close(elsewhere)
    trouble.retried.emit()
    assert tasks.wait_for_done()
    page(way, UnlockPage)


def test_damaged_store_offers_its_backups(appearance: Appearance, qtbot: QtBot) -> None:
    shown = TroublePage(StoreDamaged("The store's file is damaged."))
    qtbot.addWidget(shown)
    assert shown.primary is not None
    with qtbot.waitSignal(shown.restore_wanted):
        shown.primary.click()


def test_longer_and_mixed_is_stronger() -> None:
    assert bits("11111111") <= bits("12345678") < bits("13572468") < bits("a7!Kq29Z")
    assert verdict("") == ""
    assert verdict("12345678") != verdict("a7!Kq29Zx_p")


def test_backup_takes_the_place_of_a_damaged_store(
    way: OpeningDialog, tasks: Tasks, store: tuple[Path, str]
) -> None:
    desk = opening.unlock(store[0], "Wang Fang", SECRET)
    customers.register(desk, {"name": "Zhang San", "mobile": "13900000001"})
    safety.backup(desk)
    opening.close(desk)
    (store[0] / "showroom.db").write_bytes(b"nothing that could be read" * 400)
    desks = opened(way)
    way.begin(store[0])
    assert tasks.wait_for_done()
    type_password(way, tasks, SECRET)
    page(way, TroublePage).restore_wanted.emit()
    assert tasks.wait_for_done()
    restoring = page(way, RestoringPage)
    assert restoring.primary is not None
    restoring.secret.setText("not the password")
    restoring.primary.click()
    assert tasks.wait_for_done()
    assert restoring.trouble.text()
    restoring.secret.setText(SECRET)
    restoring.primary.click()
    assert tasks.wait_for_done()
    type_password(way, tasks, SECRET)
    assert listing.count(desks[0].store, CustomerQuery(), desks[0].today) == 1
    opening.close(desks[0])
