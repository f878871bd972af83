"""Which field one column is, judged alone: exact words, other people, what must not be kept."""

import re
from dataclasses import dataclass

from showroom_crm.i18n import N_, _
from showroom_crm.importing.evidence import Profile, fits
from showroom_crm.importing.questions import about
from showroom_crm.importing.vocabulary import (
    bare,
    by_sound,
    keys,
    normalise,
    other_currency,
    tongues,
    vocabulary,
)
from showroom_crm.values.fields import BY_KEY, FieldKind
from showroom_crm.values.mappings import HeaderColumn
from showroom_crm.values.questions import Choice, Question, Sort

SEVERAL_COLUMNS = frozenset(
    {"remark", "competitor", "concerns", "last_contact_note", "hobbies", "complaint", "phone2"}
    | {"order_goods", "work_items", "pay_note"}
)
REFUSED = {
    "password": N_("passwords are never imported"),
    "bank": N_("bank accounts and card numbers are not kept"),
    "photo": N_("pictures of people and documents are not kept"),
    "biometric": N_("fingerprints and faces are not kept"),
    "belief": N_("belief, origin and party are nobody's business here"),
    "health": N_("health data are not kept"),
    "child": N_("names and birthdays of children are not kept"),
}
# What a field becomes when its values are of another sort: (sort, at least, field instead).
_INSTEAD = {
    "test_drive_on": (("mark", 0.5, "test_drive_done"),),
    "test_drive_done": (("date", 0.5, "test_drive_on"),),
    "quote_amount": (("date", 0.5, "quote_on"),),
    "quote_on": (("money", 0.5, "quote_amount"),),
    "last_contact_on": (("long", 0.3, "last_contact_note"),),
    "last_contact_note": (("date", 0.5, "last_contact_on"), ("short_day", 0.5, "last_contact_on")),
    "next_follow_up_on": (("letters", 0.6, "next_follow_up_topic"),),
    "level": (("member", 0.5, "membership"),),
    "customer_type": (("kind", 0.5, "kind"),),
}
_OPPOSITES = (
    ("上次", "下次"), ("首次", "二次"), ("首次", "最近"), ("预计", "实际"), ("最近", "下次"),
    ("外", "内"), ("日期", "里程"), ("时间", "次数"), ("日期", "次数"), ("日期", "金额"),
    ("时间", "原因"), ("名", "号"), ("人", "号"), ("首次", "上次"), ("首次", "最后"),
    ("首次", "末次"), ("交付", "购车"), ("交付", "成交"), ("类型", "编号"), ("结果", "时间"),
    ("人", "时间"),
    ("next", "last"), ("first", "last"), ("first", "second"),
)  # fmt: skip
_MONEY = (FieldKind.MONEY, FieldKind.MONEY_RANGE)
_CUTOFF = 82.0  # below this similarity two words are simply different
_LATIN_CUTOFF = 90.0  # contract is no contact, country no county
_NUMBER = re.compile(r"[2-9二三四五](?=.)")  # within 车辆2车型; 手机2 is a second one
_FURTHER = frozenset("23456789二三四五")  # at the end of a header: one more of the same
_SURE = 90.0
_HEARD = 0.85
_LETTERS = 4  # so many cells with nothing but letters of levels are worth a question
# Sorts of values that can hardly be anything else than the field the header nearly names.
_CERTAIN = {
    FieldKind.PHONE: "mobile", FieldKind.VIN: "vin", FieldKind.PLATE: "plate",
    FieldKind.ID_NUMBER: "id_no", FieldKind.LEVEL: "level",
}  # fmt: skip
_CERTAIN_KEYS = {"email": "email", "gender": "gender", "source_l1": "source", "source_l2": "media"}


@dataclass(slots=True)
class Proposal:
    """A column on its way to a field; `fixed` ones were decided by a person.

    `copies` are the keys of columns that hold all this one says, in the same rows.
    """

    column: HeaderColumn
    profile: Profile
    field: str | None
    confidence: float
    why: str
    fixed: bool = False
    question: Question | None = None
    copies: frozenset[str] = frozenset()


def ask(proposal: Proposal, text: str, fields: tuple[str, ...], why: str) -> None:
    """Leave the column out and ask which of the fields it is."""
    options = [Choice(field, _(BY_KEY[field].label)) for field in fields]
    choices = (*options, Choice("", _("Leave this column out")))
    meanwhile = _("The column is not imported.")
    proposal.question = about(Sort.COLUMN, proposal.column, text, choices, meanwhile)
    proposal.field, proposal.confidence, proposal.why = None, 0.0, why


def propose(column: HeaderColumn, profile: Profile) -> Proposal:
    """Return the field a column most likely is, judged alone."""
    proposal = Proposal(column, profile, None, 0.0, _("no field of this name"))
    if reason := _left_out(column, profile):
        proposal.why, proposal.confidence = reason, 1.0
        return proposal
    if choices := _ambiguous(column):
        _decide(proposal, choices)
        return proposal
    field, confidence, why = _by_header(column)
    if field is not None:
        return _with_values(proposal, field, confidence, why)
    return proposal if confidence else _by_values(proposal)


