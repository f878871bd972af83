"""How facts, and what rules made of them, read as a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable

from showroom_crm.i18n import N_, _, language, ngettext
from showroom_crm.scoring.bands import bounds_of
from showroom_crm.values.facts import BY_KEY, Fact, FactKind, Unit
from showroom_crm.values.queries import Op
from showroom_crm.values.scores import (
    DIMENSION_LABELS,
    NO_CUTS,
    Band,
    Cuts,
    Predicate,
    Rule,
    Text,
)

_TEN_THOUSAND = 10_000


def written(fact: Fact, value: str | float | None) -> str:
    """Return the fact's value as written in a sentence: "3 days", "¥12,000", "1.2 万元"."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return _("not known")
    if isinstance(value, str):
        return value
    if fact.kind is FactKind.BOOLEAN:
        return _("yes") if value else _("no")
    return _WRITTEN[fact.unit](value) if fact.unit in _WRITTEN else f"{round(value, 1):g}"


def money(fen: int) -> str:
    """Return an amount in fen in the reader's manner: "¥12,345", "1.2 万元", "800 元"."""
    yuan = fen / 100
    if not language().startswith("zh"):
        return f"¥{yuan:,.0f}"
    if abs(yuan) < _TEN_THOUSAND:
        return f"{yuan:.0f} 元"
    return f"{round(yuan / _TEN_THOUSAND, 1):g} 万元"


def _days(value: float) -> str:
    count = round(value)
    return ngettext("{count} day", "{count} days", count).format(count=count)


def _months(value: float) -> str:
    count = round(value)
    return ngettext("{count} month", "{count} months", count).format(count=count)


_WRITTEN: dict[Unit, Callable[[float], str]] = {
    Unit.DAYS: _days,
    Unit.MONTHS: _months,
    Unit.FEN: lambda value: money(round(value)),
    Unit.PERCENT: lambda value: _("{percent} %").format(percent=f"{value:.0f}"),
}


def shown(text: Text) -> str:
    """Return a text of the scorecard in the language now shown."""
    return text.in_language(language())


def reason(rule: Rule, band: Band | None, fact: Fact, value: str) -> str:
    """Return why a rule gave its points; `value` as written, `band` None where none was met.

    Where the rule's sentence would be untrue (no band met, no points), fact and value stand alone.
    """
    if band is not None and band.text is not None:
        return shown(band.text).replace("{value}", value)
    if band is None or (fact.kind is FactKind.BOOLEAN and not band.points):
        return _("{name}: {value}").format(name=_(fact.label), value=value)
    return shown(rule.text).replace("{value}", value)


def criterion(rule: Rule, position: int, cuts: Cuts = NO_CUTS) -> str:
    """Return when a band of a rule is met: "Visits ≥ 2", "Intent level: O, H", "Test drive: yes".

    With `cuts` the bounds are those of the shop's own data.
    """
    fact, band = BY_KEY[rule.fact], rule.bands[position]
    label = _(fact.label)
    if band.values:
        return _("{name}: {value}").format(name=label, value=_listed(fact, band.values))
    bounds = bounds_of(rule, cuts)
    least, following = bounds[position], bounds[position + 1 : position + 2]
    if not math.isinf(least):
        return f"{label} ≥ {written(fact, least)}"
    return f"{label} < {written(fact, following[0])}" if following else label


def condition(predicate: Predicate) -> str:
    """Return a segment's condition in words: "Score ≥ 75", "Intent level is one of O, H, A"."""
    fact = BY_KEY.get(predicate.fact)
    label = _(fact.label) if fact else _(_OUTCOMES[predicate.fact])
    if predicate.op in _UNARY:
        return _(_UNARY[predicate.op]).format(fact=label)
    values = _listed(fact, predicate.values)
    if predicate.op in _LISTS:
        return _(_LISTS[predicate.op]).format(fact=label, values=values)
    return f"{label} {_SIGNS[predicate.op]} {values}"


_SIGNS = {Op.IS: "=", Op.LESS: "<", Op.AT_MOST: "≤", Op.MORE: ">", Op.AT_LEAST: "≥"}
_LISTS = {Op.IN: N_("{fact} is one of {values}"), Op.NOT_IN: N_("{fact} is none of {values}")}
_UNARY = {Op.EMPTY: N_("{fact} is not known"), Op.FILLED: N_("{fact} is known")}
_OUTCOMES: dict[str, str] = {
    **{str(d): label for d, label in DIMENSION_LABELS.items()},
    "total": N_("Score"),
    "coverage": N_("Coverage"),
    "tier": N_("Tier"),
    "stage": N_("Stage"),
}


def _listed(fact: Fact | None, values: tuple[str | float, ...]) -> str:
    if fact is None:
        return _(", ").join(v if isinstance(v, str) else f"{v:g}" for v in values)
    if fact.kind is FactKind.BOOLEAN:
        return _(", ").join(written(fact, float(v == "true")) for v in values)
    return _(", ").join(written(fact, v) for v in values)
