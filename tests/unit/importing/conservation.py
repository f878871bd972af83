"""The law of conservation: what stands in a cell is stored or told, and nothing else is stored."""

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from showroom_crm.importing import choices, headers, people
from showroom_crm.importing.cells import means_empty, shown
from showroom_crm.importing.events import results
from showroom_crm.importing.lines import cell_at, is_blank
from showroom_crm.values.clean_tables import Repair
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.import_plans import Action, ImportPlan, PlannedRow
from showroom_crm.values.mappings import ColumnMappings, Header, HeaderColumn
from showroom_crm.values.sheets import CellValue, Sheet, column_letters

Names = Mapping[int, str]
_STAFF = {"salesperson_id", "staff_id"}
_SIGNS = re.compile(r"[\W_]+")
_CALCULATED = {"order_amount", "order_total", "order_quantity", "order_unit_price"} | {
    "order_discount",
    "work_amount",
    "work_total",
    "work_labour",
    "work_parts",
    "work_discount",
}


class Done(NamedTuple):
    """An import that was planned; `staff` gives the names of salespeople by their numbers."""

    sheet: Sheet
    header: Header
    mapping: ColumnMappings
    plan: ImportPlan
    staff: Names


@dataclass
class Account:
    """What an import stores of each customer, and what it tells, in a form to compare with."""

    stored: dict[int | None, list[str]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[int | None, set[float]] = field(default_factory=lambda: defaultdict(set))
    values: dict[int | None, set[object]] = field(default_factory=lambda: defaultdict(set))
    told: set[tuple[int, str]] = field(default_factory=set)
    repairs: dict[tuple[int, str], list[Repair]] = field(default_factory=lambda: defaultdict(list))


def plain(text: object) -> str:
    """Return letters and digits only, in one width and case."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", str(text))).lower()


def account(done: Done) -> Account:
    """Open the books of an import."""
    books, plan = Account(), done.plan
    for row in plan.rows:
        for record in row.records:
            values = dict(record.values)
            customer = values.pop("customer_id", None)
            owner = row.customer if customer is None else customer
            assert owner is None or isinstance(owner, int)
            for key, value in values.items():
                named = done.staff[value] if key in _STAFF and isinstance(value, int) else value
                _enter(books, owner, named)
    for problem in plan.problems:
        books.told.add((problem.row, problem.column))
    for repair in plan.repairs:
        books.repairs[repair.row, repair.column].append(repair)
    return books


def _enter(books: Account, owner: int | None, value: object) -> None:
    if value is None:
        return
    books.values[owner].add(value)
    if isinstance(value, dt.datetime):
        value = value.isoformat(" ", "minutes")
    books.stored[owner].append(plain(value))
    if isinstance(value, int | float):
        books.numbers[owner].add(float(value))


def losses(done: Done) -> list[str]:
    """Return each cell below the header that is neither stored nor told, in words."""
    books, plan = account(done), done.plan
    rows = {row.row: row for row in plan.rows}
    fields = {c.column.index: c.field for c in done.mapping.columns}
    columns = {c.column.index: c.column for c in done.mapping.columns}
    found = []
    for index, number, place, cell in _cells(done):
        where = f"{column_letters(place)}{number}={cell!r}"
        if place not in columns:
            found.append(f"{where}: no column")
        elif number not in rows:
            found.append(f"{where}: no row")
        elif fields[place] is not None:
            why = _lost(books, rows[number], columns[place], fields[place] or "", cell)
            if why:
                found.append(f"{where} ({fields[place]}): {why}")
        elif not _mentioned(done, columns[place], index):
            found.append(f"{where}: a column not told of")
    return found


def _cells(done: Done) -> Iterator[tuple[int, int, int, CellValue]]:
    """Yield the filled cells below the header as index, row number, column, content."""
    sheet, header = done.sheet, done.header
    skipped = {number for number, _why in header.skipped}
    beside = [
        range(other.columns[0].index, other.columns[-1].index + 1)
        for other in headers.tables(sheet)
        if other.columns and other.columns[0].index != header.columns[0].index
    ]
    for index, row in enumerate(sheet.rows):
        number = sheet.row_number(index)
        if number <= header.last_row or (index not in header.data and sheet.numbers):
            continue
        if number in skipped or (header.end_row and number > header.end_row):
            continue
        for place, cell in enumerate(row):
            if any(place in other for other in beside):
                continue
            if not is_blank(cell) and not means_empty(shown(cell).strip()):
                yield index, number, place, cell


def _mentioned(done: Done, column: HeaderColumn, index: int) -> bool:
    """Tell whether a column without a field is told of, or says what another says."""
    mapped = next(c for c in done.mapping.columns if c.column == column)
    if mapped.refusal or not mapped.spare:
        return bool(mapped.samples or mapped.refusal)
    cell = plain(shown(cell_at(done.sheet, index, column.index)))
    others = (c.column.index for c in done.mapping.columns if c.field)
    said = (plain(shown(cell_at(done.sheet, index, other))) for other in others)
    return cell.isdecimal() or any(cell in each for each in said)


def _lost(books: Account, row: PlannedRow, column: HeaderColumn, key: str, cell: CellValue) -> str:
    """Say how a cell was lost, "" where it was not."""
    if row.action in (Action.REJECT, Action.SKIP) or row.copy_of is not None:
        return ""
    where = (row.row, column.title)
    if where in books.told:
        return ""
    repairs = books.repairs.get(where, [])
    wanted = [each.after for each in repairs if each.after]
    if repairs and not wanted:
        return ""
    texts = wanted or [shown(cell)]
    return "" if all(_found(books, row.customer, key, text, cell) for text in texts) else "lost"


def _found(books: Account, owner: int | None, key: str, text: str, cell: CellValue) -> bool:
    if key in _CALCULATED or _part(books, owner, plain(text)) or _part(books, owner, text):
        return True
    if key == "name" and any(people.compatible(text, str(v)) for v in books.values[owner]):
        return True  # 张先生 says no more than 张伟
    if isinstance(cell, dt.datetime) and _part(books, owner, plain(cell.date())):
        return True
    parts = [plain(part) for part in _PARTS.split(text) if plain(part)]
    told = bool(parts) and all(_part(books, owner, part) for part in parts)
    return told or any(code in books.values[owner] for code in _codes(key, text))


def _part(books: Account, owner: int | None, part: str) -> bool:
    return any(part in each for each in books.stored[owner]) or any(
        number in books.numbers[owner] for number in _as_numbers(part)
    )


def _as_numbers(text: str) -> Iterable[float]:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return ()
    return (number, round(number * 100), round(number * 1_000_000), number / 10)


def _codes(key: str, text: str) -> Iterable[Value]:
    field_ = BY_KEY.get(key)
    lists = choices.default_lists()
    names = [field_.value_list] if field_ and field_.value_list else ["boolean", "level"]
    if key == "contact_result":
        contact: dict[str, Value] = {"result": text}
        results.settled(contact)
        yield from contact.values()
    for name in names:
        if found := choices.words(lists[name]).get(choices.key(text)):
            yield found
            yield {"yes": True, "no": False}.get(found, found)


_PARTS = re.compile(r"[：、,，;；/|\n\s~\-至·]+|分机|(?<=[一-鿿])(?=[一-鿿])")
_SUMS = {"amount", "price"}
_DEFAULTS = {"level": "D"}
_KINDS = {"company", "purchase"}
_MADE = {"position", "source", "field_id", "vehicle_id", "other_id", "deal_id", "left_at"}


def inventions(done: Done) -> list[str]:
    """Return what would be stored of each row and stands in none of its customer's rows."""
    sheet, places = done.sheet, {c.column.index for c in done.mapping.columns if c.field}
    numbers = {sheet.row_number(index): index for index in done.header.data}
    rows: dict[int | None, list[PlannedRow]] = defaultdict(list)
    for row in done.plan.rows:
        rows[row.customer].append(row)
    found = []
    for mine in rows.values():
        texts = [
            shown(cell)
            for row in mine
            for place in places
            if not is_blank(cell := _merged_cell(done, numbers[row.row], place))
        ]
        texts += [c.column.label for c in done.mapping.columns]  # 预计购车时间：不急
        texts += [r.after for r in done.plan.repairs if r.row in {row.row for row in mine}]
        for row in mine:
            for record in row.records:
                for key, value in record.values.items():
                    if key in _MADE or key == "customer_id" or value is None:
                        continue
                    if record.table == "contact_way" and key == "kind":
                        continue
                    named = done.staff[value] if key in _STAFF and isinstance(value, int) else value
                    if not _comes_from(texts, key, named):
                        found.append(f"row {row.row}: {record.table}.{key}={named!r} invented")
    return found


def _merged_cell(done: Done, index: int, place: int) -> CellValue:
    """Return a cell, or that of the merged area it lies in."""
    for top, left, bottom, right in done.sheet.merges:
        if top <= index <= bottom and left <= place <= right:
            return cell_at(done.sheet, top, left)
    return cell_at(done.sheet, index, place)


def _comes_from(texts: list[str], key: str, value: object) -> bool:
    if _DEFAULTS.get(key) == value or (key == "kind" and value in _KINDS):
        return True
    whole = [plain(text) for text in texts]
    everything = "".join(whole)
    if any(form in everything or any(form in text for text in whole) for form in _forms(value)):
        return True
    if isinstance(value, int | float) and not isinstance(value, bool):
        figures = [f for text in texts for f in re.findall(r"[0-9][0-9.,]*", text)]
        return key in _SUMS or any(value in _as_numbers(figure) for figure in figures)
    if isinstance(value, str) and all(plain(p) in everything for p in _PARTS.split(value)):
        return True
    if value in {people.gender(name) for name in texts} and key == "gender":
        return True
    return any(value == code for text in texts for code in _any_code(text))


def _forms(value: object) -> list[str]:
    """Return how a stored value may stand in a cell."""
    if isinstance(value, bool):
        return ["是" if value else "否"]
    if not isinstance(value, dt.date):
        return [plain(value)]
    short = f"{value.month}{value.day}"
    days = [f"{value:%Y%m%d}", f"{value.year}{short}", f"{value:%Y}年", short]
    if not isinstance(value, dt.datetime) or value.time() == dt.time():
        return [*days, f"{value.month}月{value.day}日"]
    return [day + f"{value.hour}{value:%M}" for day in days] + [f"{value:%Y%m%d%H%M}"]


def _any_code(text: str) -> Iterator[Value]:
    """Yield what a word stands for in any list."""
    for found in choices.default_lists().values():
        words = choices.words(found)
        for part in (text, *re.split(r"[、,，;；/|+＋\n]+", text)):
            if code := words.get(choices.key(part)):
                yield code
                yield {"yes": True, "no": False}.get(code, code)
    contact: dict[str, Value] = {"result": text}
    results.settled(contact)
    yield from contact.values()
