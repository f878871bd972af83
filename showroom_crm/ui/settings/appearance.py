"""How the window looks on this computer: language, theme, text size, rows."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox

from showroom_crm.i18n import _
from showroom_crm.preferences import TEXT_LARGEST, TEXT_SMALLEST, Theme
from showroom_crm.ui.place import Go
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.settings.section import Section
from showroom_crm.ui.widgets.choice_row import ChoiceRow
from showroom_crm.ui.widgets.labels import Text

_SIZES = tuple(range(TEXT_SMALLEST, TEXT_LARGEST + 1, 25))


class AppearanceSection(Section):
    """Changes hold at once."""

    def __init__(self, remembered: Remembered, go: Go) -> None:
        """Show what is chosen now."""
        super().__init__(_("Appearance"), _("Holds for this computer only."))
        self._remembered, self._go = remembered, go
        kept = remembered.now
        self.language = QComboBox()
        for code, name in (("", _("As the system")), ("zh_CN", "中文"), ("en", "English")):
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(kept.language)))
        self.language.activated.connect(self._choose_language)
        self.theme = ChoiceRow(
            [(Theme.SYSTEM, _("As the system")), (Theme.LIGHT, _("Light")), (Theme.DARK, _("Dark"))]
        )
        self.theme.choose(kept.theme)
        self.theme.chosen.connect(self._choose_theme)
        self.text_size = ChoiceRow(
            [(str(size), _("{percent} %").format(percent=size)) for size in _SIZES]
        )
        self.text_size.choose(str(kept.text_percent))
        self.text_size.chosen.connect(self._choose_size)
        self.compact = QCheckBox(_("Compact rows in lists"))
        self.compact.setChecked(kept.compact_rows)
        self.compact.toggled.connect(self._choose_compact)
        self.add_line(_("Language"), self.language)
        self._later = Text("", "muted")
        self._later.hide()
        self.add_line(_("Theme"), self.theme).setStretch(1, 1)
        self.add_line(_("Text size"), self.text_size).setStretch(1, 1)
        self.add_line("", self.compact)
        self.column.addWidget(self._later)
        self.column.addStretch(1)

    def _choose_language(self, _index: int) -> None:
        self._remembered.change(language=self.language.currentData())
        self._go.language.emit(self.language.currentData())

    def _choose_theme(self, key: str) -> None:
        self._remembered.change(theme=Theme(key))
        self._go.look.emit(Theme(key), self._remembered.now.text_percent)

    def _choose_size(self, key: str) -> None:
        self._remembered.change(text_percent=int(key))
        self._go.look.emit(self._remembered.now.theme, int(key))
        self._later.setText(_("Some parts take the new size when the program is started again."))
        self._later.show()

    def _choose_compact(self, on: bool) -> None:
        self._remembered.change(compact_rows=on)
        self._go.look.emit(self._remembered.now.theme, self._remembered.now.text_percent)
