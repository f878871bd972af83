"""The place Segments on a real store: every bar leads to just the customers it counts."""

import pytest
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers, insights
from showroom_crm.operations.desk import Desk
from showroom_crm.store import listing
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.place import Go, Page
from showroom_crm.ui.segments.figures import figures
from showroom_crm.ui.segments.leading import target
from showroom_crm.ui.segments.page import SegmentsPage
from showroom_crm.ui.segments.reading import Numbers
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton
from showroom_crm.values.insight import Bar, ChartData, Series
from showroom_crm.values.queries import SavedView

PEOPLE = (("张一", "H"), ("李二", "A"), ("王三", "C"), ("赵四", "N"), ("陈五", "O"))


@pytest.fixture
def people(desk: Desk) -> None:
    for number, (name, level) in enumerate(PEOPLE):
        mobile = f"1390000000{number}"
        customers.register(desk, {"name": name, "level": level, "mobile": mobile})


@pytest.fixture
def go() -> Go:
    return Go()


@pytest.fixture
def page(desk: Desk, tasks: Tasks, go: Go, qtbot: QtBot, appearance: Appearance) -> SegmentsPage:
    made = SegmentsPage(desk, tasks, go)
    qtbot.addWidget(made)
    made.resize(1076, 720)
    made.show()
    assert tasks.wait_for_done()
    return made


@pytest.mark.usefixtures("people")
def test_charts_come_one_after_another(page: SegmentsPage, qtbot: QtBot) -> None:
    assert isinstance(page, Page)
    qtbot.waitUntil(lambda: len(page.cards) == 4, timeout=5000)
    assert page.minimumSizeHint().width() <= 1076


@pytest.mark.usefixtures("people")
def test_every_bar_leads_to_the_customers_it_counts(desk: Desk) -> None:
    seen = 0
    for chart in insights.charts(desk):
        for line in chart.series:
            for bar in line.bars:
                query = target(chart, line.key, bar.key).view().query
                assert listing.count(desk.store, query, desk.today) == bar.value, (chart.key, bar)
                seen += 1
    assert seen > 15


@pytest.mark.usefixtures("people")
def test_click_is_told_to_the_window(page: SegmentsPage, go: Go, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.cards), timeout=5000)
    views: list[SavedView] = []
    go.view.connect(views.append)
    with qtbot.waitSignal(page.query_requested):
        card = page.cards[0]
        card.chosen.emit(card.chart, "segments", "churn_risk")  # type: ignore[attr-defined]
    assert [condition.values for condition in views[0].query.conditions] == [("churn_risk",)]


def test_nobody_yet_says_what_to_do(page: SegmentsPage, go: Go, qtbot: QtBot) -> None:
    assert page.cards == []
    with qtbot.waitSignal(go.place):
        next(b for b in buttons(page) if b.accessibleName() == "Import a spreadsheet").click()


def buttons(page: SegmentsPage) -> list[ActionButton]:
    return page.findChildren(ActionButton)


def test_more_at_risk_is_bad_news_and_more_fans_are_good() -> None:
    bars = (
        Bar("Churn risk", "churn_risk", 27, "", "+6"),
        Bar("Loyal fan", "loyal_fan", 9, "", "+1"),
        Bar("Potential buyer", "potential_buyer", 5, "", "−2"),
    )
    chart = ChartData("segments", "", (Series("", "segments", bars),), "customers")
    good = {f.label: f.good for f in figures(Numbers((chart,), 41))}
    assert good == {
        "Customers": None,
        "Churn risk": False,
        "Loyal fan": True,
        "Potential buyer": False,
    }
