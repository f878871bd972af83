"""What columns and payments are called in tables of orders, visits and payments."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from showroom_crm.importing.cells import Clean, text
from showroom_crm.importing.vocabulary import normalise
from showroom_crm.paths import resource
from showroom_crm.values.fields import PURCHASE, PURCHASE_WORDS, Subject
from showroom_crm.values.imports import CellValue

EVENTS = tuple(subject for subject in Subject if subject is not Subject.CUSTOMERS)


@dataclass(frozen=True, slots=True)
class Word:
    """What a header means: a field, whether no list of customers has it, whether it only may."""

    field: str
    sign: bool
    rival: bool


def meaning(subject: Subject, forms: Iterable[str]) -> Word | None:
    """Return what the spellings of a header mean in a table of that subject, the first known."""
    words = _words()[subject]
    return next((words[form] for form in forms if form in words), None)


def payment_kind(cell: CellValue) -> Clean:
    """Return what was paid for; our own word for goods bought, in any language, as its code."""
    read = text(cell)
    told = isinstance(read.value, str) and read.value.lower() in PURCHASE_WORDS
    return Clean(PURCHASE) if told else read


@cache
def _words() -> Mapping[Subject, Mapping[str, Word]]:
    with resource("defaults", "event_headers.toml").open("rb") as file:
        data = tomllib.load(file)
    return {
        subject: {
            normalise(header): Word(field, sort == "signs", sort == "rivals")
            for field, sorts in data[subject].items()
            for sort, texts in sorts.items()
            for header in texts
        }
        for subject in EVENTS
    }
