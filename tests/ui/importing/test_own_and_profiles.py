"""Unknown columns become own fields with one click; profiles are chosen, named and shared."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from showroom_crm.operations import own_fields, profiles
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.importing.field_choice import FieldChoice
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.rows_model import CHANGES
from showroom_crm.ui.tasks import Tasks

HEAD = "线索编号,客户姓名,手机号码,爱好标签,积分,登录密码"
ROWS = ("A1,张一,13900000001,钓鱼,12,abc", "A2,李二,13900000002,露营,7,def")


def file(folder: Path, name: str = "易车线索_20261101.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text("\n".join((head, *ROWS)) + "\n", "utf-8")
    return path


def review(page: ImportPage, tasks: Tasks, qtbot: QtBot, path: Path) -> None:
    page.open_files((path,))
    assert tasks.wait_for_done()
    assert page.draft is not None
    columns = len(page.draft.mapping.columns)
    qtbot.waitUntil(lambda: len(page.review.mapping.choices) == columns, timeout=5000)


def choice(page: ImportPage, header: str) -> FieldChoice:
    return next(
        each for each in page.review.mapping.choices.values() if each.accessibleName() == header
    )


def choose(page: ImportPage, tasks: Tasks, header: str, key: str) -> None:
    box = choice(page, header)
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())
    assert tasks.wait_for_done()


def test_columns_not_taken_are_named_and_kept_with_one_click(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, qtbot, file(tmp_path))
    line = page.review.mapping.left_out
    assert "爱好标签" in line.told.text()
    assert "登录密码" not in line.told.text()
    assert "登录密码" in line.refused.text()
    line.keep.click()
    assert tasks.wait_for_done()
    assert not line.keep.isVisible()
    assert choice(page, "爱好标签").currentText() == "爱好标签"
    assert page.draft is not None
    assert {field.label for field in page.draft.own} == {"爱好标签", "积分"}
    cells = page.review.plan.rows.model().index(0, 3).data(CHANGES)
    assert ("积分", "", "12") in [(cell.label, cell.old, cell.new) for cell in cells]
    page.review.go.click()
    assert tasks.wait_for_done()
    assert {usage.field.label: usage.values for usage in own_fields.listed(desk)} == {
        "爱好标签": 2,
        "积分": 2,
    }


def test_one_column_is_made_an_own_field_and_put_back(
    page: ImportPage, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, qtbot, file(tmp_path))
    choose(page, tasks, "爱好标签", "custom:")
    assert page.draft is not None
    assert "custom:爱好标签" in page.draft.mapping.fields
    assert choice(page, "爱好标签").currentText() == "爱好标签"
    choose(page, tasks, "爱好标签", "")
    assert "custom:爱好标签" not in page.draft.mapping.fields
    assert choice(page, "爱好标签").currentData() == ""
    choose(page, tasks, "登录密码", "custom:")
    assert not [key for key in page.draft.mapping.fields if key.startswith("custom:")]
    assert choice(page, "登录密码").currentData() == ""
    assert "登录密码" in page.review.told.text()


def test_profile_is_named_after_the_file_until_somebody_names_it(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, qtbot, file(tmp_path))
    line = page.review.mapping.profile
    assert (line.name, line.known) == ("易车线索", False)
    page.profiles.actions.rename(line.name, line.known, "易车 leads")
    assert tasks.wait_for_done()
    page.review.go.click()
    assert tasks.wait_for_done()
    assert [each.name for each in profiles.listed(desk)] == ["易车 leads"]
    page.result.next.click()
    review(page, tasks, qtbot, file(tmp_path, "别的名字.csv"))
    assert (line.name, line.known) == ("易车 leads", True)
    page.profiles.actions.rename(line.name, line.known, "易车")
    assert tasks.wait_for_done()
    assert [each.name for each in profiles.listed(desk)] == ["易车"]
    assert line.name == "易车"
    page.profiles.actions.forget("易车")
    assert tasks.wait_for_done()
    assert (line.name, line.known) == ("别的名字", False)


def test_another_source_is_chosen_from_the_line(
    page: ImportPage, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, qtbot, file(tmp_path))
    choose(page, tasks, "爱好标签", "hobbies")
    page.review.go.click()
    assert tasks.wait_for_done()
    page.result.next.click()
    review(page, tasks, qtbot, file(tmp_path, "名单.csv", "编号,姓名,手机,爱好标签,分,口令"))
    assert page.draft is not None
    assert "hobbies" not in page.draft.mapping.fields
    line = page.review.mapping.profile
    line.menu.aboutToShow.emit()
    action = next(each for each in line.menu.actions() if each.text() == "易车线索")
    action.trigger()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert "hobbies" in page.draft.mapping.fields
    assert line.name == "易车线索"


def test_profiles_are_saved_and_taken_from_a_file(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, qtbot, file(tmp_path))
    page.review.mapping.left_out.keep.click()
    assert tasks.wait_for_done()
    page.review.go.click()
    assert tasks.wait_for_done()
    out = tmp_path / "profiles.json"
    page.profiles.actions.save(out, None)
    assert tasks.wait_for_done()
    profiles.forget(desk, "易车线索")
    page.profiles.read()
    page.result.next.click()
    review(page, tasks, qtbot, file(tmp_path, "x.csv"))
    line = page.review.mapping.profile
    assert (line.name, line.known) == ("x", False)
    told: list[str] = []
    page.profiles.told.connect(told.append)
    (tmp_path / "bad.json").write_text("{}", "utf-8")
    page.profiles.actions.load(tmp_path / "bad.json")
    assert tasks.wait_for_done()
    assert len(told) == 1
    page.profiles.actions.load(out)
    assert tasks.wait_for_done()
    assert (line.name, line.known) == ("易车线索", True)
