"""What columns are called in tables of orders, visits and payments, by what the rows tell."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from showroom_crm.importing.vocabulary import normalise
from showroom_crm.paths import resource
from showroom_crm.values.fields import Subject

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


@cache
def _words() -> Mapping[Subject, Mapping[str, Word]]:
    with resource("defaults", "event_headers.toml").open("rb") as file:
        data = tomllib.load(file)
    return {
        subject: {
            normalise(text): Word(field, sort == "signs", sort == "rivals")
            for field, sorts in data[subject].items()
            for sort, texts in sorts.items()
            for text in texts
        }
        for subject in EVENTS
    }
