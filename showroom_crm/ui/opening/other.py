"""Another showroom: the recent ones, a folder that holds one, or a new one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem

from showroom_crm.i18n import _
from showroom_crm.ui import icons, theme
from showroom_crm.ui.opening.page import OpeningPage
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton

_ROW = 34
_MOST_ROWS = 5


class OtherPage(OpeningPage):
    """Lets one choose a folder; `chosen` gives it, `left` goes back."""

    chosen = Signal(object)  # Path
    sample_wanted = Signal()
    left = Signal()

    def __init__(self, recent: Sequence[Path]) -> None:
        """Offer the `recent` folders."""
        super().__init__("folder-open", _("Which showroom?"), _("A showroom is one folder."))
        self.recent = QListWidget()
        self.recent.setObjectName("card")
        self.recent.setIconSize(QSize(theme.px(icons.NORMAL), theme.px(icons.NORMAL)))
        for folder in recent:
            item = QListWidgetItem(icons.icon("storefront"), str(folder))
            item.setToolTip(str(folder))
            item.setSizeHint(QSize(0, theme.px(_ROW)))
            item.setData(Qt.ItemDataRole.UserRole, folder)
            self.recent.addItem(item)
        self.recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.recent.setFixedHeight(theme.px(_ROW) * max(1, min(len(recent), _MOST_ROWS)) + 4)
        self.recent.setVisible(bool(recent))
        self.recent.setCurrentRow(0)
        self.recent.itemActivated.connect(self._open_recent)
        self.recent.itemClicked.connect(self._open_recent)
        self.column.addWidget(self.recent)
        choose = PrimaryButton(_("Choose a folder…"), "folder-open")
        choose.clicked.connect(self._choose)
        sample = ActionButton(_("Open the sample showroom"))
        sample.clicked.connect(self.sample_wanted)
        self.add_ways(choose, sample)
        back = ActionButton(_("Back"), "caret-left", "Esc")
        back.setShortcut("Esc")
        back.clicked.connect(self.left)
        self.column.addWidget(back)

    def _open_recent(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Choose the folder of a showroom"))
        if folder:
            self.chosen.emit(Path(folder))
