"""Commands that show: the customer table, follow-ups, the report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from showroom_crm.cli import desks, output
from showroom_crm.cli.commands.command import (
    DISCLOSURE,
    JSON,
    SEARCH,
    SORT,
    STORE,
    VIEW,
    WHERE,
    Command,
    argument,
    day,
    month,
)
from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.values.queries import CustomerQuery

if TYPE_CHECKING:
    from showroom_crm.operations.desk import Desk


def query(desk: Desk, options: argparse.Namespace) -> CustomerQuery:
    """Return the query of --view, --where, --search and --sort; raises NotFound, InvalidInput."""
    from showroom_crm.operations import where
    from showroom_crm.store import views

    base = CustomerQuery()
    if options.view:
        saved = views.saved(desk.store, desk.today)
        found = [view for view in saved if options.view in (view.key, view.name)]
        if not found:
            known = _(", ").join(view.name for view in saved)
            raise NotFound(_("There is no such view. The views are: {views}.").format(views=known))
        base = found[0].query
    sort: str = getattr(options, "sort", None) or base.sort
    return CustomerQuery(
        search=getattr(options, "search", None) or base.search,
        conditions=base.conditions + where.parse(options.where, desk.today),
        sort=sort.lstrip("-"),
        descending=sort.startswith("-") or (base.descending and sort == base.sort),
    )


def _list(options: argparse.Namespace) -> None:
    from showroom_crm.operations import exports, insights, scoring
    from showroom_crm.store import listing

    shown = exports.Disclosure(options.unmasked, options.purpose)
    with desks.opened(options) as desk:
        found = listing.ids(desk.store, query(desk, options), desk.today)
        names = insights.segment_names(scoring.current(desk))
        segments = {each.key: each.name for each in names}
        lines = exports.customer_records(desk, found[: options.limit], shown)
    if options.json:
        output.as_json({"count": len(found), "customers": lines})
        return
    output.table(
        (_("Customer no."), _("Name"), _("Level"), _("Tier"), _("Score"), _("Segment"),
         _("Model of interest"), _("Next follow-up"), _("Salesperson")),
        ((line.customer_no, line.name, line.level, line.tier, line.score,
          segments.get(line.segment or "", line.segment),
          line.model, line.next_follow_up_on, line.salesperson) for line in lines),
    )  # fmt: skip
    print(_("{shown} of {count} customers").format(shown=len(lines), count=len(found)))


def _follow_ups(options: argparse.Namespace) -> None:
    from showroom_crm.operations import agenda, exports

    if not (options.pdf or options.xlsx or options.json):
        raise InvalidInput(_("Say where to: --pdf OUT.pdf, --xlsx OUT.xlsx or --json."))
    with desks.opened(options) as desk:
        sheet = agenda.follow_up_sheet(desk, options.by, options.date)
        if options.json:
            output.as_json(agenda.today(desk, options.by, options.date))
        if options.pdf:
            from showroom_crm.cli import painting

            painting.follow_up_pdf(sheet, Path(options.pdf))
        if options.xlsx:
            from showroom_crm.ui import export_style

            exports.follow_up_table(Path(options.xlsx), sheet, export_style.palette())
        agenda.note_print(desk, len(sheet.rows))
        if options.pdf or options.xlsx:
            print(_("{count} customers to contact").format(count=len(sheet.rows)))


def _card(options: argparse.Namespace) -> None:
    from showroom_crm.cli import painting
    from showroom_crm.operations import cards
    from showroom_crm.store import customers

    with desks.opened(options) as desk:
        read = cards.read(desk, customers.by_number(desk.store, options.customer))
        pages = painting.card_pdf(read, Path(options.pdf))
        cards.note_print(desk, read)
    text = ngettext("{count} page in {file}", "{count} pages in {file}", pages)
    print(text.format(count=pages, file=options.pdf))


def _report(options: argparse.Namespace) -> None:
    from showroom_crm.operations import insights

    if not (options.xlsx or options.json):
        raise InvalidInput(_("Say where to: --xlsx OUT.xlsx or --json."))
    with desks.opened(options) as desk:
        when = options.month or desk.today.replace(day=1)
        if options.json:
            output.as_json(
                {"kpis": insights.indicators(desk, when), "charts": insights.charts(desk)}
            )
        if options.xlsx:
            from showroom_crm.ui import export_style

            insights.write_report(desk, Path(options.xlsx), when, export_style.report_style())
            print(_("The report is in {file}.").format(file=options.xlsx))


COMMANDS = (
    Command(
        "list",
        N_("show customers"),
        (
            *STORE,
            VIEW,
            WHERE,
            SEARCH,
            SORT,
            argument("--limit", type=int, default=50, metavar=N_("N")),
            *DISCLOSURE,
            JSON,
        ),
        _list,
    ),
    Command(
        "follow-ups",
        N_("the follow-up list of a day"),
        (
            *STORE,
            argument("--date", type=day, metavar=N_("D")),
            argument("--by", metavar=N_("NAME"), help=N_("of one salesperson")),
            argument("--pdf", metavar=N_("OUT.pdf")),
            argument("--xlsx", metavar=N_("OUT.xlsx")),
            JSON,
        ),
        _follow_ups,
    ),
    Command(
        "card",
        N_("one customer on paper: data, score with reasons, history"),
        (
            *STORE,
            argument("customer", metavar=N_("CUSTOMER"), help=N_("by customer number")),
            argument("--pdf", metavar=N_("OUT.pdf"), required=True),
        ),
        _card,
    ),
    Command(
        "report",
        N_("indicators, segments and funnel of a month"),
        (
            *STORE,
            argument("--month", type=month, metavar="YYYY-MM"),
            argument("--xlsx", metavar=N_("OUT.xlsx")),
            JSON,
        ),
        _report,
    ),
)
