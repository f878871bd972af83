"""Answers to the questions of an import, as somebody writes them without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.importing import value_questions
from showroom_crm.importing.choices import key as spelling
from showroom_crm.operations import levels, value_lists
from showroom_crm.operations.desk import Desk
from showroom_crm.values.clean_tables import Conventions
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.questions import Question, QuestionKind, Sort

_SORTS = frozenset({*Sort, *QuestionKind})


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
    question = value_questions.key_of_word(field_key, word.strip())
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
    """Return the key of a question and its answer from "key=answer"; raises InvalidInput.

    A key without a colon is that of the only question of its sort, or stands for all of a sort.
    """
    key, equals, answer = (part.strip() for part in text.rpartition("="))
    if not (equals and key):
        raise InvalidInput(_("Write --answer as question=answer, by the names of the report."))
    if ":" not in key and key not in _SORTS:
        raise InvalidInput(
            _("There are no questions called “{name}”. There are: {names}.").format(
                name=key, names=_(", ").join(sorted(_SORTS))
            )
        )
    return key, answer


def for_all(questions: Iterable[Question], answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers to those open questions whose sort as a whole is answered in `answers`.

    A sort is what keys begin with (phone, vin, value, ...) or the kind of question (person, ...).
    Raises InvalidInput for an answer that no question of the sort offers.
    """
    found: dict[str, str] = {}
    refused: dict[str, Question] = {}
    for question in questions:
        if question.key in answers:
            continue
        for sort in map(str, (question.sort, question.kind)):
            if sort in answers and any(each.value == answers[sort] for each in question.choices):
                found[question.key] = answers[sort]
                break
            if sort in answers:
                refused[sort] = question
    for sort, question in refused.items():
        if not found:
            able = _(", ").join(f"{sort}={each.value}" for each in question.choices)
            text = _("No question “{name}” has the answer “{answer}”. There are: {answers}.")
            raise InvalidInput(text.format(name=sort, answer=answers[sort], answers=able))
    return found


def _conventions(desk: Desk) -> Conventions:
    return Conventions(
        desk.today, desk.today.year, levels.current(desk.store), {}, value_lists.named()
    )