def _with_values(proposal: Proposal, field: str, confidence: float, why: str) -> Proposal:
    """Let the values confirm, correct or refuse the field that the header names."""
    column, profile = proposal.column, proposal.profile
    field = _instead(field, profile)
    if BY_KEY[field].kind in _MONEY and other_currency(column.text):
        proposal.why, proposal.confidence = _("its amounts are not in yuan"), 1.0
        return proposal
    fit = fits(profile, BY_KEY[field])
    if fit == 0.0:
        if fallback := _by_values(proposal).field:
            proposal.field = fallback
            return proposal
        proposal.why = _("the values do not look like “{field}”").format(
            field=_(BY_KEY[field].label)
        )
        return proposal
    proposal.field, proposal.confidence, proposal.why = field, confidence * (0.5 + fit / 2), why
    if confidence < _SURE / 100 * 0.9 and not _certain(profile, field):
        text = _("Is the column “{header}” the field “{field}”?").format(
            header=column.label, field=_(BY_KEY[field].label)
        )
        ask(proposal, text, (field,), _("the header is only similar"))
    return proposal


def spellings(column: HeaderColumn) -> list[str]:
    """Return the spellings a header is looked up by: with its group, alone, without brackets."""
    whole = [column.group + column.text, column.text + column.group] if column.group else []
    texts = [*whole, column.text]
    forms = [form(text) for form in (normalise, bare) for text in texts]
    return list(dict.fromkeys([*forms, *tongues(column.text)]))


def _left_out(column: HeaderColumn, profile: Profile) -> str:
    """Return why a column is not imported, or an empty text."""
    words = vocabulary()
    forms = spellings(column)
    known = any(form in words.fields for form in forms)
    if group := _refused(forms, profile, known=known):
        return _(REFUSED[group])
    if normalise(column.text) in words.line_numbers:
        return _("it only numbers the lines")
    if any(form in words.fields for form in forms[:1]):
        return ""
    if any(form in words.other_names or _of_another(form) for form in forms):
        return _("it speaks of somebody else, not of the customer")
    return ""


def _refused(forms: list[str], profile: Profile, *, known: bool) -> str:
    """Return the group of what must not be kept that a column belongs to, or an empty text.

    A header need only contain such a word, and cards and pictures are known by their values.
    """
    words = vocabulary().refused
    for form in forms:
        if group := words.get(form):
            return group
    if not known:
        for form in forms:
            for word, group in words.items():
                if word in form and (len(word) > 5 or (len(word) > 1 and not word.isascii())):
                    return group
    if profile.share("card") >= 0.8:
        return "bank"
    return "photo" if profile.share("picture") >= 0.8 else ""


def _of_another(form: str) -> bool:
    """Tell whether a header names the phone, number or address of a salesperson or other person."""
    words = vocabulary()
    for person in words.people:
        if form.startswith(person) and form != person:
            rest = form[len(person) :].strip("的/")
            return any(rest.endswith(detail) for detail in words.details)
    return False


def _ambiguous(column: HeaderColumn) -> tuple[str, ...]:
    words = vocabulary()
    for form in (normalise(column.group + column.text), normalise(column.text)):
        if form in words.fields or form in words.nowhere:
            return ()
    for form in spellings(column):
        if form in words.ambiguous:
            return words.ambiguous[form]
    return ()


def _decide(proposal: Proposal, choices: tuple[str, ...]) -> None:
    """Let the values decide an ambiguous header where they can, else ask."""
    if field := _told_by_values(proposal.profile, choices):
        proposal.field, proposal.confidence, proposal.why = field, 0.9, _("the values tell")
        return
    if left := tuple(field for field in choices if fits(proposal.profile, BY_KEY[field])):
        choices = left
    else:
        proposal.why, proposal.confidence = _("the values are none of what it may mean"), 1.0
        return
    if len(choices) == 1:
        proposal.field, proposal.confidence, proposal.why = choices[0], 0.9, _("the values tell")
        return
    text = _("What does the column “{header}” mean?").format(header=proposal.column.label)
    ask(proposal, text, choices, _("the header may mean several things"))


def _told_by_values(profile: Profile, choices: tuple[str, ...]) -> str | None:
    """Return which of the fields only these values can be, None where they may be several."""
    share = profile.share
    if {"level", "model"} <= set(choices) and share("level", "level_word", "degree") >= 0.5:
        return "level"
    if "model" in choices and share("car") >= 0.5:
        return "model"
    if "expected_on" in choices and share("coming") >= 0.5:
        return "expected_on"
    if "membership" not in choices or not profile.filled:
        return None
    if share("degree") >= 0.8 or (share("level") >= 0.9 and share("working") > 0):
        return "level"
    return "membership" if share("level", "level_word") < 0.3 else None


