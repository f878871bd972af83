"""Commands about spreadsheets: import, export, the template, and the month-start job."""

from __future__ import annotations

import argparse
import json
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
)
from showroom_crm.cli.commands.lists import query
from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.i18n import N_, _
from showroom_crm.values.exports import Belonging
from showroom_crm.values.fields import Subject

if TYPE_CHECKING:
    from showroom_crm.cli.importing import Wishes
    from showroom_crm.operations.exports import Wish


def _import(options: argparse.Namespace) -> None:
    from showroom_crm.cli import import_report, importing
    from showroom_crm.operations import imports

    wishes = _wishes(options)
    if options.report and not Path(options.report).resolve().parent.is_dir():
        folder = Path(options.report).parent
        text = _("The folder {folder} is not there. Choose another folder.").format(folder=folder)
        raise NotFound(_("{file}: {sentence}").format(file=options.report, sentence=text))
    imports.get_ready()
    reports = []
    with desks.opened(options) as desk:
        for done in importing.all_files(desk, [Path(name) for name in options.files], wishes):
            reports.append(done)
            if not options.json and "error" not in done:
                import_report.tell(done)
    if options.report:
        Path(options.report).write_text(
            json.dumps(output.plain(reports), ensure_ascii=False, indent=1), "utf-8"
        )
    if options.json:
        output.as_json(reports)
    if sentences := [done["error"] for done in reports if "error" in done]:
        raise InvalidInput("\n".join(sentences))


def _wishes(options: argparse.Namespace) -> Wishes:
    from showroom_crm.cli.importing import Wishes, place

    pairs = [text.split("=", 1) for text in options.map or ()]
    if any(len(pair) != 2 for pair in pairs):
        raise InvalidInput(_("Write --map as header=field."))
    return Wishes(
        sheet=options.sheet,
        profile=(options.profile or "").strip(),
        fields=dict(pairs),
        dry_run=options.dry_run,
        rejects=Path(options.rejects) if options.rejects else None,
        password=options.password_of_file,
        values=tuple(options.value or ()),
        answers=tuple(options.answer or ()),
        encoding=options.encoding,
        keep_unknown=options.keep_unknown,
        edits=tuple(options.edit or ()),
        policies=tuple(options.policy or ()),
        subject=options.subject,
        place=place(options.header_row, options.range),
    )


def _export(options: argparse.Namespace) -> None:
    from showroom_crm.operations import exports
    from showroom_crm.ui import export_style

    path = exports.named(Path(options.out))
    with desks.opened(options) as desk:
        written = exports.customer_table(
            desk, path, query(desk, options), export_style.style(), _wish(options)
        )
    print(exports.told(path, written))


def _wish(options: argparse.Namespace) -> Wish:
    from showroom_crm.operations.exports import EVERY_KEY, Disclosure, Wish

    known = {each.name.lower(): each for each in Belonging}
    named = _words(options.sheets)
    for name in named:
        if name not in known:
            text = _("There is no sheet “{name}”. There are: {names}.")
            raise InvalidInput(text.format(name=name, names=_(", ").join(known)))
    return Wish(
        keys=EVERY_KEY if options.everything else tuple(_words(options.columns)) or None,
        beside=tuple(known[name] for name in named),
        disclosure=Disclosure(options.unmasked, options.purpose),
    )


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip())]


def _template(options: argparse.Namespace) -> None:
    from showroom_crm.operations import exports
    from showroom_crm.ui import export_style

    with desks.opened(options) as desk:
        exports.empty_template(desk, Path(options.out), export_style.palette())
    print(_("The template is {file}.").format(file=options.out))


def _month_start(options: argparse.Namespace) -> None:
    from showroom_crm.cli import month_start

    with desks.opened(options) as desk:
        month_start.run(desk, [Path(name) for name in options.files], Path(options.out))


_FILES = argument("files", nargs="+", metavar=N_("FILE"))

COMMANDS = (
    Command(
        "import",
        N_("import spreadsheets"),
        (
            *STORE,
            argument("files", nargs="+", metavar=N_("FILE"), help=N_("- reads standard input")),
            argument("--sheet", metavar=N_("S"), help=N_("only this sheet of each file")),
            argument("--header-row", metavar="N[-M]", help=N_("rows of the header; 0 for none")),
            argument("--range", metavar="B3:K90", help=N_("where the table lies")),
            argument(
                "--profile",
                metavar=N_("NAME"),
                help=N_("what the source of the file is called"),
            ),
            argument("--map", action="append", metavar=N_("HEADER=FIELD")),
            argument(
                "--value",
                action="append",
                metavar=N_("FIELD:WORD=VALUE"),
                help=N_("which value of a list a word of the file is"),
            ),
            argument(
                "--answer",
                action="append",
                metavar=N_("QUESTION=ANSWER"),
                help=N_(
                    "answer a question by the names the report gives, or all of a sort at once: "
                    "phone=family, vin=apart, person=same"
                ),
            ),
            argument(
                "--keep-unknown",
                action="store_true",
                help=N_("keep columns nobody knows as fields of our own"),
            ),
            argument(
                "--edit",
                action="append",
                metavar=N_("ROW:HEADER=TEXT"),
                help=N_("put a text in the place of a cell"),
            ),
            argument(
                "--policy",
                action="append",
                metavar=N_("FIELD=POLICY"),
                help=N_("fill, overwrite, append or forward; *=fill only completes what is empty"),
            ),
            argument(
                "--as",
                dest="subject",
                choices=[subject.value for subject in Subject],
                help=N_("what each row tells"),
            ),
            argument("--dry-run", action="store_true", help=N_("only tell what would happen")),
            argument("--report", metavar=N_("OUT.json")),
            argument("--rejects", metavar=N_("OUT.xlsx")),
            argument("--password-of-file", metavar=N_("P")),
            argument("--encoding", metavar=N_("NAME"), help=N_("how a text file is encoded")),
            JSON,
        ),
        _import,
    ),
    Command(
        "export",
        N_("write the coloured customer table"),
        (
            *STORE,
            argument("out", metavar=N_("OUT.xlsx")),
            VIEW,
            WHERE,
            SEARCH,
            SORT,
            argument("--columns", default="", metavar="a,b,c", help=N_("fields, in this order")),
            argument("--everything", action="store_true", help=N_("every field that is kept")),
            argument(
                "--sheets",
                default="",
                metavar="a,b,c",
                help=N_("further sheets: vehicles, contacts, visits, orders, services, …"),
            ),
            *DISCLOSURE,
        ),
        _export,
    ),
    Command(
        "template",
        N_("write the empty import template"),
        (*STORE, argument("out", metavar=N_("OUT.xlsx"))),
        _template,
    ),
    Command(
        "month-start",
        N_("import, score, and write workbook, list, charts and summary"),
        (*STORE, _FILES, argument("--out", required=True, metavar=N_("DIR"))),
        _month_start,
    ),
)
