"""Lists of people to decide about, and of dates: who, whom, what they share, the answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.ui.importing.answers_list import AnswersList
from showroom_crm.ui.importing.answers_model import Column
from showroom_crm.values.encounters import Acquaintance
from showroom_crm.values.questions import Question

_SHARED = {
    "phone": N_("Phone …{tail}"),
    "vin": N_("VIN …{tail}"),
    "id_no": N_("ID number …{tail}"),
    "name": N_("the name alone"),
}


def _in_file(question: Question) -> str:
    rows = _(", ").join(str(row) for row in question.rows)
    where = ngettext("row {rows}", "rows {rows}", len(question.rows)).format(rows=rows)
    name = question.people.name if question.people else ""
    return f"{name or '—'} · {where}"


def _known(question: Question) -> str:
    people = question.people
    return _(", ").join(map(_told, people.known)) if people else question.text


def _told(one: Acquaintance) -> str:
    where = _("row {row}").format(row=one.row) if one.row else one.number
    return f"{one.name} · {where}" if where else one.name


def _shared(question: Question) -> str:
    people = question.people
    return _(_SHARED[people.key]).format(tail=people.tail) if people else question.where


_COLUMNS = (
    Column(N_("In the file"), 160, _in_file, quiet=False),
    Column(N_("Known already"), 170, _known, quiet=False),
    Column(N_("They share"), 130, _shared),
)


class PeopleList(AnswersList):
    """The people to decide about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hold none yet."""
        super().__init__(_COLUMNS, N_("Who is it?"), parent)

    def headline(self, shown: Sequence[Question]) -> str:
        """Return the words above the list."""
        text = ngettext(
            "{count} row may speak of somebody known already: the same person, or another?",
            "{count} rows may speak of somebody known already: the same person, or another?",
            len(shown),
        )
        return text.format(count=len(shown))


class DatesList(AnswersList):
    """The columns whose dates may be read in several ways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hold none yet."""
        column = Column(N_("Column"), 260, lambda question: question.where, quiet=False)
        super().__init__((column,), N_("Comes first"), parent)
