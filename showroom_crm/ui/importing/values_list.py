"""Words no list knows, one line each: the word, how many cells hold it, and what it becomes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from showroom_crm.i18n import N_, _
from showroom_crm.importing.value_questions import parts
from showroom_crm.ui.importing.answers_list import AnswersList
from showroom_crm.ui.importing.answers_model import Answers, Column
from showroom_crm.values.questions import Choice, Question

WORD, CELLS, COLUMN, BECOMES = range(4)


def _word(question: Question) -> str:
    part = parts(question.key)
    return part[1] if part else question.text


_COLUMNS = (
    Column(N_("In the file"), 190, _word, quiet=False),
    Column(N_("Cells"), 64, lambda question: f"{question.cells:,}", number=True),
    Column(N_("Column"), 130, lambda question: question.where),
)


class ValuesList(AnswersList):
    """The words to decide; those of open lists may all be kept as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hold none yet."""
        super().__init__(_COLUMNS, N_("Becomes"), parent)

    def headline(self, shown: Sequence[Question]) -> str:
        """Return the words above the list."""
        return _("Words that stand in no list")

    def common(self, questions: Sequence[Question]) -> list[tuple[Choice, Answers]]:
        """Offer to keep each word of an open list, and to leave all cells empty."""
        kept = {
            question.key: _word(question)
            for question in questions
            if any(choice.value == _word(question) for choice in question.choices)
        }
        empty = dict.fromkeys((question.key for question in questions), "")
        ways: list[tuple[Choice, Answers]] = []
        if kept:
            ways.append((Choice("keep", _("Keep as they are")), kept))
        if empty:
            ways.append((Choice("", _("Leave them empty")), empty))
        return ways
