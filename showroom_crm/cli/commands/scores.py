"""Commands about scores: explain one, score all anew, try other criteria."""

from __future__ import annotations

import argparse
from pathlib import Path

from showroom_crm.cli import desks, output
from showroom_crm.cli.commands.command import JSON, STORE, Command, argument, day
from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import N_, _


def _rescore(options: argparse.Namespace) -> None:
    from showroom_crm.operations import scoring
    from showroom_crm.scoring import scorecards

    with desks.opened(options) as desk:
        card = scorecards.load(Path(options.scorecard)) if options.scorecard else None
        if options.what_if:
            if card is None:
                raise InvalidInput(_("Give the criteria to try with --scorecard FILE."))
            tried = scoring.try_out(desk, card)
            if options.json:
                output.as_json(tried)
                return
            output.table(
                (_("From"), _("To"), _("Customers")),
                (
                    (move.before, move.after, len(move.ids))
                    for move in (*tried.tiers, *tried.segments)
                ),
            )
            print(_("{moved} of {count} customers would move").format(
                moved=tried.moved, count=tried.customers))  # fmt: skip
            return
        if card is not None:
            scoring.adopt(desk, card, options.reason or Path(options.scorecard).name)
        changed, _changes = scoring.rescore(desk, options.today)
    if options.json:
        output.as_json({"changed": changed})
    else:
        print(_("{count} scores changed").format(count=changed))


def _explain(options: argparse.Namespace) -> None:
    from showroom_crm.operations import scoring
    from showroom_crm.store import customers

    with desks.opened(options) as desk:
        number = customers.by_number(desk.store, options.customer)
        (line,) = customers.lines(desk.store, [number], desk.today)
        found = scoring.explain(desk, number)
    if options.json:
        output.as_json({"customer_no": line.customer_no, "name": line.name, **output.plain(found)})
        return
    score = found.score
    who, result = f"{line.customer_no} {line.name}", (score.total, score.tier, score.segment_name)
    print(_("{name}: {value}").format(name=who, value=" · ".join(map(str, result))))
    print(_("from {coverage} % of the facts").format(coverage=score.coverage))
    output.table(
        (_("Points"), _("Reason"), _("Fact")),
        ((f"{each.points:+d}", each.sentence, each.value) for each in found.contributions),
    )
    for lift in found.lifts:
        print(_("{what}: to {total}, tier {tier}").format(
            what=lift.sentence, total=lift.total, tier=lift.tier))  # fmt: skip


COMMANDS = (
    Command(
        "rescore",
        N_("score everyone anew, or tell who would move"),
        (
            *STORE,
            argument("--today", type=day, metavar=N_("D")),
            argument("--scorecard", metavar=N_("FILE"), help=N_("criteria to adopt or to try")),
            argument("--reason", metavar=N_("TEXT")),
            argument("--what-if", action="store_true", help=N_("only tell who would move")),
            JSON,
        ),
        _rescore,
    ),
    Command(
        "explain",
        N_("why a customer has this score"),
        (*STORE, argument("customer", metavar=N_("CUSTOMER")), JSON),
        _explain,
    ),
)
