"""The small button beside a column: what its cells do where the customer has a value already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from showroom_crm.i18n import N_, _
from showroom_crm.importing import policies
from showroom_crm.ui import icons, theme
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.import_choices import EVERY_FIELD, Policy
from showroom_crm.values.own_fields import OwnField

_WORDS = {
    Policy.FILL: N_("Fill blanks only"),
    Policy.OVERWRITE: N_("Overwrite"),
    Policy.APPEND: N_("Add to what is there"),
    Policy.FORWARD: N_("Only later dates and larger numbers"),
}
_SIGNS = {
    Policy.FILL: "tray-arrow-down",
    Policy.OVERWRITE: "note-pencil",
    Policy.APPEND: "list",
    Policy.FORWARD: "trend-up-fill",
}


class PolicyButton(QToolButton):
    """Tells the field and the policy chosen for it, "" for the usual one.

    The usual one is seen only near the mouse or with the keyboard on it: there is one a column.
    """

    decided = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Stand for no field yet."""
        super().__init__(parent)
        self._field = ""
        self._usual, self._near = True, False
        self.setIconSize(QSize(theme.px(15), theme.px(15)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        self._chosen: Mapping[str, Policy] = {}
        self._offered: tuple[Policy, ...] = ()
        self.hide()

    def show_field(
        self, key: str | None, chosen: Mapping[str, Policy], own: Iterable[OwnField] = ()
    ) -> None:
        """Show what holds for the field `key`; nothing where there is nothing to choose.

        `own` are the showroom's own fields.
        """
        self._field, self._chosen = key or "", chosen
        mine = (each.field for each in own if each.field_key == key)
        field = BY_KEY.get(self._field) or next(mine, None)
        offered = self._offered = policies.offered(field) if field else ()
        self.setVisible(bool(offered))
        if not offered:
            return
        now, look = self._now(offered[0]), theme.tokens()
        self._usual = now is offered[0]
        self.setIcon(icons.icon(_SIGNS[now], look.faint if self._usual else look.accent))
        text = _("Where the customer has a value already: {what}").format(what=_(_WORDS[now]))
        self.setToolTip(text)
        self.setAccessibleName(text)

    def is_seen(self) -> bool:
        """Return whether it is painted now."""
        return not self._usual or self._near or self.hasFocus()

    def show_near(self, near: bool) -> None:
        """Say whether the mouse is near."""
        self._near = near
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing where nothing has to be told."""
        if self.is_seen():
            super().paintEvent(event)

    def _now(self, usual: Policy) -> Policy:
        return self._chosen.get(self._field) or self._chosen.get(EVERY_FIELD) or usual

    def menu_of_policies(self) -> QMenu:
        """Return what one may choose from; made when it is wanted, for there are many columns."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        usual, *others = self._offered
        for policy in (usual, *others):
            word = _(_WORDS[policy])
            text = _("{what} (usual)").format(what=word) if policy is usual else word
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(policy is self._now(usual))
            group.addAction(action)
            action.triggered.connect(partial(self._decide, policy, usual))
        return menu

    def _open(self) -> None:
        self.menu_of_policies().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _decide(self, policy: Policy, usual: Policy, *_checked: bool) -> None:
        plain = policy is usual and EVERY_FIELD not in self._chosen
        self.decided.emit(self._field, "" if plain else policy.value)
