"""Own fields and import profiles in the settings, on a real store."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers, history, imports, own_fields, profiles
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.settings.own_fields import OwnFieldsSection
from showroom_crm.ui.settings.profiles import ProfilesSection
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.fields import FieldKind


@pytest.fixture
def fields(desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance) -> OwnFieldsSection:
    hobby, _changes = own_fields.add(desk, "爱好标签")
    own_fields.add(desk, "积分", FieldKind.DECIMAL)
    customers.register(desk, {"name": "张一", "mobile": "13900000001", hobby.field_key: "钓鱼"})
    made = OwnFieldsSection(desk, tasks)
    qtbot.addWidget(made)
    made.show()
    assert tasks.wait_for_done()
    return made


def labels(desk: Desk) -> list[str]:
    return [usage.field.label for usage in own_fields.listed(desk)]


def test_fields_are_added_renamed_moved_and_removed(
    fields: OwnFieldsSection, desk: Desk, tasks: Tasks
) -> None:
    fields.new_name.setText("结婚日")
    fields.new_kind.setCurrentIndex(fields.new_kind.findData(FieldKind.DATE))
    fields.add.click()
    assert tasks.wait_for_done()
    assert labels(desk) == ["爱好标签", "积分", "结婚日"]
    fields.ups["结婚日"].click()
    assert tasks.wait_for_done()
    assert labels(desk) == ["爱好标签", "结婚日", "积分"]
    fields.names["积分"].setText("会员积分值")
    fields.names["积分"].editingFinished.emit()
    assert tasks.wait_for_done()
    assert labels(desk) == ["爱好标签", "结婚日", "会员积分值"]
    fields.removes["爱好标签"].click()
    assert tasks.wait_for_done()
    assert labels(desk) == ["结婚日", "会员积分值"]
    history.undo(desk)
    assert own_fields.listed(desk)[0].values == 1


def test_a_name_that_is_taken_is_told_and_put_back(
    fields: OwnFieldsSection, desk: Desk, tasks: Tasks
) -> None:
    fields.new_name.setText("登录密码")
    fields.add.click()
    assert tasks.wait_for_done()
    assert fields.trouble.text()
    fields.names["积分"].setText("姓名")
    fields.names["积分"].editingFinished.emit()
    assert tasks.wait_for_done()
    assert fields.names["积分"].text() == "积分"
    assert labels(desk) == ["爱好标签", "积分"]


def test_profiles_are_listed_renamed_saved_taken_over_and_forgotten(
    desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> None:
    path = tmp_path / "易车线索.csv"
    path.write_text("编号,姓名,手机\nA1,张一,13900000001\n", "utf-8")
    imports.apply(desk, imports.propose(desk, imports.read(path), path))
    made = ProfilesSection(desk, tasks)
    qtbot.addWidget(made)
    made.show()
    assert tasks.wait_for_done()
    assert ("易车线索", "rename") in made.buttons
    made.profiles.rename("易车线索", True, "易车")
    assert tasks.wait_for_done()
    made.profiles.save(tmp_path / "p.json", None)
    assert tasks.wait_for_done()
    assert "p.json" in made.told.text()
    made.buttons["易车", "forget"].click()
    assert tasks.wait_for_done()
    assert profiles.listed(desk) == ()
    assert made.none.isVisible()
    assert not made.save.isEnabled()
    made.profiles.load(tmp_path / "p.json")
    assert tasks.wait_for_done()
    assert [each.name for each in profiles.listed(desk)] == ["易车"]
    made.profiles.load(path)
    assert tasks.wait_for_done()
    assert made.trouble.text()
