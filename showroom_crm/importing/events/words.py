"""What columns and payments are called in tables of orders, visits and payments."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from showroom_crm.importing.cells import Clean, text
from showroom_crm.importing.column_rules import column_keys, spellings
from showroom_crm.importing.vocabulary import (
    agreeing,
    header_words,
    normalise,
    simplified,
    vocabulary,
)
from showroom_crm.paths import resource
from showroom_crm.values.fields import PURCHASE, PURCHASE_WORDS, Subject
from showroom_crm.values.mappings import HeaderColumn
from showroom_crm.values.sheets import CellValue

EVENTS = tuple(subject for subject in Subject if subject is not Subject.CUSTOMERS)


@dataclass(frozen=True, slots=True)
class Word:
    """What a header means: a field, whether no list of customers has it, whether it only may."""

    field: str
    sign: bool
    rival: bool


def meaning(subject: Subject, column: HeaderColumn) -> Word | None:
    """Return what a header means in a table of that subject: by its spellings, else its words.

    The words alone do not count where the header is one of a field of customers.
    """
    words, said = _words()[subject]
    forms = spellings(column)
    exact = next((words[form] for form in forms if form in words), None)
    if exact or any(form in vocabulary().fields for form in forms):
        return exact
    return next((said[key] for key in column_keys(column) if key in said), None)


def payment_kind(cell: CellValue) -> Clean:
    """Return what was paid for; our own word for goods bought, in any language, as its code."""
    read = text(cell)
    told = isinstance(read.value, str) and read.value.lower() in PURCHASE_WORDS
    return Clean(PURCHASE) if told else read


@cache
def _words() -> Mapping[Subject, tuple[Mapping[str, Word], Mapping[str, Word]]]:
    """Return the headers of each subject by how they are written, and by their words."""
    with resource("defaults", "event_headers.toml").open("rb") as file:
        data = tomllib.load(file)
    found: dict[Subject, tuple[Mapping[str, Word], Mapping[str, Word]]] = {}
    for subject in EVENTS:
        written = [
            (header, Word(field, sort == "signs", sort == "rivals"))
            for field, sorts in data[subject].items()
            for sort, texts in sorts.items()
            for header in texts
        ]
        said = agreeing(written, lambda header: header_words().key(simplified(header)))
        found[subject] = {normalise(header): word for header, word in written}, said
    return found
