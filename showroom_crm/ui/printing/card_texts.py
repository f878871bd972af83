"""What a printed card says of a customer: next step, data, score with reasons, cars, history."""

import datetime as dt
from collections.abc import Iterator, Mapping

from showroom_crm.i18n import _
from showroom_crm.operations import value_lists
from showroom_crm.operations.cards import CardRead
from showroom_crm.ui import shown
from showroom_crm.values import masking
from showroom_crm.values.cards import CardLine, CardSection, CustomerSheet
from showroom_crm.values.customers import TimelineEntry, Value
from showroom_crm.values.fields import FIELDS, Entity, Field, FieldKind

_OF_THE_CUSTOMER = (Entity.CUSTOMER, Entity.CONTACT_WAY, Entity.CONSENT)
# What the head, the next step and the history say already, or what no paper needs.
_ELSEWHERE = frozenset(
    {"customer_no", "name", "level", "next_follow_up_on", "next_follow_up_topic"}
    | {"last_contact_on", "last_contact_note", "contact_count", "remark"}
)
_REASONS = 8


def customer_sheet(read: CardRead) -> CustomerSheet:
    """Return the card as it will be printed, in the language now shown."""
    sections = (
        CardSection(_("Next step"), tuple(_next(read))),
        CardSection(_("Data"), tuple(_facts(read)), columns=2),
        CardSection(_("Remark"), tuple(_remark(read))),
        CardSection(_("Score"), tuple(_score(read))),
        CardSection(_("Cars"), tuple(_cars(read))),
        CardSection(_("Timeline"), tuple(_timeline(read))),
    )
    return CustomerSheet(
        title=read.name,
        subtitle=_subtitle(read),
        sections=tuple(section for section in sections if section.lines),
        footer=_("Printed by {name}, {at}").format(
            name=read.printed_by, at=read.printed_at.isoformat(" ", "minutes")
        ),
        confidential=_("Internal. Destroy after use."),
        printed_at=read.printed_at,
    )


def _subtitle(read: CardRead) -> str:
    line = read.card.line
    owner = _("{name}'s customer").format(name=line.salesperson) if line.salesperson else ""
    level = read.levels.get(line.level or "", line.level or "")
    return " · ".join(filter(None, (line.customer_no, level, owner)))


def _next(read: CardRead) -> Iterator[CardLine]:
    line, today = read.card.line, read.printed_at.date()
    if line.next_follow_up_on is not None:
        due = shown.due(line.next_follow_up_on, today)
        when = shown.day(line.next_follow_up_on, today)
        told = when if due == when else f"{when} · {due}"
        topic = line.next_follow_up_topic or ""
        yield CardLine(_("Planned"), " · ".join(filter(None, (told, topic))))
    best = read.explanation.lifts[0] if read.explanation.lifts else None
    if best is not None:
        text = _("{step} → up to {total}").format(step=best.sentence, total=best.total)
        yield CardLine(_("Best step"), text)


def _facts(read: CardRead) -> Iterator[CardLine]:
    values, today = read.card.values, read.printed_at.date()
    for field in FIELDS:
        if field.entity not in _OF_THE_CUSTOMER or field.key in _ELSEWHERE:
            continue
        if text := _text(field, values, today):
            yield CardLine(_(field.label), text)
    for own in read.own:
        if text := _text(own.field, read.card.line.own, today):
            yield CardLine(own.label, text)


def _text(field: Field, values: Mapping[str, Value], today: dt.date) -> str:
    """Return a value as a person reads it; an identity number stays covered on paper."""
    if field.kind is FieldKind.MONEY_RANGE:
        least, most = (values.get(f"{field.key}_{end}") for end in ("min", "max"))
        return shown.money_range(
            *(each if isinstance(each, int) else None for each in (least, most))
        )
    kept = values.get(field.key)
    if kept in (None, ""):
        return ""
    if field.kind is FieldKind.ID_NUMBER:
        kept = masking.masked(field.key, kept)
    words = dict(value_lists.choices(field.value_list)) if field.value_list else {}
    return words.get(str(kept)) or shown.value(field.key, kept, today)


def _remark(read: CardRead) -> Iterator[CardLine]:
    if text := read.card.line.remark:
        yield CardLine("", text)


def _score(read: CardRead) -> Iterator[CardLine]:
    line, told = read.card.line, read.explanation
    if line.score is None:
        yield CardLine("", _("Too little is known of this customer."))
        return
    segment = read.segments.get(line.segment or "", "")
    tier = _("Tier {tier}").format(tier=line.tier) if line.tier else ""
    coverage = _("From {percent} % of the facts").format(percent=told.score.coverage)
    yield CardLine(str(line.score), " · ".join(filter(None, (tier, segment, coverage))))
    given = [each for each in told.contributions if each.points]
    for each in given[:_REASONS]:
        points = f"+{each.points}" if each.points >= 0 else f"−{-each.points}"
        yield CardLine(points, each.sentence)


def _cars(read: CardRead) -> Iterator[CardLine]:
    today = read.printed_at.date()
    fields = [field for field in FIELDS if field.entity is Entity.VEHICLE]
    for car in reversed(read.card.vehicles):
        by_key = {field.key: car.get(field.stored_as) for field in fields}
        told = [
            f"{_(field.label)} {text}"
            for field in fields
            if field.stored_as not in ("model", "plate") and (text := _text(field, by_key, today))
        ]
        plate, model = (str(car.get(name) or "–") for name in ("plate", "model"))
        yield CardLine(plate, model, " · ".join(told))


def _timeline(read: CardRead) -> Iterator[CardLine]:
    today = read.printed_at.date()
    for entry in read.card.timeline:
        yield _entry(entry, today)


def _entry(entry: TimelineEntry, today: dt.date) -> CardLine:
    known = entry.at != dt.datetime.min
    told = masking.free_text(entry.detail) if entry.kind == "change" else entry.detail
    detail = " · ".join(filter(None, (entry.staff, told)))
    return CardLine(shown.day(entry.at.date(), today) if known else "", entry.text, detail)
