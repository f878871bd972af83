"""The follow-up list for paper: what each column says and where the blanks to write in are."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from showroom_crm.followup.agenda import URGENCY_LABELS
from showroom_crm.followup.dates import short
from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.values.followups import (
    Agenda,
    AgendaItem,
    FollowUpSheet,
    SheetColumn,
)

_COLUMNS = (  # widths in about mm
    SheetColumn("check", "", 11.5, box=True),
    SheetColumn("level", N_("Level"), 12, centred=True, bold=True),
    SheetColumn("name", N_("Name"), 23, lines=2, bold=True),
    SheetColumn("mobile", N_("Phone"), 25.5),
    SheetColumn("model", N_("Model/colour"), 26, lines=2),
    SheetColumn("last", N_("Last contact"), 38, lines=2),
    SheetColumn("purpose", N_("Purpose today"), 38.5, lines=2),
    SheetColumn("interest", N_("Competitor/concerns"), 27, lines=2),
    SheetColumn("expected", N_("Expected purchase"), 20.5, centred=True),
    SheetColumn("overdue", N_("Days late"), 10, centred=True, bold=True),
    SheetColumn("result", N_("Result"), 31, blank=True),
    SheetColumn("next", N_("Next date"), 16, blank=True),
    SheetColumn("sign", N_("Sign"), 13, blank=True),
)


def follow_up_sheet(
    agenda: Agenda, title: str, printed_by: str, printed_at: dt.datetime
) -> FollowUpSheet:
    """Return the agenda as texts for paper, numbered, one section per urgency that has entries."""
    return FollowUpSheet(
        title=title,
        subtitle=_subtitle(agenda, title),
        columns=tuple(replace(column, title=_(column.title)) for column in _COLUMNS),
        rows=tuple(_row(number, item, agenda.day) for number, item in enumerate(agenda.items, 1)),
        printed_by=printed_by,
        printed_at=printed_at,
        footer=_footer(len(agenda.items), printed_by, printed_at),
        confidential=_("Internal. Destroy after use."),
        sections=tuple(_sections(agenda)),
    )


def _sections(agenda: Agenda) -> Iterator[tuple[int, str]]:
    """Yield a heading for the first entry of each group of urgency."""
    groups = groupby(enumerate(agenda.items), key=lambda numbered: numbered[1].urgency)
    for urgency, items in groups:
        yield next(items)[0], f"{_(URGENCY_LABELS[urgency])} · {agenda.totals[urgency]}"


def _subtitle(agenda: Agenda, title: str) -> str:
    """Return day, person and greetings to send, without the day where the title tells it."""
    day = agenda.day.isoformat()
    greetings = [
        _("{festival} on {date}").format(
            festival=festival.name, date=short(festival.on, agenda.day)
        )
        for festival in agenda.festivals
    ]
    return " · ".join(filter(None, ("" if day in title else day, agenda.by, *greetings)))


def _footer(rows: int, printed_by: str, printed_at: dt.datetime) -> str:
    count = ngettext("{count} customer", "{count} customers", rows).format(count=rows)
    printed = _("Printed by {name}, {at}").format(
        name=printed_by, at=printed_at.isoformat(" ", "minutes")
    )
    return f"{printed} · {count}"


def _row(number: int, item: AgendaItem, today: dt.date) -> tuple[str, ...]:
    return (
        str(number),
        item.level or "",
        item.name,
        _grouped(item.mobile),
        " / ".join(filter(None, (item.model, item.color))),
        _last(item, today),
        _joined(*item.cautions, *item.reasons),
        _joined(item.competitor, item.concerns),
        short(item.expected_on, today) if item.expected_on else "",
        str(item.days_overdue or ""),
        "",
        "",
        "",
    )


def _last(item: AgendaItem, today: dt.date) -> str:
    """Return day and first line of the last contact."""
    note = (item.last_contact_note or "").strip().partition("\n")[0]
    day = short(item.last_contact_on, today) if item.last_contact_on else ""
    return " ".join(filter(None, (day, note)))


def _joined(*texts: str | None) -> str:
    return _("; ").join(dict.fromkeys(text for text in texts if text))


def _grouped(mobile: str | None) -> str:
    """Return a mobile number as 138 0013 8000, any other as it is."""
    if mobile and len(mobile) == 11 and mobile.startswith("1"):
        return f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"
    return mobile or ""
