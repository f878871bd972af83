"""Commands about customers who may be one person: find them, merge them, tell them apart."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from showroom_crm.cli import desks, output
from showroom_crm.cli.commands.command import JSON, STORE, Command, argument
from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.values import masking
from showroom_crm.values.customers import Value
from showroom_crm.values.duplicates import LEAST

if TYPE_CHECKING:
    from showroom_crm.operations.desk import Desk
    from showroom_crm.values.duplicates import Likeness, MergePlan


def share(text: str) -> float:
    """Read a confidence between 0 and 1."""
    try:
        found = float(text)
    except ValueError:
        found = -1
    if not 0 <= found <= 1:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a number between 0 and 1.").format(text=text)
        )
    return found


def _duplicates(options: argparse.Namespace) -> None:
    from showroom_crm.operations import duplicates

    with desks.opened(options) as desk:
        found = duplicates.scan(desk, options.least)
    if options.json:
        output.as_json([_as_record(each) for each in found])
        return
    output.table(
        (_("Confidence"), _("Customer no."), _("Name"), _("Reasons")),
        (
            (
                f"{each.group.confidence:.0%}",
                " + ".join(line.customer_no for line in each.lines),
                " + ".join(line.name or "—" for line in each.lines),
                _("; ").join(reason for reason, _against in each.reasons),
            )
            for each in found
        ),
    )
    count = len(found)
    text = ngettext(
        "{count} group of likely duplicates", "{count} groups of likely duplicates", count
    )
    print(text.format(count=count))


def _as_record(found: Likeness) -> dict[str, object]:
    return {
        "confidence": found.group.confidence,
        "customers": [{"customer_no": line.customer_no, "name": line.name} for line in found.lines],
        "reasons": [reason for reason, against in found.reasons if not against],
        "against": [reason for reason, against in found.reasons if against],
    }


def _merge(options: argparse.Namespace) -> None:
    from showroom_crm.operations import duplicates

    with desks.opened(options) as desk:
        keep, *others = _customers(desk, [options.keep, *options.others])
        choices = _choices(desk, options.take)
        plan = duplicates.preview(desk, keep, others, choices)
        _refuse_unknown(plan, choices)
        changes = None if options.dry_run else duplicates.merge(desk, keep, others, choices)
    if options.json:
        operation = changes.operation if changes else None
        output.as_json({"operation": operation, **_told(plan)})
        return
    for field in plan.fields:
        if field.differs:
            print(f"{field.label}: {_text(field.key, field.result)}")
    if changes is None:
        print(_("Nothing was written."))
        return
    print(
        _("{others} are now {survivor}. Undo with: undo {operation}").format(
            others=_(", ").join(plan.numbers[1:]),
            survivor=plan.numbers[0],
            operation=changes.operation,
        )
    )


def _told(plan: MergePlan) -> dict[str, object]:
    return {
        "survivor": plan.numbers[0],
        "merged": plan.numbers[1:],
        "fields": {f.key: _text(f.key, f.result) for f in plan.fields if f.differs},
        "moved": plan.moves,
        "repeated": plan.repeats,
    }


def _text(key: str, cells: tuple[Value, ...]) -> str:
    shown = (masking.masked(key, cell) for cell in cells if cell not in (None, ""))
    return _(", ").join(map(str, shown))


def _separate(options: argparse.Namespace) -> None:
    from showroom_crm.operations import duplicates

    with desks.opened(options) as desk:
        together = _customers(desk, [options.one, *options.others])
        changes = duplicates.separate(desk, together, options.family)
    if options.json:
        output.as_json({"operation": changes.operation})
    elif options.family:
        print(_("They are kept apart as a family."))
    else:
        print(_("They are kept apart as different people."))


def _customers(desk: Desk, numbers: list[str]) -> list[int]:
    from showroom_crm.store import customers

    return [customers.by_number(desk.store, number) for number in numbers]


def _choices(desk: Desk, taken: list[str]) -> dict[str, int]:
    """Return of whom each field is taken, read from field=CUSTOMER."""
    found = {}
    for each in taken:
        key, sign, number = each.partition("=")
        if not sign:
            raise InvalidInput(_("Say which field of whom: --take city=C000002."))
        (customer,) = _customers(desk, [number.strip()])
        key = key.strip()
        found["salesperson_id" if key == "salesperson" else key] = customer
    return found


def _refuse_unknown(plan: MergePlan, choices: dict[str, int]) -> None:
    known = {field.key for field in plan.fields}
    for key, customer in choices.items():
        if key not in known:
            raise InvalidInput(_("There is no field “{field}”.").format(field=key))
        if customer not in plan.customers:
            raise InvalidInput(_("A value can only be taken from one of the merged customers."))


_OTHERS = argument("others", nargs="+", metavar=N_("OTHER"), help=N_("by customer number"))

COMMANDS = (
    Command(
        "duplicates",
        N_("find customers who are likely one person"),
        (
            *STORE,
            argument(
                "--least",
                type=share,
                default=LEAST,
                metavar=N_("CONFIDENCE"),
                help=N_("from 0 to 1: show only what is at least so sure"),
            ),
            JSON,
        ),
        _duplicates,
    ),
    Command(
        "merge",
        N_("merge customers who are one person into the first one"),
        (
            *STORE,
            argument("keep", metavar=N_("KEEP"), help=N_("the customer who stays, by number")),
            _OTHERS,
            argument(
                "--take",
                action="append",
                default=[],
                metavar=N_("FIELD=OTHER"),
                help=N_("take the value of a field from this customer"),
            ),
            argument("--dry-run", action="store_true", help=N_("only tell what would be done")),
            JSON,
        ),
        _merge,
    ),
    Command(
        "separate",
        N_("keep customers apart who only look alike, for good"),
        (
            *STORE,
            argument("one", metavar=N_("CUSTOMER"), help=N_("by customer number")),
            _OTHERS,
            argument("--family", action="store_true", help=N_("they are of one family")),
            JSON,
        ),
        _separate,
    ),
)
