"""The main window: assembles side, places, bars and keys; every place owns its page."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import N_, _
from showroom_crm.ui import place
from showroom_crm.ui.commands import Command, bind
from showroom_crm.ui.place import PLACES, Go, Page, Showroom, ShowsCustomers, TakesFiles
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.shell.drop_cover import DropCover, has_files
from showroom_crm.ui.shell.side import Side
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.notices import TroubleBar, UndoBar
from showroom_crm.ui.widgets.skeleton import SkeletonRows
from showroom_crm.values.operations import Changes
from showroom_crm.values.queries import SavedView

_SMALLEST = (1024, 640)
_NUMBERS_AFTER = 150  # milliseconds: several writes in a row are counted once
_NUMBERS_EVERY = 60_000


class MainWindow(QMainWindow):
    """Shows at once with empty places; `open_showroom` furnishes it when the store is open."""

    closed = Signal()

    def __init__(self, tasks: Tasks, go: Go, remembered: Remembered) -> None:
        """Build the frame."""
        super().__init__()
        self._tasks, self._go, self._remembered = tasks, go, remembered
        self._showroom: Showroom | None = None
        self._pages: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._here = ""
        self._chosen = 0  # the customer to be chosen when the list is made anew
        self.setWindowTitle(_("Showroom CRM"))
        self.setMinimumSize(*_SMALLEST)
        self.setAcceptDrops(True)
        self._side, self._stack = Side(), QStackedWidget()
        self._build()
        self._connect()
        bind(self.commands(), self)
        self._restore()

    def open_showroom(self, showroom: Showroom) -> None:
        """Furnish the places with the store now open and go where the user last was."""
        self._showroom = showroom
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._side.show_name(showroom.name)
        known = [entry.key for entry in PLACES if entry.key in showroom.pages]
        last = self._remembered.now.place
        self.go_to(last if last in known else known[0])
        self._numbers_due.start()

    def go_to(self, key: str) -> object:
        """Show the place `key`, making its page at the first visit."""
        self._side.choose(key)
        if self._showroom is None or not self.has(key):
            return None
        if key not in self._pages:
            # Put into the window only when all of it is there, it would be laid out twice.
            self._pages[key] = page = self._showroom.pages[key](parent=self._stack)
            self._stack.addWidget(page)
            if isinstance(page, Page):
                bind(page.commands(), page)
            if isinstance(page, ShowsCustomers) and self._chosen:
                page.stay_at(self._chosen)
        page = self._pages[key]
        if key in self._stale and isinstance(page, Page):
            page.refresh(None)
        self._stale.discard(key)
        self._here = key
        self._stack.setCurrentWidget(page)
        page.setFocus()
        self._remembered.change(place=key)
        return page

    def rebuild(self) -> None:
        """Make the pages anew, for instance in another text size."""
        self._side.fit()
        if self._showroom is not None:
            self.open_showroom(self._showroom)

    def take_over(self, earlier: "MainWindow") -> None:
        """Stand where `earlier` stood, with its showroom, place and chosen customer."""
        self.setGeometry(earlier.geometry())
        self.setWindowState(earlier.windowState())
        showroom, self._chosen = earlier.standing()
        if showroom is not None:
            self.open_showroom(showroom)

    def standing(self) -> tuple[Showroom | None, int]:
        """Return the showroom now open, and the customer chosen in the list, 0 for none."""
        page: object = self._pages.get(place.CUSTOMERS)
        return self._showroom, page.current() if isinstance(page, ShowsCustomers) else self._chosen

    @property
    def here(self) -> str:
        """The key of the place in sight, "" before the store is open."""
        return self._here

    def has(self, key: str) -> bool:
        """Return whether the store now open has the place `key`."""
        return self._showroom is not None and key in self._showroom.pages

    def refresh(self) -> None:
        """Show everything anew: scores of a new day, or anything may have changed."""
        self._refresh_pages(None)

    def tell_trouble(self, error: UserError) -> None:
        """Say what went wrong and what to do."""
        self.trouble_bar.tell(error.text, error.hint)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done from anywhere."""
        window, places = N_("Everywhere"), N_("Places")
        return (
            Command(N_("Register visitor"), self._register, "Ctrl+N", "user-plus", window),
            Command(N_("Find a customer"), self._search, "Ctrl+F", "magnifying-glass", window),
            Command(
                N_("Undo"), partial(self.undo, None), "Ctrl+Z", "arrow-counter-clockwise", window
            ),
            Command(N_("All commands"), self.show_commands, "Ctrl+K", "command", window),
            Command(N_("User guide"), self.show_guide, "F1", "question", window),
            Command(N_("Keyboard shortcuts"), self.show_shortcuts, "Ctrl+/", "keyboard", window),
            *(
                Command(
                    entry.title, partial(self.go_to, entry.key), f"Ctrl+{n}", entry.icon, places
                )
                for n, entry in enumerate(PLACES, 1)
            ),
        )

    def undo(self, operation: int | None) -> None:
        """Undo `operation`, or the last one."""
        if self._showroom is not None:
            self._tasks.write(partial(self._showroom.undo, operation), self._undone)

    def show_commands(self) -> None:
        """Open the command list and do what is chosen."""
        from showroom_crm.ui.shell.command_list import CommandList  # not worth a later start

        chooser = CommandList(self._all_commands(), self)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.move(self.mapToGlobal(self.rect().center()) - chooser.rect().center())
        chooser.accepted.connect(lambda: chooser.chosen and chooser.chosen.run())
        chooser.open()

    def show_guide(self) -> None:
        """Open the user guide beside the window, at the chapter of the present place."""
        from showroom_crm.ui.shell.guide import Guide  # not worth a later start

        Guide(self._here, self).show()

    def show_shortcuts(self) -> None:
        """Open the shortcut sheet."""
        from showroom_crm.ui.shell.shortcut_sheet import ShortcutSheet  # not worth a later start

        sheet = ShortcutSheet(self._all_commands(), self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere on the window."""
        if self._showroom is not None and has_files(event.mimeData()):
            event.acceptProposedAction()
            self._drop_cover.lie()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back to rest."""
        self._drop_cover.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin an import with what was dropped; a folder is told to be none."""
        self._drop_cover.hide()
        urls = (url for url in event.mimeData().urls() if url.isLocalFile())
        self._open_files(tuple(Path(url.toLocalFile()) for url in urls))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep size and place, then tell app.py, which lets running work end."""
        geometry = self.saveGeometry().toBase64().toStdString()
        self._remembered.change(geometry=geometry)
        self.closed.emit()
        self._clock.stop()
        self._numbers_due.stop()
        self._showroom = None  # its store is closed: nothing is counted any more
        super().closeEvent(event)

    def _build(self) -> None:
        ground = QWidget()
        ground.setObjectName("page")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._stack, 1)
        self._stack.addWidget(SkeletonRows())
        self.setCentralWidget(ground)
        self._drop_cover = DropCover(self)
        self.undo_bar, self.trouble_bar = UndoBar(ground), TroubleBar(ground)
        self._numbers_due = QTimer(self)
        self._numbers_due.setSingleShot(True)
        self._numbers_due.setInterval(_NUMBERS_AFTER)
        self._clock = QTimer(self)
        self._clock.setInterval(_NUMBERS_EVERY)
        self._clock.start()

    def _connect(self) -> None:
        self._side.place_chosen.connect(self.go_to)
        self._side.view_chosen.connect(self._show_view)
        self._side.backup_chosen.connect(partial(self.go_to, place.SETTINGS))
        self.undo_bar.undo.connect(self.undo)
        self._tasks.written.connect(self._written)
        self._tasks.refused.connect(self.tell_trouble)
        self._tasks.busy_changed.connect(self._count_after)
        self._numbers_due.timeout.connect(self._read_numbers)
        self._clock.timeout.connect(self._read_numbers)
        self._go.place.connect(self.go_to)
        self._go.customer.connect(self._show_customer)
        self._go.view.connect(self._show_view)
        self._go.files.connect(self._open_files)
        self._go.register.connect(self._register)
        self._go.counted.connect(self._side.count_place)
        self._go.told.connect(self.undo_bar.tell)
        self._go.saved.connect(self.undo_bar.tell_file)

    def _restore(self) -> None:
        kept = QByteArray.fromBase64(self._remembered.now.geometry.encode())
        if kept.isEmpty() or not self.restoreGeometry(kept):
            free = self.screen().availableGeometry().size()
            self.resize(free.boundedTo(self.size().expandedTo(free * 0.9)))

    def _all_commands(self) -> list[Command]:
        page: object = self._pages.get(self._here)
        return [*self.commands(), *(page.commands() if isinstance(page, Page) else ())]

    def _written(self, changes: Changes, told: str) -> None:
        self._refresh_pages(changes)
        if told:
            self.undo_bar.tell(told, changes.operation, changes.undone)

    def _refresh_pages(self, changes: Changes | None) -> None:
        """Refresh the page in sight now, the others at their next visit."""
        self._stale.update(self._pages)
        page: object = self._pages.get(self._here)
        if isinstance(page, Page):
            page.refresh(changes)
            self._stale.discard(self._here)
        self._numbers_due.start()

    def _undone(self, changes: Changes) -> None:
        self.undo_bar.tell(changes.name, changes.operation, changes.undone)

    def _count_after(self, busy: bool) -> None:
        """Count anew after any write: a backup too is told at the side, made or failed."""
        if not busy:
            self._numbers_due.start()

    def _read_numbers(self) -> None:
        if self._showroom is not None:
            self._tasks.read(self._showroom.numbers, self._side.show_numbers)

    def _show_customer(self, customer_id: int) -> None:
        page = self.go_to(place.CUSTOMERS)
        if isinstance(page, ShowsCustomers):
            page.show_customer(customer_id)

    def _show_view(self, view: SavedView) -> None:
        page = self.go_to(place.CUSTOMERS)
        if isinstance(page, ShowsCustomers):
            page.show_view(view)
            self._side.choose(place.CUSTOMERS, view.key)

    def _register(self) -> None:
        page = self.go_to(place.CUSTOMERS)
        if isinstance(page, ShowsCustomers):
            page.register()

    def _search(self) -> None:
        page = self.go_to(place.CUSTOMERS)
        if isinstance(page, ShowsCustomers):
            page.search()

    def _open_files(self, files: tuple[Path, ...]) -> None:
        page: object = self.go_to(place.IMPORT) if files else None
        if isinstance(page, TakesFiles):
            page.open_files(files)
