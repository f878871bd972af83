"""The filter a person can type: `level in H,A and score >= 60 and next_follow_up_on < today`."""

from __future__ import annotations

import datetime as dt
import re

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.values.queries import Condition, Op

_OPERATORS = {
    "=": Op.IS,
    "==": Op.IS,
    "!=": Op.NOT_IN,
    "<": Op.LESS,
    "<=": Op.AT_MOST,
    ">": Op.MORE,
    ">=": Op.AT_LEAST,
    "in": Op.IN,
    "not in": Op.NOT_IN,
    "contains": Op.CONTAINS,
}
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_EMPTY = re.compile(r"\s*([\w:]+)\s+is\s+(not\s+)?empty\s*", re.IGNORECASE)
_PART = re.compile(
    r"\s*([\w:]+)\s*(<=|>=|!=|==|=|<|>|\bnot\s+in\b|\bin\b|\bcontains\b)\s*(.+?)\s*", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_MANY = (Op.IN, Op.NOT_IN)


def parse(text: str, today: dt.date) -> tuple[Condition, ...]:
    """Return the conditions of a typed filter; all must hold. Raises InvalidInput.

    Values are numbers, dates (2026-11-24, or `today`), or words; `in` takes several with commas.
    """
    if not text.strip():
        return ()
    return tuple(_condition(part, today) for part in _AND.split(text.strip()))


def _condition(part: str, today: dt.date) -> Condition:
    empty = _EMPTY.fullmatch(part)
    if empty:
        return Condition(empty[1], Op.FILLED if empty[2] else Op.EMPTY)
    found = _PART.fullmatch(part)
    if found is None:
        raise InvalidInput(
            _("“{part}” is not a filter. Write for example: level in H,A and score >= 60").format(
                part=part
            )
        )
    op = _OPERATORS[re.sub(r"\s+", " ", found[2].lower())]
    texts = found[3].split(",") if op in _MANY else [found[3]]
    return Condition(
        found[1], op, tuple(_value(each.strip().strip("\"'"), today) for each in texts)
    )


def _value(text: str, today: dt.date) -> str | int | float | dt.date:
    if text.lower() == "today":
        return today
    if _DATE.fullmatch(text):
        try:
            return dt.date(*map(int, text.split("-")))
        except ValueError:
            raise InvalidInput(_("There is no day {day}.").format(day=text)) from None
    if re.fullmatch(r"-?\d{1,9}", text) and not text.startswith("0"):
        return int(text)
    return text
