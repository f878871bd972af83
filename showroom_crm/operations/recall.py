"""Where an import begins: the table, its fields and the answers, as a person decided last time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from showroom_crm.errors import FileUnreadable
from showroom_crm.importing import layouts, mapping, offers, reading
from showroom_crm.importing.offers import Table
from showroom_crm.importing.vocabulary import normalise
from showroom_crm.operations.desk import Desk
from showroom_crm.store import own_fields, profiles
from showroom_crm.values.fields import Subject
from showroom_crm.values.import_choices import EVERY_FIELD, Choices
from showroom_crm.values.mappings import ColumnMappings, Header
from showroom_crm.values.places import Place
from showroom_crm.values.profiles import Profile, lasting
from showroom_crm.values.sheets import Sheet, Workbook

Profiles = Sequence[Profile]


@dataclass(frozen=True, slots=True)
class Start:
    """The table to import, where its columns go, and all that was decided about it before."""

    sheet: Sheet
    header: Header
    mapping: ColumnMappings
    choices: Choices


def begin(
    desk: Desk, workbook: Workbook, sheet: str | None = None, choices: Choices | None = None
) -> Start:
    """Return the named sheet, or the one of a layout known here, or the likeliest, as last time.

    What `choices` say goes before what was kept. Raises InvalidInput, FileUnreadable.
    """
    chosen, kept = choices or Choices(), profiles.everything(desk.store)
    (page, header), place = _table(workbook, sheet, chosen, kept)
    helping = layouts.known(header, kept, chosen.profile)
    if helping is not None:
        chosen = _together(helping, chosen, place)
    return Start(page, header, suggest(desk, page, header, chosen), chosen)


def suggest(desk: Desk, page: Sheet, header: Header, choices: Choices) -> ColumnMappings:
    """Return the field of each column: as last time where this layout or one like it is known."""
    kept = profiles.everything(desk.store)
    helping = layouts.known(header, kept, choices.profile)
    before = helping.subject if helping else None
    again = helping is not None and choices.subject in (None, before)
    found = mapping.suggest(
        header,
        page,
        remembered=helping.fields if helping and again else None,
        answers={**(helping.answers if helping else {}), **choices.answers},
        own=own_fields.everything(desk.store),
        subject=choices.subject or before,
    )
    return replace(found, source=_source(found, choices.profile, kept, helping))


def of_source(
    desk: Desk, header: Header, columns: ColumnMappings, name: str | None
) -> ColumnMappings:
    """Return the columns with the ids taken as those of the source `name`; None for as told."""
    if name is None:
        return columns
    kept = profiles.everything(desk.store)
    helping = layouts.known(header, kept, name)
    return replace(columns, source=_source(columns, name, kept, helping))


def read_known(
    desk: Desk,
    workbook: Workbook,
    path: Path,
    password: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Workbook:
    """Return a text file read again in the encoding of a known layout, where it is one then.

    Any other workbook, and one whose layout is known as it is, comes back as it is.
    """
    kept = profiles.everything(desk.store)
    plausible = {guess.name for guess in workbook.encodings} - {workbook.encoding}
    others = dict.fromkeys(each.encoding for each in kept if each.encoding in plausible)
    if not others or layouts.recognised(workbook, None, kept):
        return workbook
    for encoding in others:
        again = reading.read(path, password=password, encoding=encoding, cancelled=cancelled)
        if layouts.recognised(again, None, [each for each in kept if each.encoding == encoding]):
            return again
    return workbook


def name_for(desk: Desk, file_name: str, sheet: str = "") -> str:
    """Return what the source of a new layout is called as long as nobody names it."""
    return layouts.name_of(
        file_name, sheet, {each.name for each in profiles.everything(desk.store)}
    )


def decided(
    desk: Desk,
    name: str,
    table: tuple[Sheet, Header],
    columns: ColumnMappings,
    choices: Choices,
    encoding: str | None,
) -> Profile | None:
    """Return what is to be remembered of an import; None for a table without header words."""
    page, header = table
    if not any(column.text for column in header.columns):
        return None
    of_name = [each for each in profiles.everything(desk.store) if each.name == name]
    place = choices.place
    open_ones = mapping.undecided(columns)
    happened = columns.subject if columns.subject is not Subject.CUSTOMERS else None
    return Profile(
        name=name,
        source=columns.source,
        fingerprint=columns.fingerprint,
        fields={
            mapped.column.key: mapped.field
            for mapped in columns.columns
            if mapped.column.key not in open_ones
        },
        answers=lasting(choices.answers),
        # Only to complete what is empty is the wish of one day, not the habit of a source.
        policies={key: how for key, how in choices.policies.items() if key != EVERY_FIELD},
        sheet=page.name,
        place=replace(place, last_data_row=None) if place else None,
        encoding=encoding,
        subject=choices.subject or happened,
        named=of_name[0].named if of_name else choices.profile is not None,
    )


def _table(
    workbook: Workbook, sheet: str | None, chosen: Choices, kept: Profiles
) -> tuple[Table, Place | None]:
    """Return the table to import, and the place at which a person once pointed."""
    if chosen.place is not None:
        return offers.table_of(workbook, sheet, chosen.place), chosen.place
    trouble, table = None, None
    try:
        table = offers.table_of(workbook, sheet)
    except FileUnreadable as error:
        trouble = error
    of_source = [each for each in kept if chosen.profile in (None, each.name)]
    layout = mapping.fingerprint(table[1]) if table else ""
    if table is None or all(each.fingerprint != layout for each in of_source):
        if found := layouts.recognised(workbook, sheet, of_source):
            return found[0], found[1].place
        if chosen.profile and (place := next((p.place for p in of_source), None)):
            return offers.table_of(workbook, sheet, place), place
    if table is None:
        raise trouble or FileUnreadable("")
    return table, None


def _together(helping: Profile, chosen: Choices, place: Place | None) -> Choices:
    """Return what was decided now, completed by what was decided last time."""
    before = helping.choices
    return replace(
        chosen,
        answers={**before.answers, **chosen.answers},
        policies={**before.policies, **chosen.policies},
        place=place,
        subject=chosen.subject or before.subject,
        profile=chosen.profile or before.profile,
    )


def _source(
    columns: ColumnMappings, name: str | None, kept: Profiles, helping: Profile | None
) -> str:
    """Return what stands for the system the ids come from; it never changes for a source.

    That is the header the ids have there at first, so that an export with a column more or less
    stays the same source, or the name a person gave it before the first import.
    """
    if same := next((each.source for each in kept if each.name == name), None):
        return same
    if helping is not None and (name is None or not helping.named):
        return helping.source
    headers_of_ids = (c.column.text for c in columns.columns if c.field == "source_id")
    return name or normalise(next(headers_of_ids, "")) or columns.source
