"""Settles what columns cannot settle alone: two for one field, levels, sources, models."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from showroom_crm.i18n import _
from showroom_crm.importing import insurance, name_columns
from showroom_crm.importing.column_rules import SEVERAL_COLUMNS, Proposal, ask
from showroom_crm.importing.questions import about
from showroom_crm.importing.vocabulary import normalise
from showroom_crm.values.fields import Subject
from showroom_crm.values.questions import Choice, Sort, question_key

_AFTER_SALES = frozenset(
    {"vin", "plate", "delivered_on", "licensed_on", "insurance_end", "last_service_on", "km"}
    | {"insurer", "inspection_end", "purchased_on", "service_count", "service_advisor"}
)
_INTENT = frozenset({"level", "expected_on", "budget", "next_follow_up_on", "test_drive_on"})
_OWNED = {"model": "vehicle_model", "ext_color": "vehicle_color"}
_SOLD = frozenset({"ordered_on", "order_no", "price", "deposit", "invoiced_on", "loan_amount"})
_OF_OWNERS = frozenset({Subject.SERVICES, Subject.POLICIES})
_SAYS_OWNED = re.compile(r"购|买|订|成交|交车|销售|在用|保有|车主|保养|purchas|bought|sold", re.I)
# Of two columns for one field the second may well be one of these.
_RIVALS = {
    "mobile": ("phone2", "mobile"),
    "name": ("name", "employer", "referrer", "salesperson"),
    "level": ("level", "membership", "status"),
    "model": ("vehicle_model", "owned_car", "model"),
    "vehicle_model": ("model", "owned_car", "vehicle_model"),
    "source_l1": ("source_l2", "source_l1"),
}
_POSTAL = frozenset({"zip", "zipcode", "postalcode", "postcode", "street", "address"})
_NUMBERED = re.compile(r"(?:[2-9]|[二三四五])$")
_DIFFERENT = 0.5  # share of different numbers in a column that tells people apart
DELIVERED, HALF_YEAR = "delivered", "half_year"


def settle(proposals: Sequence[Proposal], answers: Mapping[str, str], subject: Subject) -> None:
    """Turn single judgements into a mapping of the whole table, with questions where needed.

    `subject` is what each row tells.
    """
    _empty_ones(proposals)
    name_columns.settle(proposals)
    _states(proposals)
    _titles(proposals)
    _series_and_model(proposals)
    _second_phones(proposals)
    _own_cars(proposals, subject)
    _numbers_of_leads(proposals, subject)
    _guessed_last(proposals)
    for field in {p.field for p in proposals if p.field} - SEVERAL_COLUMNS:
        for rivals in _apart(field, [p for p in proposals if p.field == field]):
            _one_column(field, rivals)
    _websites(proposals)
    for proposal in proposals:
        if proposal.field == "level":
            _letter_d(proposal, answers)


def _empty_ones(proposals: Sequence[Proposal]) -> None:
    """Let no empty column take a field that a filled one could have."""
    held = {p.field for p in proposals if p.profile.filled}
    for proposal in proposals:
        free = not proposal.fixed and proposal.field not in SEVERAL_COLUMNS | {"mobile"}
        if free and proposal.profile.filled == 0 and proposal.field in held:
            proposal.field, proposal.confidence, proposal.why = None, 1.0, _("it is empty")


def _titles(proposals: Sequence[Proposal]) -> None:
    """Read Title as what somebody does, beside Salutation or without Mr and Ms below."""
    called = [p for p in proposals if p.field == "salutation" and not p.fixed]
    titles = [p for p in called if normalise(p.column.text) == "title"]
    jobs = [p for p in titles if len(called) > len(titles) or p.profile.share("courtesy") < 0.5]
    if not any(p.field == "occupation" for p in proposals):
        for proposal in jobs:
            proposal.field, proposal.why = "occupation", _("the values tell")


def _states(proposals: Sequence[Proposal]) -> None:
    """Read State as a part of an address where a city or a postal code stands beside it."""
    forms = {normalise(p.column.text) for p in proposals}
    if any(p.field == "city" for p in proposals) or forms & _POSTAL:
        for proposal in proposals:
            if normalise(proposal.column.text) == "state" and not proposal.fixed:
                proposal.field, proposal.confidence, proposal.question = "province", 0.9, None
                proposal.why = _("it stands in an address")


def _series_and_model(proposals: Sequence[Proposal]) -> None:
    """Read 车型 beside 车系 as the version of the model."""
    models = [p for p in proposals if p.field == "model" and not p.fixed]
    series = [p for p in models if "车系" in p.column.text or "series" in p.column.text.lower()]
    if len(series) == 1 and len(models) == 2 and not any(p.field == "trim" for p in proposals):
        version = next(p for p in models if p is not series[0])
        version.field, version.why = "trim", _("another column names the series")


def _second_phones(proposals: Sequence[Proposal]) -> None:
    """Take further phone columns as second numbers where nothing can be mistaken.

    That is so for an empty column, for 手机 2, and for "phone" beside "mobile" in an English file.
    """
    rivals = [p for p in proposals if p.field == "mobile" and not p.fixed]
    _of_nobody(rivals)
    rivals = [p for p in rivals if p.field == "mobile"]
    mobiles = [p for p in rivals if _says_mobile(p.column.text)]
    for proposal in rivals:
        others = any(p is not proposal for p in rivals)
        latin = len(mobiles) == 1 and proposal not in mobiles and proposal.column.text.isascii()
        numbered = _NUMBERED.search(proposal.column.text.strip()) is not None
        empty = proposal.profile.filled == 0 and proposal is not rivals[0]
        if others and (latin or numbered or empty):
            proposal.field, proposal.why = "phone2", _("another column has the mobile number")


def _of_nobody(rivals: Sequence[Proposal]) -> None:
    """Leave out a column with one number in all rows where another tells people apart."""
    apart = any(p.profile.distinct > _DIFFERENT for p in rivals)
    for proposal in rivals:
        filled = proposal.profile.filled
        if apart and filled > 2 and round(proposal.profile.distinct * filled) == 1:
            proposal.field, proposal.confidence = None, 1.0
            proposal.why = _("the same number in all rows, so it is no customer’s")


def _says_mobile(text: str) -> bool:
    return any(word in text.lower() for word in ("mobile", "cell", "手机"))


def _own_cars(proposals: Sequence[Proposal], subject: Subject) -> None:
    """Read 车型 and 颜色 as the car somebody has in lists of owners, 车辆 as the wish elsewhere."""
    fields = {p.field for p in proposals}
    told = len(fields & _AFTER_SALES) >= 2 and len(fields & _INTENT) < 2
    owners = told or subject in _OF_OWNERS
    for proposal in proposals:
        other = _OWNED.get(proposal.field or "")
        text = proposal.column.text
        if proposal.fixed:
            continue
        if other and other not in fields and owners and "意向" not in text and "拟购" not in text:
            proposal.field = other
            proposal.why = _("the table is about cars that were sold")
        elif (
            proposal.field == "vehicle_model"
            and "model" not in fields
            and not fields & (_AFTER_SALES | _SOLD)
            and subject is Subject.CUSTOMERS
            and not _SAYS_OWNED.search(text)
        ):
            proposal.field, proposal.why = "model", _("nothing in the table tells of cars owned")


def _numbers_of_leads(proposals: Sequence[Proposal], subject: Subject) -> None:
    """Leave the order number out of a list that tells nothing else of an order or a car.

    Websites call each enquiry an order.
    """
    fields = {p.field for p in proposals}
    if subject is Subject.CUSTOMERS and not fields & (_AFTER_SALES | _SOLD - {"order_no"}):
        for proposal in proposals:
            if proposal.field == "order_no" and not proposal.fixed:
                proposal.field, proposal.question = None, None
                proposal.why = _("nothing else in the table tells of an order")


def _guessed_last(proposals: Sequence[Proposal]) -> None:
    """Drop what was guessed from values alone where a header names the same field."""
    named = {p.field for p in proposals if p.confidence > 0.6 and p.profile.filled}
    guessed: set[str] = set()
    for proposal in proposals:
        if proposal.field and proposal.confidence <= 0.6 and not proposal.fixed:
            if proposal.field in named | guessed and proposal.field != "mobile":
                proposal.field, proposal.why = None, _("no field of this name")
            elif proposal.field:
                guessed.add(proposal.field)


def _one_column(field: str, rivals: list[Proposal]) -> None:
    """Give the field to the best of its columns and ask about the others."""
    if len(rivals) < 2:
        return
    best = max(
        rivals,
        key=lambda p: (p.fixed, p.profile.filled > 0, round(p.confidence, 1), p.profile.filled),
    )
    for rival in rivals:
        if rival is best or rival.fixed:
            continue
        if best.column.key in rival.copies:
            rival.field, rival.confidence = None, 1.0
            rival.why = _("the same values as column {column}").format(column=best.column.title)
        elif rival.profile.filled == 0:
            rival.field, rival.confidence, rival.why = None, 1.0, _("it is empty")
        elif field == "mobile" and _only_landlines(rival):
            rival.field, rival.why = "phone2", _("the values look like it")
        else:
            text = _("“{header}” and “{other}” would be the same field. What is “{header}”?")
            ask(
                rival,
                text.format(header=rival.column.label, other=best.column.label),
                _RIVALS.get(field, (field,)),
                _("another column fits better"),
            )


def _apart(field: str, rivals: list[Proposal]) -> list[list[Proposal]]:
    """Return the columns that are rivals; those of two kinds of insurance are none."""
    if field != "insurance_end":
        return [rivals]
    kinds = {insurance.kind_of(p.column.text) for p in rivals} - {None}
    general = [p for p in rivals if insurance.kind_of(p.column.text) is None]
    if not kinds or general:
        return [rivals]
    return [[p for p in rivals if insurance.kind_of(p.column.text) == kind] for kind in kinds]


def _only_landlines(proposal: Proposal) -> bool:
    share = proposal.profile.share
    return share("phone") >= 0.6 and share("mobile") <= 0.1


def _websites(proposals: Sequence[Proposal]) -> None:
    """Ask whether a source is a website when most of its values are."""
    taken = any(p.field == "source_l2" for p in proposals)
    for proposal in proposals:
        if proposal.field != "source_l1" or proposal.fixed or taken:
            continue
        share = proposal.profile.share
        if share("media") >= 0.5 and share("media") > share("source"):
            text = _("The values of “{header}” are websites and media. Which field is it?")
            ask(
                proposal,
                text.format(header=proposal.column.label),
                ("source_l1", "source_l2"),
                _("the header may mean several things"),
            )
            _offer_online(proposal)


def _offer_online(proposal: Proposal) -> None:
    """Say what becomes of media where their column is the source."""
    asked = proposal.question
    if asked is not None:
        online = Choice("source_l1", _("Source: online leads, each with its medium"))
        proposal.question = replace(asked, choices=(online, *asked.choices[1:]))


def _letter_d(proposal: Proposal, answers: Mapping[str, str]) -> None:
    """Ask what D means: delivered in most houses, "within half a year" in some.

    Where H or O stands in the column too, only the cells with D wait. Where they do not, A to C
    would mean other days as well, so the whole column waits.
    """
    profile, column = proposal.profile, proposal.column
    if profile.share("d") == 0 or question_key(Sort.LEVEL_D, column.key) in answers:
        return
    partly = profile.share("working") > 0
    meanwhile = _("Cells with D are left out.") if partly else _("The column is not imported.")
    choices = (
        Choice(DELIVERED, _("The car was delivered")),
        Choice(HALF_YEAR, _("Will buy within half a year")),
    )
    text = _("What does level D mean in this file?")
    proposal.question = about(Sort.LEVEL_D, column, text, choices, meanwhile)
    if not partly:
        proposal.field, proposal.confidence = None, 0.0
        proposal.why = _("level D may mean several things")
