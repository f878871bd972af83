"""Registering a visitor in under half a minute: phone first, then Enter, Enter, Enter."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.operations import customers
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import shown, theme
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.reading import Suggestions
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, LinkButton, PrimaryButton
from showroom_crm.ui.widgets.choice_row import ChoiceRow
from showroom_crm.ui.widgets.fields import LabelledField
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.values.customers import CustomerLine, Value
from showroom_crm.values.operations import Changes

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PHONE_SIGNS = frozenset(" -+()（）")
_PAUSE = 120  # milliseconds


class RegisterDialog(QDialog):
    """Asks for phone, name, model, source and level; `then` gets the id of the new customer."""

    def __init__(
        self, desk: Desk, tasks: Tasks, then: Callable[[int], None], parent: QWidget
    ) -> None:
        """Show the empty form."""
        super().__init__(parent)
        self.setWindowTitle(_("Register visitor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(460))
        self._desk, self._tasks, self._then = desk, tasks, then
        self.phone, self.name = QLineEdit(), QLineEdit()
        self.model, self.source = _open_list(), _open_list()
        self.level = ChoiceRow([(code, code) for code in "HABCN"])
        self.hint = _DuplicateHint(self._open_known)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._build()
        self._connect()
        tasks.read(partial(reading.suggestions, desk), self._suggest)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go to the next field, and save from the last one."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _ENTER
        ):
            with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if watched is self.model or with_control:
                self._save()
            else:
                self.focusNextChild()
            return True
        return False

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        self._phone_field = LabelledField(_("Phone"), self.phone)
        self._name_field = LabelledField(_("Name"), self.name)
        column.addWidget(Text(_("Register visitor"), "title"))
        column.addWidget(self._phone_field)
        column.addWidget(self.hint)
        column.addWidget(self._name_field)
        column.addWidget(LabelledField(_("Model of interest"), self.model))
        column.addWidget(LabelledField(_("Source"), self.source))
        column.addWidget(LabelledField(_("Level"), self.level))
        column.addLayout(self._buttons())
        self.phone.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.level.choose("N")

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.addStretch(1)
        cancel = ActionButton(_("Cancel"), keys="Esc")
        self._save_button = PrimaryButton(_("Register"), "user-plus", "Ctrl+Enter")
        cancel.setAutoDefault(False)
        self._save_button.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._save_button.clicked.connect(self._save)
        row.addWidget(cancel)
        row.addWidget(self._save_button)
        return row

    def _connect(self) -> None:
        for field in (self.phone, self.name, self.model, self.source):
            field.installEventFilter(self)
        self.phone.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._look_for_others)

    def _suggest(self, suggestions: Suggestions) -> None:
        for box, words in ((self.model, suggestions.models), (self.source, suggestions.sources)):
            box.addItems(list(words))
            box.setCurrentIndex(-1)

    def _look_for_others(self) -> None:
        work = partial(customers.similar, self._desk, self.phone.text())
        self._tasks.read(work, self.hint.show_known, urgent=True)

    def _values(self) -> dict[str, Value]:
        phone = "".join(sign for sign in self.phone.text() if sign not in _PHONE_SIGNS)
        return {
            "mobile": phone,
            "name": self.name.text().strip(),
            "model": self.model.currentText().strip(),
            "source_l1": self.source.currentText().strip(),
            "level": self.level.key,
        }

    def _save(self) -> None:
        if not self._save_button.isEnabled():  # Enter came twice
            return
        values = self._values()
        phone = str(values["mobile"])
        if phone and not phone.isdigit():
            self._phone_field.complain(_("A phone number has only digits."))
            self.phone.setFocus()
            return
        self._save_button.setEnabled(False)
        told = _("Registered {name}").format(name=values["name"] or phone)
        work = partial(customers.register, self._desk, values)
        self._tasks.write(work, self._saved, self._refused, told=told)

    def _saved(self, made: tuple[int, Changes]) -> None:
        self._then(made[0])
        self.accept()

    def _refused(self, error: UserError) -> None:
        self._save_button.setEnabled(True)
        self._name_field.complain(error.text)
        self.name.setFocus()

    def _open_known(self, customer_id: int) -> None:
        self._then(customer_id)
        self.reject()


class _DuplicateHint(Card):
    """Says that somebody with this number is known already, and leads there."""

    def __init__(self, open_known: Callable[[int], None]) -> None:
        super().__init__("say")
        self._open_known = open_known
        self._known = 0
        self._text = Text(wrap=True)
        self.link = LinkButton(_("Open this record"))
        self.link.setAutoDefault(False)
        self.link.clicked.connect(self._open)
        self.body.addWidget(self._text)
        self.body.addWidget(self.link)
        self.hide()

    def show_known(self, lines: list[CustomerLine]) -> None:
        """Show the first of `lines`; none hides the hint."""
        self.setVisible(bool(lines))
        if not lines:
            return
        first = lines[0]
        self._known = first.id
        parts = (first.name, shown.phone(first.mobile), first.model, first.salesperson)
        known = " · ".join(filter(None, parts))
        others = len(lines) - 1
        text = _("Already known: {customer}").format(customer=known)
        more = _("and {count} more").format(count=others) if others else ""
        self._text.setText(f"{text} {more}".strip())

    def _open(self) -> None:
        self._open_known(self._known)


def _open_list() -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(box.model(), box)
    box.setCompleter(completer)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return box
