"""Cards, on which a person's fields stand below each other, turned into a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from showroom_crm.importing.lines import cell_at, is_blank, is_word, text_of
from showroom_crm.importing.vocabulary import normalise, vocabulary
from showroom_crm.values.sheets import CellValue, Sheet

_FEWEST = 3  # known words that make a card
_MOST_ROWS = 20_000  # a sheet longer than this was not made by hand
_PERSON = frozenset({"name", "mobile"})


@dataclass(slots=True)
class _Card:
    """One person: what stands beside each label, in the order of the labels."""

    values: dict[str, CellValue] = field(default_factory=dict)


def turn(sheet: Sheet) -> Sheet | None:
    """Return the people of a sheet of cards as a table of one row each, or None for other sheets.

    Labels stand left of their values (one or several pairs in a line), people below or beside
    each other; or labels stand in one column and each further column is a person. The rows are
    numbered in the order of the people.
    """
    if len(sheet.rows) > _MOST_ROWS:
        return None
    cards = _in_columns(sheet) or list(_in_pairs(sheet))
    cards = [card for card in cards if _has_person(card)]
    if not cards or max(_words(card) for card in cards) < _FEWEST:
        return None
    labels = list(dict.fromkeys(label for card in cards for label in card.values))
    lines: list[list[CellValue]] = [[card.values.get(label) for label in labels] for card in cards]
    title: list[CellValue] = [*labels]
    return Sheet(sheet.name, sheet.hidden, [title, *lines], numbers=(0, *range(1, len(cards) + 1)))


def _in_pairs(sheet: Sheet) -> Iterator[_Card]:
    """Yield cards whose values stand right of their labels; a label once more begins the next."""
    for left, right in _bands(sheet):
        card, inside = _Card(), False  # whether a table inside the card has begun
        for row in range(len(sheet.rows)):
            pairs = _pairs(sheet, row, left, right)
            if pairs and _begins_anew(card, pairs[0][0]):
                yield card
                card, inside = _Card(), False
            inside = inside or _is_table_header(sheet, row, left, right)
            for label, value in () if inside else pairs:
                if _begins_anew(card, label):
                    yield card
                    card = _Card()
                card.values[_free(card, label)] = value
        yield card


def _is_table_header(sheet: Sheet, row: int, left: int, right: int) -> bool:
    """Tell whether a line holds labels only, such as the header of the contacts on a card."""
    cells = [c for i in range(left, right + 1) if not is_blank(c := cell_at(sheet, row, i))]
    return len(cells) >= _FEWEST and all(map(_is_label, cells[:_FEWEST]))


def _bands(sheet: Sheet) -> list[tuple[int, int]]:
    """Return the columns of cards that stand beside each other, as first and last column."""
    width = max(map(len, sheet.rows), default=0)
    for row in sheet.rows:
        places = [(normalise(text_of(c)), i) for i, c in enumerate(row) if _is_label(c)]
        names = [name for name, _place in places]
        if len(names) > 1 and names.count(names[0]) > 1:
            starts = [place for name, place in places if name == names[0]]
            ends = [start - 1 for start in starts[1:]]
            return list(zip(starts, [*ends, width - 1], strict=True))
    return [(0, width - 1)]


def _pairs(sheet: Sheet, row: int, left: int, right: int) -> list[tuple[str, CellValue]]:
    """Return the labels of a line with the value right of each; none of a line of labels alone."""
    found: list[tuple[str, CellValue]] = []
    label, alone = "", 0
    for i in range(left, right + 1):
        cell = cell_at(sheet, row, i)
        if is_blank(cell):
            continue
        inline = _label_with_value(cell)
        if inline is not None:
            found.append(inline)
            label = ""
        elif _is_label(cell):
            alone += bool(label)
            label = _label(cell)
        elif label:
            found.append((label, cell))
            label = ""
    return [] if alone > len(found) else found


def _in_columns(sheet: Sheet) -> list[_Card]:
    """Return one card a column where the labels stand in one column and people beside it."""
    for place in range(min(3, max(map(len, sheet.rows), default=0))):
        labels = [
            (row, _label(cell))
            for row in range(len(sheet.rows))
            if not is_blank(cell := cell_at(sheet, row, place)) and isinstance(cell, str)
        ]
        known = [(row, label) for row, label in labels if is_word(label)]
        if len(known) < _FEWEST or len(known) < 0.5 * len(labels):
            continue
        if len({label for _row, label in known}) < len(known):
            continue  # a label comes again: cards below each other
        naming = [row for row, label in known if _field(label) in _PERSON]
        people = [
            i
            for i in range(place + 1, max(map(len, sheet.rows)))
            if any(not is_blank(cell_at(sheet, row, i)) for row in naming)
        ]
        if len(people) > 1 and not any(
            _is_label(cell_at(sheet, row, i)) for row in naming for i in people
        ):
            first = known[0][0]
            rows = [(row, label) for row, label in labels if row >= first]
            return [_column_card(sheet, rows, i) for i in people]
    return []


def _column_card(sheet: Sheet, labels: Sequence[tuple[int, str]], column: int) -> _Card:
    return _Card({label: cell_at(sheet, row, column) for row, label in labels})


def _label_with_value(cell: CellValue) -> tuple[str, CellValue] | None:
    """Split a cell such as 姓名：张伟 into label and value."""
    text = text_of(cell).replace("：", ":")
    label, colon, value = text.partition(":")
    if colon and value.strip() and is_word(label):
        return label.strip(), value.strip()
    return None


def _is_label(cell: CellValue) -> bool:
    return isinstance(cell, str) and is_word(_label(cell))


def _label(cell: CellValue) -> str:
    return text_of(cell).rstrip(":： ")


def _begins_anew(card: _Card, label: str) -> bool:
    """Tell whether a label is the first of the card once more, or that of the name."""
    first = next(iter(card.values), None)
    return label == first or (label in card.values and _field(label) == "name")


def _free(card: _Card, label: str) -> str:
    """Return the label, with a number where the card has it already: 电话, 电话2."""
    number, free = 1, label
    while free in card.values:
        number += 1
        free = f"{label}{number}"
    return free


def _field(label: str) -> str:
    return vocabulary().fields.get(normalise(label), "")


def _words(card: _Card) -> int:
    return sum(is_word(label) for label in card.values)


def _has_person(card: _Card) -> bool:
    return any(
        _field(label) in _PERSON and not is_blank(value) for label, value in card.values.items()
    )
