"""Answers to the questions of an import, as somebody writes them without a window."""

from __future__ import annotations

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.importing import value_questions
from showroom_crm.importing.choices import key as spelling
from showroom_crm.operations import levels, value_lists
from showroom_crm.operations.desk import Desk
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.imports import Conventions


def read(desk: Desk, text: str) -> tuple[str, str]:
    """Return the key of the question and the answer that "field:word=value" gives.

    The value may be any name of an entry of the field's list, the word itself where the list is
    open, or nothing to leave the cells empty. Raises InvalidInput for anything else.
    """
    asked, equals, value = text.rpartition("=")
    field_key, colon, word = asked.partition(":")
    if not (equals and colon and word.strip()):
        raise InvalidInput(_("Write --value as field:word=value."))
    field = BY_KEY.get(field_key)
    offered = value_questions.options(field, _conventions(desk)) if field else None
    if offered is None:
        raise InvalidInput(
            _("“{field}” is no field with a list of values.").format(field=field_key)
        )
    question = value_questions.question_key(field_key, word.strip())
    if not value.strip():
        return question, ""
    if (found := offered.value(value)) is not None:
        return question, found
    if offered.open and spelling(value) == spelling(word):
        return question, word.strip()
    names = _(", ").join(entry.value for entry in offered.entries)
    raise InvalidInput(
        _("“{value}” is none of the values of “{field}”: {names}.").format(
            value=value, field=field_key, names=names
        )
    )


def given(text: str) -> tuple[str, str]:
    """Return the key of a question and its answer from "key=answer"; raises InvalidInput."""
    key, equals, answer = text.rpartition("=")
    if not (equals and key.strip()):
        raise InvalidInput(_("Write --answer as question=answer, by the names of the report."))
    return key.strip(), answer.strip()


def _conventions(desk: Desk) -> Conventions:
    return Conventions(
        desk.today, desk.today.year, levels.current(desk.store), {}, value_lists.named()
    )
