"""What a chart shows, in one plain sentence."""

from __future__ import annotations

from showroom_crm.i18n import _, ngettext


def customers(count: int) -> str:
    """Return "1 customer", "27 customers"."""
    return ngettext("{count} customer", "{count} customers", count).format(count=count)


def change(name: str, now: int, before: int | None) -> str:
    """Return how many there are and how that differs from last month.

    "Churn risk: 27 customers, 11 more than last month"; `before` None: nothing to compare with.
    """
    if before is None:
        text = _("{name}: {customers}")
    elif now > before:
        text = _("{name}: {customers}, {difference} more than last month")
    elif now < before:
        text = _("{name}: {customers}, {difference} fewer than last month")
    else:
        text = _("{name}: {customers}, as many as last month")
    return text.format(name=name, customers=customers(now), difference=abs(now - (before or 0)))


def share(part: int, whole: int) -> str:
    """Return "30 % (18 / 60)", "–" of nothing."""
    if not whole:
        return "–"
    percent = f"{100 * part / whole:.0f}"
    return _("{percent} % ({part} / {whole})").format(percent=percent, part=part, whole=whole)


def difference(now: int, before: int | None) -> str:
    """Return "+6", "−3", "±0", "" when there is nothing to compare with."""
    if before is None:
        return ""
    return f"{now - before:+d}".replace("-", "−") if now != before else "±0"