def _by_header(column: HeaderColumn) -> tuple[str | None, float, str]:
    """Return (field, confidence, why) from the words of the header alone."""
    words = vocabulary()
    forms = spellings(column)
    same = _("the header is a word for it")
    for form in forms:
        if form in words.fields:
            return words.fields[form], 1.0, same
    said = next((words.said[key] for key in column_keys(column) if key in words.said), None)
    if any(form in words.nowhere for form in forms):
        said = ""
    if said is not None:
        return (said, 0.95, same) if said else (None, 1.0, "")
    stems = [stem for form in forms for stem in _stems(form)]
    if any(stem[-1:] in _FURTHER and words.fields.get(stem[:-1]) == "mobile" for stem in stems):
        return "phone2", 0.95, same
    if field := next((words.fields[stem] for stem in stems if stem in words.fields), None):
        return field, 0.95, same
    if field := next(filter(None, map(by_sound, forms)), None):
        return field, _HEARD, _("the header sounds like a word for it")
    return _similar(forms)


def says(column: HeaderColumn, field: str) -> bool:
    """Tell whether the header of a column is a word for the field."""
    return _by_header(column)[0] == field


def names_people(column: HeaderColumn) -> bool:
    """Tell whether the header of a column is a word for the customer's name or phone."""
    given = normalise(column.text) in vocabulary().given_names
    field, confidence, _why = _by_header(column)
    return given or (field in ("name", "mobile") and confidence >= _SURE / 100)


def column_keys(column: HeaderColumn) -> list[str]:
    """Return the words of a header, with and without its group, as they are looked up."""
    whole = [column.group + column.text] if column.group else []
    return [key for text in (*whole, column.text) for key in keys(text)]


def _stems(form: str) -> list[str]:
    """Return a header and what is left of it without words before and after that say nothing."""
    stems = {form: None}
    for start in vocabulary().starts:
        if form.startswith(start) and len(form) > len(start):
            stems[form[len(start) :]] = None
    for stem in list(stems):
        for end in vocabulary().ends:
            if stem.endswith(end) and len(stem) > len(end):
                stems[stem[: -len(end)]] = None
    return list(stems)


def _similar(forms: list[str]) -> tuple[str | None, float, str]:
    from rapidfuzz import fuzz, process

    words = vocabulary().fields
    best: tuple[str, float] | None = None
    for form in forms:
        if len(form) < 3:
            continue
        cutoff = _LATIN_CUTOFF if form.isascii() else _CUTOFF
        found = process.extractOne(form, words.keys(), scorer=fuzz.ratio, score_cutoff=cutoff)
        if found and not _opposed(form, found[0]) and (best is None or found[1] > best[1]):
            best = found[0], found[1]
    if best is None:
        return None, 0.0, ""
    return (
        words[best[0]],
        best[1] / 100 * 0.9,
        _("the header is similar to “{word}”").format(word=best[0]),
    )


def _certain(profile: Profile, field: str) -> bool:
    """Tell whether nearly all values are of the sort that the field alone holds."""
    sort = _CERTAIN_KEYS.get(field) or _CERTAIN.get(BY_KEY[field].kind)
    return sort is not None and profile.filled > 1 and profile.share(sort) >= 0.9


def _opposed(one: str, other: str) -> bool:
    """Tell whether two similar words differ by what matters: last and next, day and mileage."""
    return _NUMBER.findall(one) != _NUMBER.findall(other) or any(
        (first in one and second in other) or (second in one and first in other)
        for first, second in _OPPOSITES
    )


def _instead(field: str, profile: Profile) -> str:
    for sort, least, other in _INSTEAD.get(field, ()):
        any_text = BY_KEY[field].kind in (FieldKind.CHOICE, FieldKind.LONG_TEXT)
        if profile.share(sort) >= least and (any_text or fits(profile, BY_KEY[field]) < 0.5):
            return other
    return field


def _by_values(proposal: Proposal) -> Proposal:
    """Recognise a column without a known header by values that can be nothing else."""
    share = proposal.profile.share
    for sort, field in (
        ("vin", "vin"), ("plate", "plate"), ("id_no", "id_no"), ("mobile", "mobile"),
        ("email", "email"),
    ):  # fmt: skip
        if sort == "mobile" and proposal.profile.filled >= 3 and proposal.profile.distinct < 0.5:
            continue  # the number of a salesperson or a branch, not of each customer
        if proposal.profile.filled >= 2 and share(sort) >= 0.8:
            proposal.field, proposal.confidence = field, 0.6
            proposal.why = _("the values look like it")
            return proposal
    levels = share("level") >= 0.95 and share("working") > 0 and share("gender") < 0.95
    if proposal.profile.filled >= _LETTERS and levels:
        text = _("Is the column “{header}” the field “{field}”?").format(
            header=proposal.column.label, field=_(BY_KEY["level"].label)
        )
        ask(proposal, text, ("level",), _("the values look like it"))
        return proposal
    if proposal.profile.filled >= 3 and share("name") >= 0.8 and proposal.profile.distinct > 0.6:
        proposal.field, proposal.confidence = "name", 0.5
        proposal.why = _("the values look like it")
    return proposal
