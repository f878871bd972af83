"""Buttons: the one thing to do, the ordinary, the quiet, the icon alone; each shows its key."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from showroom_crm.ui import icons, theme
from showroom_crm.ui.commands import key_text
from showroom_crm.ui.widgets.mnemonics import literal
from showroom_crm.ui.widgets.tips import plain

_RESTYLED = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


class ActionButton(QPushButton):
    """A button with an icon and, behind its text, the key that does the same."""

    def __init__(
        self, text: str, icon: str = "", keys: str = "", parent: QWidget | None = None
    ) -> None:
        """Show `text` (already translated), `icon` of the family and `keys` (portable text)."""
        super().__init__(parent)
        self._icon, self._keys = icon, keys
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(text)
        self._tint()

    def say(self, text: str) -> None:
        """Change the text."""
        gap, shown = " " if self._icon else "", literal(text)
        self.setText(f"{gap}{shown}  {key_text(self._keys)}" if self._keys else f"{gap}{shown}")
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        """Wear the new colours."""
        super().changeEvent(event)
        if event.type() in _RESTYLED:
            self._tint()

    def _tint(self) -> None:
        if getattr(self, "_icon", ""):
            self.setIcon(icons.icon(self._icon, self._icon_colour()))
            self.setIconSize(QSize(theme.px(16), theme.px(16)))

    def _icon_colour(self) -> str:
        return theme.tokens().text


class PrimaryButton(ActionButton):
    """The one thing to do on a page."""

    def _icon_colour(self) -> str:
        return theme.tokens().on_accent


class QuietButton(ActionButton):
    """A button without a border, for what is rarely needed."""

    def _icon_colour(self) -> str:
        return theme.tokens().muted


class LinkButton(ActionButton):
    """A word to click in a line of text."""


class ChoiceButton(QPushButton):
    """One of several answers side by side; checked it is the chosen one."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show `text`, unchecked."""
        super().__init__(literal(text), parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size with room for the bolder letters of the chosen answer."""
        bold = self.font()
        bold.setWeight(QFont.Weight.DemiBold)
        plain = QFontMetrics(self.font()).horizontalAdvance(self.text())
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - plain
        return super().sizeHint() + QSize(max(more, 0), 0)


class IconButton(QToolButton):
    """An icon alone; its tooltip says what it does and the key."""

    def __init__(self, icon: str, tip: str, keys: str = "", parent: QWidget | None = None) -> None:
        """Show `icon`; `tip` is its name for the tooltip and for screen readers."""
        super().__init__(parent)
        self._icon = icon
        self.setToolTip(plain(f"{tip}  {key_text(keys)}" if keys else tip))
        self.setAccessibleName(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Wear the new colours."""
        super().changeEvent(event)
        if event.type() in _RESTYLED:
            self._tint()

    def _tint(self) -> None:
        if getattr(self, "_icon", ""):
            look = theme.tokens()
            self.setIcon(icons.icon(self._icon, look.muted, look.accent))
            self.setIconSize(QSize(theme.px(icons.NORMAL), theme.px(icons.NORMAL)))
