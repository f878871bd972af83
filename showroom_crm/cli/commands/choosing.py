"""Commands about what the showroom chose for its spreadsheets: import profiles, own fields."""

from __future__ import annotations

import argparse
from pathlib import Path

from showroom_crm.cli import desks, output
from showroom_crm.cli.commands.command import JSON, STORE, Command, argument
from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import N_, _
from showroom_crm.values.fields import FieldKind
from showroom_crm.values.own_fields import KIND_LABELS


def _profiles(options: argparse.Namespace) -> None:
    from showroom_crm.operations import profiles

    with desks.opened(options) as desk:
        if options.load:
            names, _changes = profiles.load(desk, Path(options.load))
            print(_("Taken over: {names}").format(names=_(", ").join(names)))
        if options.rename:
            profiles.rename(desk, _name(options), options.rename)
        elif options.forget:
            profiles.forget(desk, _name(options))
        elif options.save:
            count = profiles.save(desk, Path(options.save), options.name)
            print(_("{count} profiles are in {file}.").format(count=count, file=options.save))
            return
        sources = profiles.listed(desk)
    if options.json:
        output.as_json(sources)
        return
    output.table(
        (_("Profile"), _("Layouts"), _("Columns"), _("Last used")),
        ((each.name, each.layouts, each.columns, f"{each.used_at:%Y-%m-%d %H:%M}")
         for each in sources),
    )  # fmt: skip


def _own_fields(options: argparse.Namespace) -> None:
    from showroom_crm.operations import own_fields

    with desks.opened(options) as desk:
        if options.add:
            own_fields.add(desk, options.add, FieldKind(options.kind))
        elif options.rename:
            own_fields.rename(desk, own_fields.named(desk, _name(options)), options.rename)
        elif options.remove:
            own_fields.remove(desk, own_fields.named(desk, _name(options)))
        elif options.place:
            own_fields.move(desk, own_fields.named(desk, _name(options)), options.place - 1)
        usages = own_fields.listed(desk)
    if options.json:
        fields = ({"key": u.field.field_key, "label": u.field.label, "kind": u.field.kind,
                   "values": u.values} for u in usages)  # fmt: skip
        output.as_json(list(fields))
        return
    output.table(
        (_("Field"), _("Key"), _("Kind"), _("Customers with a value")),
        ((each.field.label, each.field.field_key, _(KIND_LABELS[each.field.kind]), each.values)
         for each in usages),
    )  # fmt: skip


def _name(options: argparse.Namespace) -> str:
    if not options.name:
        raise InvalidInput(_("Say which one: write its name after the command."))
    return str(options.name)


_WHICH = argument("name", nargs="?", metavar=N_("NAME"))

COMMANDS = (
    Command(
        "profiles",
        N_("how files of each source are imported: list, save to a file, take from one"),
        (
            *STORE,
            _WHICH,
            argument("--save", metavar=N_("FILE"), help=N_("write one or all into a file")),
            argument("--load", metavar=N_("FILE"), help=N_("take over those in a file")),
            argument("--rename", metavar=N_("NEW"), help=N_("call it NEW")),
            argument("--forget", action="store_true", help=N_("let it go")),
            JSON,
        ),
        _profiles,
    ),
    Command(
        "own-fields",
        N_("fields of our own: list, add, rename, order, remove"),
        (
            *STORE,
            _WHICH,
            argument("--add", metavar=N_("NEW"), help=N_("make a field")),
            argument(
                "--kind", choices=[str(kind) for kind in KIND_LABELS], default=str(FieldKind.TEXT)
            ),
            argument("--rename", metavar=N_("NEW"), help=N_("call it NEW")),
            argument("--place", type=int, metavar=N_("N"), help=N_("its place in the order")),
            argument("--remove", action="store_true", help=N_("with what customers have in it")),
            JSON,
        ),
        _own_fields,
    ),
)
