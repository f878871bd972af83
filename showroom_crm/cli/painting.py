"""What the command line needs a painter for: the list as PDF, charts as pictures, no window."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from showroom_crm.i18n import N_, _
from showroom_crm.values.followups import FollowUpSheet
from showroom_crm.values.insight import ChartData

if TYPE_CHECKING:
    from showroom_crm.operations.cards import CardRead
    from showroom_crm.operations.desk import Desk

CHART_NAMES = {  # what the files are called, by the charts' keys
    "segments": N_("Segments"),
    "tiers_by_level": N_("Tiers by level"),
    "tiers_over_time": N_("Tiers over time"),
    "funnel": N_("From lead to owner"),
}


def follow_up_pdf(sheet: FollowUpSheet, path: Path) -> int:
    """Write the list as PDF and return its pages; raises TargetInUse, DiskFull, NoPermission."""
    from showroom_crm.ui.charts.picture import application
    from showroom_crm.ui.printing import documents

    application()  # the one that can draw charts too, since there can be no second
    return documents.write_pdf(sheet, path)


def card_pdf(read: CardRead, path: Path) -> int:
    """Write the card of a customer as PDF and return its pages; raises as `follow_up_pdf`."""
    from showroom_crm.ui.charts.picture import application
    from showroom_crm.ui.printing import card_texts, documents

    application()
    return documents.write_pdf(card_texts.customer_sheet(read), path)


def chart_pictures(charts: Sequence[ChartData], folder: Path) -> list[Path]:
    """Write each chart as PNG into `folder` and return the files; raises TargetInUse."""
    from showroom_crm.ui.charts.picture import render_chart

    files = [folder / f"{_(CHART_NAMES.get(chart.key, chart.key))}.png" for chart in charts]
    for chart, file in zip(charts, files, strict=True):
        render_chart(chart, file)
    return files


def window_picture(desk: Desk, folder: Path) -> Path:
    """Write the window with the customers in it as PNG into `folder`; raises TargetInUse."""
    from showroom_crm.ui.charts.picture import application

    application()
    from showroom_crm.ui import place, snapshot

    file = folder / "window.png"
    with tempfile.TemporaryDirectory() as kept:
        stage = snapshot.Stage(Path(kept) / "preferences.json", desk)
        stage.window.go_to(place.CUSTOMERS)
        image = stage.picture(snapshot.STANDARD)
        stage.close()
    snapshot.save(image, file)
    return file
