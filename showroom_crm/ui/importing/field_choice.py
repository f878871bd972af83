"""The drop-down that says which field a column goes to; typing a part of a name finds it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui.widgets.labels import restyle
from showroom_crm.values.fields import EVENT_FIELDS, FIELDS, Subject
from showroom_crm.values.groups import GROUP_LABELS, Group
from showroom_crm.values.own_fields import PREFIX, OwnField

_KEY = Qt.ItemDataRole.UserRole
_OWN = Qt.ItemDataRole.UserRole + 1


def fields_model(parent: QObject, subject: Subject = Subject.CUSTOMERS) -> QStandardItemModel:
    """Return every field a column may go to, group by group; one model serves all drop-downs.

    The fields of what the rows tell come first.
    """
    model = QStandardItemModel(parent)
    model.appendRow(_item(_("Leave out"), ""))
    group = None
    mine = [field for field in EVENT_FIELDS if subject in field.subjects]
    for field in (*mine, *FIELDS):
        if not field.importable:
            continue
        if field.group is not group:
            group = field.group
            title = QStandardItem(_(GROUP_LABELS[group]))
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            model.appendRow(title)
        model.appendRow(_item(_(field.label), field.key))
    return model


def offer_own(model: QStandardItemModel, fields: Sequence[OwnField]) -> None:
    """Offer the showroom's own fields after all others, and to make one of the column."""
    for row in reversed(range(model.rowCount())):
        if str(model.item(row).data(_KEY) or "").startswith(PREFIX) or (
            model.item(row).data(_OWN) is True
        ):
            model.removeRow(row)
    title = QStandardItem(_(GROUP_LABELS[Group.OWN]))
    title.setFlags(Qt.ItemFlag.NoItemFlags)
    title.setData(True, _OWN)
    model.appendRow(title)
    for field in fields:
        model.appendRow(_item(field.label, field.field_key))
    model.insertRow(1, _item(_("New field of our own"), PREFIX))


class FieldChoice(QComboBox):
    """Tells the key of the field chosen, "" to leave the column out."""

    decided = Signal(str)

    def __init__(
        self, model: QStandardItemModel, field: str | None, parent: QWidget | None = None
    ) -> None:
        """Offer the fields of `model`, `field` chosen."""
        super().__init__(parent)
        self.setModel(model)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(10)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self._shown = field or ""
        self.setCurrentIndex(self.findData(self._shown, _KEY))
        self.activated.connect(self._decide)
        completer.activated.connect(self._take_text)
        edit = self.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._settle)
            edit.setCursorPosition(0)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never change by the mouse wheel, which is meant for the list around it."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def show_field(self, field: str | None, unsure: bool) -> None:
        """Show `field` chosen without telling anyone; `unsure` asks for a look."""
        if self._shown != (field or "") or self.currentData(_KEY) != self._shown:
            self._shown = field or ""
            self.setCurrentIndex(self.findData(self._shown, _KEY))
        wanted = "true" if unsure else "false"
        if self.property("unsure") != wanted:
            self.setProperty("unsure", wanted)
            restyle(self)

    def _take_text(self, text: str) -> None:
        self.setCurrentIndex(self.findText(text))
        self._decide()

    def _decide(self) -> None:
        key = self.currentData(_KEY)
        if key is not None and key != self._shown:
            self._shown = key
            self.decided.emit(key)

    def _settle(self) -> None:
        """Show what is chosen again where the text typed names no field."""
        known = self.findText(self.currentText())
        if known >= 0 and self.itemData(known, _KEY) is not None:
            self.setCurrentIndex(known)
            self._decide()
        else:
            self.setCurrentIndex(self.findData(self._shown, _KEY))


def _item(text: str, key: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(key, _KEY)
    return item
