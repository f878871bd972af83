"""Dresses the application: font, palette and style sheet follow the theme."""

import re
from dataclasses import fields
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from showroom_crm.paths import resource
from showroom_crm.preferences import TEXT_LARGEST, TEXT_SMALLEST, Theme
from showroom_crm.ui import fonts, icons, theme
from showroom_crm.ui.theme import Tokens

_SCALED = re.compile(r"(\d+(?:\.\d+)?)sp\b")


class Appearance(QObject):
    """The look of the running application; made once by app.py, told by the settings place."""

    changed = Signal()  # after every widget wears the new look

    def __init__(self, app: QApplication, choice: Theme, percent: int) -> None:
        """Dress `app` in the look of `choice` at text size `percent` and follow the system's."""
        super().__init__(app)
        self._app = app
        self._choice, self.percent = choice, percent
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress()

    @property
    def choice(self) -> Theme:
        """The look chosen now."""
        return self._choice

    def choose(self, choice: Theme, percent: int) -> None:
        """Change to the look of `choice` at text size `percent`, 100-175."""
        self._choice = choice
        self.percent = min(max(percent, TEXT_SMALLEST), TEXT_LARGEST)
        self._dress()

    def _system_changed(self) -> None:
        if self._choice is Theme.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        look = theme.DARK if self._is_dark() else theme.LIGHT
        theme.use(look, self.percent)
        self._app.setFont(fonts.font())
        QToolTip.setFont(fonts.font(fonts.SMALL))
        self._app.setPalette(palette(look))
        self._app.setStyleSheet(style_sheet(look))
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self._choice is Theme.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is Theme.DARK


def palette(look: Tokens) -> QPalette:
    """Return the palette of `look` for what the style sheet does not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    for part, colour in {
        role.Window: look.bg,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.bg,
        role.Text: look.text,
        role.PlaceholderText: look.faint,
        role.Button: look.surface,
        role.ButtonText: look.text,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Link: look.accent,
        role.ToolTipBase: look.text,
        role.ToolTipText: look.surface,
        role.Mid: look.line,
        role.Accent: look.accent,
    }.items():
        made.setColor(part, QColor(colour))
    for part in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(look.faint))
    return made


def style_sheet(look: Tokens) -> str:
    """Return resources/style.qss with the colours of `look` and lengths at the text size shown."""
    template = resource("style.qss").read_text("utf-8")
    sized = _SCALED.sub(lambda found: f"{theme.px(float(found[1]))}px", template)
    colours = {item.name: getattr(look, item.name) for item in fields(look)}
    return Template(sized).substitute(
        {name: value for name, value in colours.items() if isinstance(value, str)},
        scroll=theme.mix(look.faint, look.bg, 0.45),
        accent_on_text=theme.readable(look.accent, look.text),
        caret=icons.file("caret-down", look.muted),
        check=icons.file("check-bold", look.on_accent),
    )
