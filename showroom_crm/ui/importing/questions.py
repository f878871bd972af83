"""Questions of an import, each a card with its answers; an answer plans anew at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import ngettext
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import ChoiceButton
from showroom_crm.ui.widgets.flow import FlowLayout
from showroom_crm.ui.widgets.labels import Card, Text, clear
from showroom_crm.values.questions import Question

_MOST = 60  # cards at once; the next ones come up as these are answered


class QuestionCard(Card):
    """One question: where, what, the answers, and what happens as long as nobody answers."""

    answered = Signal(str, str)  # question key, value

    def __init__(self, question: Question, answer: str | None) -> None:
        """Show `question`, with `answer` chosen."""
        super().__init__("question")
        self.question = question
        head = QHBoxLayout()
        head.setSpacing(8)
        look = theme.tokens()
        open_ = answer is None
        head.addWidget(
            IconLabel(
                "question" if open_ else "check-circle", look.warning if open_ else look.success
            )
        )
        head.addWidget(Text(question.text, "strong", wrap=True), 1)
        head.addWidget(Text(question.where, "muted"))
        self.body.addLayout(head)
        self.buttons: dict[str, ChoiceButton] = {}
        answers = QWidget()
        flow = FlowLayout(answers, gap=6)
        for choice in question.choices:
            button = ChoiceButton(choice.label)
            button.setChecked(choice.value == answer)
            button.clicked.connect(partial(self._answer, choice.value))
            self.buttons[choice.value] = button
            flow.addWidget(button)
        self.body.addWidget(answers)
        if open_ and question.meanwhile:
            self.body.addWidget(Text(question.meanwhile, "muted", wrap=True))

    def _answer(self, value: str, *_clicked: bool) -> None:
        for key, button in self.buttons.items():
            button.setChecked(key == value)
        self.answered.emit(self.question.key, value)


class QuestionList(QWidget):
    """All questions of a kind, the open ones first."""

    answered = Signal(str, str)

    def __init__(self, most: int = _MOST, parent: QWidget | None = None) -> None:
        """Hold none yet; show `most` of them at once."""
        super().__init__(parent)
        self._most = most
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.cards: list[QuestionCard] = []

    def show_questions(self, questions: Iterable[Question], answers: Mapping[str, str]) -> None:
        """Show `questions` with the `answers` given so far."""
        clear(self)
        self.cards.clear()
        ordered = sorted(questions, key=lambda question: question.key in answers)
        for question in ordered[: self._most]:
            card = QuestionCard(question, answers.get(question.key))
            card.answered.connect(self.answered)
            self.cards.append(card)
            self._column.addWidget(card)
        if (left := len(ordered) - self._most) > 0:
            more = ngettext("{count} more question follows", "{count} more questions follow", left)
            more = more.format(count=left)
            self._column.addWidget(Text(more, "muted"))
        self._column.addStretch(1)
