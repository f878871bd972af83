"""Charts answer to pointer and click, and become pictures without a window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from showroom_crm.errors import TargetInUse
from showroom_crm.ui import theme
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.charts import colours, shapes
from showroom_crm.ui.charts.card import ChartCard
from showroom_crm.ui.charts.picture import render_chart
from showroom_crm.ui.charts.plot import ChartPlot, told
from showroom_crm.ui.charts.shapes import Form
from showroom_crm.values.insight import Bar, ChartData, Series


def rows() -> ChartData:
    bars = (
        Bar("Loyal fan", "loyal_fan", 41, "segment:loyal_fan", "+3"),
        Bar("Churn risk", "churn_risk", 27, "segment:churn_risk"),
        Bar("No segment", "", 0, ""),
    )
    return ChartData("segments", "27 at risk", (Series("Segments", "segments", bars),), "customers")


def stacks() -> ChartData:
    series = tuple(
        Series(
            f"Tier {tier}",
            tier,
            tuple(Bar(lv, lv, size, f"tier:{tier}") for lv, size in zip("HA", sizes, strict=True)),
            f"tier:{tier}",
        )
        for tier, sizes in (("A", (10, 5)), ("B", (20, 0)))
    )
    return ChartData("tiers_by_level", "Tiers", series, "customers")


def months() -> ChartData:
    series = tuple(
        Series(tier, tier, tuple(Bar(m, m, value, "") for m in ("2026-09", "2026-10")), "tier:A")
        for tier, value in (("A", 7), ("B", 7))
    )
    return ChartData("tiers_over_time", "Tiers", series, "customers")


@pytest.mark.parametrize(
    ("chart", "form"), [(rows(), Form.BARS), (stacks(), Form.STACKS), (months(), Form.LINES)]
)
def test_form_follows_the_data(chart: ChartData, form: Form) -> None:
    assert shapes.form_of(chart) is form


def test_stacks_lie_on_each_other_and_reach_their_totals() -> None:
    marks = shapes.marks(stacks())
    assert [(mark.bottom, mark.height) for mark in marks] == [(0, 10), (10, 20), (0, 5)]
    assert shapes.totals(stacks()) == [30, 5]
    assert shapes.highest(stacks()) == 30


def test_colours_come_from_the_theme(appearance: Appearance) -> None:
    look, chart = theme.tokens(), rows()
    assert colours.of_bar(chart, 0, chart.series[0].bars[1]) == look.segment["churn_risk"]
    assert colours.of_bar(chart, 0, chart.series[0].bars[2]) == look.faint
    assert colours.named("accent") == look.accent
    assert colours.named("level:A") == look.level["A"]
    assert colours.named("no such colour") is None


def test_click_says_which_bar(qtbot: QtBot, appearance: Appearance) -> None:
    card = ChartCard(rows())
    qtbot.addWidget(card)
    card.resize(500, 300)
    card.show()
    mark = card.plot.marks[1]
    with qtbot.waitSignal(card.chosen) as heard:
        where = spot(card.plot, mark)
        QTest.mouseClick(card.plot.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert heard.args is not None
    assert heard.args[1:] == ["segments", "churn_risk"]
    assert told(card.chart, mark) == "Churn risk · 27 customers"


def spot(plot: ChartPlot, mark: shapes.Mark) -> QPoint:
    middle = QPointF(mark.left + mark.width / 2, mark.bottom + mark.height / 2)
    place: QPoint = plot.mapFromScene(plot.plotItem.vb.mapViewToScene(middle))
    return place


@pytest.mark.parametrize("chart", [rows(), stacks(), months()])
def test_picture_is_written(chart: ChartData, tmp_path: Path, appearance: Appearance) -> None:
    render_chart(chart, tmp_path / "chart.png", (640, 400))
    picture = QImage(str(tmp_path / "chart.png"))
    assert (picture.width(), picture.height()) == (640, 400)
    shades = {picture.pixel(x, y) for x in range(0, 640, 5) for y in range(0, 400, 5)}
    assert len(shades) > 8


def test_picture_that_cannot_be_written_is_said(tmp_path: Path, appearance: Appearance) -> None:
    with pytest.raises(TargetInUse):
        render_chart(rows(), tmp_path / "missing" / "chart.png")


def test_no_menu_lies_over_a_chart(qtbot: QtBot, appearance: Appearance) -> None:
    plot = ChartPlot(rows())
    qtbot.addWidget(plot)
    with qtbot.waitExposed(plot):
        plot.show()
    assert [menu for menu in plot.findChildren(QMenu) if menu.isVisible()] == []
