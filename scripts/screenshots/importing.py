"""Scenes of the import, from the drop zone to the result."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from scripts.screenshots.scene import BOTH, Scene, page, press
from scripts.screenshots.showrooms import DMS, Showrooms
from showroom_crm import paths
from showroom_crm.ui import place, snapshot
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.snapshot import Stage
from showroom_crm.ui.widgets.buttons import LinkButton

_UPDATES, _TO_DECIDE, _TO_CHECK = 1, 3, 7  # tabs of the plan
_COPIED = """姓名\t手机\t意向车型\t来源\t意向级别\t备注
沈嘉怡\t15500010231\t晨星 L\t朋友圈\t很想要\t周末来看车
陆明远\t15500010232\t远山 E5\t朋友圈\t再看看\t关心充电
韦小满\t15500010233\t青川 S\t车友会\t很想要\t旧车想置换
段思齐\t15500010234\t小满\t社区外展\t再看看\t
严书瑶\t15500010235\t晨星 PRO\t车友会\t很想要\t问分期
"""


def review(stage: Stage) -> ImportPage:
    """Open the file of the dealer system and return the page with its review."""
    here = page(stage, place.IMPORT, ImportPage)
    here.open_files((paths.resource("samples", DMS),))
    snapshot.settle(stage.tasks)
    return here


def _turn_to(stage: Stage, tab: int) -> ImportPage:
    here = review(stage)
    here.review.plan.tabs.choose(tab)
    here.review.plan.take_focus()
    return here


def _plan(stage: Stage, _rooms: Showrooms) -> None:
    """Show what is known already and would change."""
    _turn_to(stage, _UPDATES)


def _questions(stage: Stage, _rooms: Showrooms) -> None:
    _turn_to(stage, _TO_DECIDE)


def _row(stage: Stage, _rooms: Showrooms) -> None:
    """Open a row of the plan."""
    plan = _turn_to(stage, _UPDATES).review.plan
    plan.rows.selectRow(2)
    plan.open_row()


def _checks(stage: Stage, _rooms: Showrooms) -> None:
    _turn_to(stage, _TO_CHECK)


def _header(stage: Stage, _rooms: Showrooms) -> None:
    press(stage, review(stage), "Ctrl+H")


def _paste(stage: Stage, _rooms: Showrooms) -> None:
    """Paste a few lines with words that stand in no list."""
    here = page(stage, place.IMPORT, ImportPage)
    QApplication.clipboard().setText(_COPIED)
    press(stage, here, "Ctrl+V")


def _result(stage: Stage, _rooms: Showrooms) -> None:
    review(stage).carry_out()


def _damaged(stage: Stage, rooms: Showrooms) -> None:
    """Open a workbook of which half is missing."""
    whole = paths.resource("samples", DMS).read_bytes()
    half = rooms.exports / "客户表_没下载完.xlsx"
    half.write_bytes(whole[: len(whole) // 2])
    page(stage, place.IMPORT, ImportPage).open_files((half,))


def _past(stage: Stage, _rooms: Showrooms) -> None:
    """Look at what the undo of the last import would do."""
    history = page(stage, place.IMPORT, ImportPage).start.history
    history.findChildren(LinkButton)[0].click()


SCENES = (
    Scene("import-empty", "fresh", lambda stage, _rooms: stage.window.go_to(place.IMPORT), BOTH),
    Scene("import-plan", "begun", _plan, BOTH),
    Scene("import-questions", "begun", _questions),
    Scene("import-checks", "begun", _checks),
    Scene("import-row", "begun", _row, BOTH),
    Scene("import-header", "begun", _header, BOTH),
    Scene("import-paste", "begun", _paste, BOTH),
    Scene("import-past", "full", _past),
    Scene("import-damaged", "fresh", _damaged),
)
LAST = (Scene("import-result", "begun", _result, BOTH),)
"""What changes its showroom."""
