"""The lines that name the columns which are not taken: to be kept with one click, or never kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import imports
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.fields import Subject
from showroom_crm.values.mappings import ColumnMappings

_MOST = 6  # names in a sentence


class LeftOutLine(QWidget):
    """Shows a mapping; `keep_wanted` that all columns nobody knows shall become own fields."""

    keep_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.told, self.refused = Text("", "muted", wrap=True), Text("", "muted", wrap=True)
        self.keep = LinkButton(_("Keep them all as own fields"))
        self.keep.clicked.connect(self.keep_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.told)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.refused)

    def show_mapping(self, mapping: ColumnMappings) -> None:
        """Name the columns that are not taken; where all are, show nothing."""
        left = [mapped.column.label for mapped in imports.left_out(mapping)]
        text = ngettext(
            "{count} column is not taken: {names}",
            "{count} columns are not taken: {names}",
            len(left),
        )
        self.told.setText(text.format(count=len(left), names=_names(left)))
        refused = [mapped for mapped in mapping.columns if mapped.refusal and not mapped.field]
        sentence = _("Never kept: {names}")
        why = [f"{mapped.column.label} ({mapped.refusal})" for mapped in refused]
        self.refused.setText(sentence.format(names=_names(why)))
        keep = left and mapping.subject is Subject.CUSTOMERS  # own fields are of customers
        for widget, wanted in ((self.told, left), (self.keep, keep), (self.refused, why)):
            widget.setVisible(bool(wanted))
        self.setVisible(bool(left or why))


def _names(names: list[str]) -> str:
    shown = _(", ").join(names[:_MOST])
    return shown + "…" if len(names) > _MOST else shown
