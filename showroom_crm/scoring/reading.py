"""From the plain tables of a scorecard file to a Scorecard, with plain words for every mistake."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.values.facts import BY_KEY, FactKind
from showroom_crm.values.queries import Op
from showroom_crm.values.scores import (
    Band,
    CustomerKind,
    Dimension,
    Predicate,
    Rule,
    Scorecard,
    SegmentRule,
    StageLimits,
    Text,
    Thresholds,
)

Table = Mapping[str, object]
_E = TypeVar("_E", bound=StrEnum)
_OUTCOMES = {
    **dict.fromkeys(("total", "coverage", *Dimension), FactKind.NUMBER),
    **dict.fromkeys(("tier", "stage"), FactKind.CHOICE),
}
_FITTING = {
    FactKind.NUMBER: frozenset(Op) - {Op.CONTAINS},
    FactKind.BOOLEAN: frozenset({Op.IS, Op.EMPTY, Op.FILLED}),
    FactKind.CHOICE: frozenset({Op.IS, Op.IN, Op.NOT_IN, Op.EMPTY, Op.FILLED}),
}


def scorecard_from(plain: Table) -> Scorecard:
    """Return the scorecard of these tables; raises UserError naming the place of a mistake."""
    top = _("the scorecard")
    rules = tuple(_rule(table) for table in _tables(plain, "rules", top))
    segments = tuple(_segment(table) for table in _tables(plain, "segments", top))
    _unique((rule.key for rule in rules), _("rule"))
    _unique((segment.key for segment in segments), _("segment"))
    return Scorecard(
        version=_integer(plain, "version", top),
        name=_text(plain, top),
        valid_from=_date(plain, "valid_from", top),
        author=_string(plain, "author", top),
        reason=_string(plain, "reason", top),
        weights={k: _weights(_table(plain, "weights", top), k) for k in CustomerKind},
        thresholds={k: _thresholds(_table(plain, "thresholds", top), k) for k in CustomerKind},
        stages=_stages(_table(plain, "stages", top)),
        rules=rules,
        segments=segments,
    )


def _weights(plain: Table, kind: CustomerKind) -> dict[Dimension, int]:
    where = f"weights.{kind}"
    table = _table(plain, kind, "weights")
    found = {d: _integer(table, d, where) for d in Dimension}
    if min(found.values()) < 0 or sum(found.values()) != 100:
        raise _mistake(where, _("the weights must not be negative and must add up to 100"))
    return found


def _thresholds(plain: Table, kind: CustomerKind) -> Thresholds:
    where = f"thresholds.{kind}"
    table = _table(plain, kind, "thresholds")
    a, b, c = (_integer(table, key, where) for key in "abc")
    if not 100 >= a > b > c > 0:
        raise _mistake(
            where, _("the least points must fall from tier A to C and lie between 1 and 100")
        )
    return Thresholds(a, b, c)


def _stages(plain: Table) -> StageLimits:
    return StageLimits(
        dormant_ratio=_number(plain, "dormant_ratio", "stages"),
        dormant_months=_number(plain, "dormant_months", "stages"),
        loyal_deals=_integer(plain, "loyal_deals", "stages"),
        loyal_referrals=_integer(plain, "loyal_referrals", "stages"),
        loyal_visits=_integer(plain, "loyal_visits", "stages"),
    )


def _rule(plain: Table) -> Rule:
    key = _key(plain, "rules")
    where = _("rule {key}").format(key=key)
    fact = _string(plain, "fact", where)
    if fact not in BY_KEY:
        raise _mistake(where, _("there is no fact called {fact}").format(fact=fact))
    kind = BY_KEY[fact].kind
    bands = tuple(_band(table, kind, where) for table in _tables(plain, "bands", where))
    if not bands:
        raise _mistake(where, _("it gives no points: add a band"))
    if kind is FactKind.NUMBER:
        _ascending(bands, where)
    kinds = frozenset(_member(CustomerKind, k, where) for k in _list(plain, "kinds", where))
    if not kinds:
        raise _mistake(where, _("it applies to nobody: name prospects, owners or both"))
    quantiles = bool(plain.get("quantiles", False))
    if quantiles and (kind is not FactKind.NUMBER or len(bands) < 2):
        raise _mistake(where, _("only a number with several bands can be cut by the shop's data"))
    return Rule(
        key=key,
        dimension=_member(Dimension, plain.get("dimension"), where),
        fact=fact,
        kinds=kinds,
        text=_text(plain, where),
        bands=bands,
        quantiles=quantiles,
        lift=_text(plain, where, "lift_") if "lift_zh" in plain else None,
    )


def _band(plain: Table, kind: FactKind, where: str) -> Band:
    chosen = plain.get("is", ())
    values = tuple(_choice(v) for v in (chosen if isinstance(chosen, list) else [chosen]))
    values = values if "is" in plain else ()
    if kind is FactKind.NUMBER and values:
        raise _mistake(where, _("a number needs “at_least”, not “is”"))
    if kind is not FactKind.NUMBER and (not values or "at_least" in plain):
        raise _mistake(where, _("a choice needs “is”, not “at_least”"))
    if kind is FactKind.BOOLEAN and not {*values} <= {"true", "false"}:
        raise _mistake(where, _("a yes-no fact is only true or false"))
    return Band(
        points=_integer(plain, "points", where),
        at_least=_number(plain, "at_least", where) if "at_least" in plain else None,
        values=values,
        text=_text(plain, where) if "zh" in plain else None,
    )


def _ascending(bands: tuple[Band, ...], where: str) -> None:
    bounds = [band.at_least for band in bands]
    known = [bound for bound in bounds if bound is not None]
    if None in bounds[1:] or any(a >= b for a, b in pairwise(known)):
        raise _mistake(where, _("the bounds of the bands must rise from one band to the next"))


def _segment(plain: Table) -> SegmentRule:
    key = _key(plain, "segments")
    where = _("segment {key}").format(key=key)
    alternatives = []
    for predicates in _list(plain, "any", where):
        if not isinstance(predicates, list) or not predicates:
            raise _mistake(where, _("each alternative must be a list of conditions"))
        alternatives.append(tuple(_predicate(table, where) for table in predicates))
    return SegmentRule(
        key=key,
        name=_text(plain, where),
        icon=_string(plain, "icon", where),
        colour=_string(plain, "colour", where),
        alternatives=tuple(alternatives),
    )


def _predicate(plain: object, where: str) -> Predicate:
    if not isinstance(plain, Mapping) or len(plain) != 2:
        raise _mistake(where, _("a condition names one fact and one comparison"))
    fact = _string(plain, "fact", where)
    kind = BY_KEY[fact].kind if fact in BY_KEY else _OUTCOMES.get(fact)
    if kind is None:
        raise _mistake(where, _("there is no fact called {fact}").format(fact=fact))
    name = next(key for key in plain if key != "fact")
    op = _member(Op, name, where)
    if op not in _FITTING[kind]:
        raise _mistake(where, _("{fact} cannot be compared by {name}").format(fact=fact, name=name))
    if op in {Op.EMPTY, Op.FILLED}:
        return Predicate(fact, op)
    given = plain[name] if isinstance(plain[name], list) else [plain[name]]
    values = tuple(_operand(v, kind, where) for v in given)
    if not values or (len(values) > 1 and op not in {Op.IN, Op.NOT_IN}):
        raise _mistake(where, _("{fact} is compared with one value").format(fact=fact))
    return Predicate(fact, op, values)


def _operand(value: object, kind: FactKind, where: str) -> str | float:
    if kind is FactKind.NUMBER:
        return _number({"value": value}, "value", where)
    text = _choice(value)
    if kind is FactKind.BOOLEAN and text not in {"true", "false"}:
        raise _mistake(where, _("a yes-no fact is only true or false"))
    return text


def _choice(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _key(plain: Table, where: str) -> str:
    key = _string(plain, "key", where)
    if not key.isidentifier():
        raise _mistake(where, _("“{key}” is not a plain word").format(key=key))
    return key


def _text(plain: Table, where: str, prefix: str = "") -> Text:
    return Text(_string(plain, prefix + "zh", where), _string(plain, prefix + "en", where))


def _member(words: type[_E], value: object, where: str) -> _E:
    try:
        return words(str(value))
    except ValueError:
        choices = ", ".join(words)
        raise _mistake(
            where, _("“{value}” is none of {choices}").format(value=value, choices=choices)
        ) from None


def _string(plain: Table, key: str, where: str) -> str:
    value = plain.get(key)
    if not isinstance(value, str):
        raise _mistake(where, _("“{key}” must be a text").format(key=key))
    return value


def _integer(plain: Table, key: str, where: str) -> int:
    value = plain.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _mistake(where, _("“{key}” must be a whole number").format(key=key))
    return value


def _number(plain: Table, key: str, where: str) -> float:
    value = plain.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or math.isnan(value):
        raise _mistake(where, _("“{key}” must be a number").format(key=key))
    return float(value)


def _date(plain: Table, key: str, where: str) -> dt.date:
    value = plain.get(key)
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except ValueError:
        raise _mistake(where, _("“{key}” must be a date").format(key=key)) from None


def _list(plain: Table, key: str, where: str) -> list[object]:
    value = plain.get(key)
    if not isinstance(value, list):
        raise _mistake(where, _("“{key}” must be a list").format(key=key))
    return value


def _table(plain: Table, key: str, where: str) -> Table:
    value = plain.get(key)
    if not isinstance(value, Mapping):
        raise _mistake(where, _("the section “{key}” is missing").format(key=key))
    return value


def _tables(plain: Table, key: str, where: str) -> list[Table]:
    found = _list(plain, key, where)
    if not all(isinstance(table, Mapping) for table in found):
        raise _mistake(where, _("“{key}” must be a list of sections").format(key=key))
    return [table for table in found if isinstance(table, Mapping)]


def _unique(keys: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise _mistake(f"{what} {key}", _("this key is used twice"))
        seen.add(key)


def _mistake(where: str, what: str) -> UserError:
    return UserError(
        _("The criteria have a mistake in {where}: {what}.").format(where=where, what=what)
    )
