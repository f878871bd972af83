"""The place Import, shown as wide as it stands in a window of 1280."""

import pytest
from pytestqt.qtbot import QtBot

from showroom_crm.operations.desk import Desk
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.place import Go
from showroom_crm.ui.tasks import Tasks


@pytest.fixture
def page(desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance) -> ImportPage:
    made = ImportPage(desk, tasks, Go())
    qtbot.addWidget(made)
    tasks.written.connect(made.refresh)
    made.resize(1076, 720)
    made.show()
    assert tasks.wait_for_done()
    return made
