"""How facts, and what rules made of them, read as a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable

from showroom_crm.i18n import _, language, ngettext
from showroom_crm.values.facts import Fact, FactKind, Unit
from showroom_crm.values.scores import Band, Rule, Text

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
    Unit.PERCENT: lambda value: f"{value:.0f} %",
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
        return f"{_(fact.label)}: {value}"
    return shown(rule.text).replace("{value}", value)
