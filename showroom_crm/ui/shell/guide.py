"""The user guide in the program: its chapters at the left, opened at the place one is in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QWidget,
)

from showroom_crm import i18n, paths
from showroom_crm.i18n import _
from showroom_crm.ui import theme

_PLACE = re.compile(r"^<!-- (\w+) -->\n## (.+)$", re.MULTILINE)
_CHAPTER = re.compile(r"^## (.+)$", re.MULTILINE)
_NOT_SHOWN = re.compile(r"^<!-- .* -->\n|^\[[^\]]+\]\([^)]+\)\n", re.MULTILINE)

_LEADING, _ABOVE_HEADING, _BELOW = 140, 16, 6  # percent, pixels
_HEADINGS = {1: 1.6, 2: 1.25}  # times the size of the text
_KEEP = QTextCursor.MoveMode.KeepAnchor


@dataclass(frozen=True, slots=True)
class Text:
    """The guide in one language: Markdown, its chapters, and the chapter of each place."""

    markdown: str
    chapters: tuple[str, ...]
    of_place: dict[str, str]


def read() -> Text:
    """Return the guide in the language now shown."""
    name = "guide.zh.md" if i18n.language().startswith("zh") else "guide.en.md"
    source = paths.resource("help", name).read_text("utf-8")
    return Text(
        markdown=_NOT_SHOWN.sub("", source),
        chapters=tuple(_CHAPTER.findall(source)),
        of_place=dict(_PLACE.findall(source)),
    )


class Guide(QDialog):
    """Chapters at the left, the guide at the right; stays open beside the window."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        """Open the guide at the chapter of `place`, at its beginning where it has none."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("User guide"))
        self.resize(theme.px(940), theme.px(640))
        self._text = read()
        self.chapters, self.pages = QListWidget(), QTextBrowser()
        for part in (self.chapters, self.pages):
            part.setAccessibleName(_("User guide"))
        self.chapters.setObjectName("sections")
        self.chapters.setFixedWidth(theme.px(210))
        for chapter in self._text.chapters:
            item = QListWidgetItem(chapter)
            item.setSizeHint(QSize(0, theme.px(32)))
            self.chapters.addItem(item)
        self.pages.setObjectName("guide")
        self.pages.setOpenLinks(False)
        self.pages.document().setDocumentMargin(theme.px(18))
        self.pages.setMarkdown(self._text.markdown)
        _set(self.pages)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.chapters)
        row.addWidget(self.pages, 1)
        self.chapters.currentTextChanged.connect(self._show)
        self.open_at(place)

    def open_at(self, place: str) -> None:
        """Turn to the chapter of `place`."""
        chapter = self._text.of_place.get(place, self._text.chapters[0])
        self.chapters.setCurrentRow(self._text.chapters.index(chapter))

    def showEvent(self, event: QShowEvent) -> None:
        """Turn to the chapter again, now that the lines know their width."""
        super().showEvent(event)
        self._show(self.chapters.currentItem().text())

    def _show(self, chapter: str) -> None:
        block = self.pages.document().begin()
        while block.isValid() and not _begins(block, chapter):
            block = block.next()
        cursor = QTextCursor(block)
        self.pages.setTextCursor(cursor)
        top = self.pages.document().documentLayout().blockBoundingRect(block).top()
        self.pages.verticalScrollBar().setValue(round(top) - theme.px(8))


def _begins(block: QTextBlock, chapter: str) -> bool:
    return block.text() == chapter and block.blockFormat().headingLevel() > 0


def _set(pages: QTextBrowser) -> None:
    """Give headings, paragraphs and lines the room of a printed page."""
    cursor = QTextCursor(pages.document())
    block = pages.document().begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor.setPosition(block.position())
        form = QTextBlockFormat()
        form.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(theme.px(_ABOVE_HEADING if level else 0))
        form.setBottomMargin(theme.px(_BELOW))
        cursor.mergeBlockFormat(form)
        if level:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
            letters = cursor.charFormat()
            letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # would outweigh a size
            size = round(pages.fontInfo().pixelSize() * _HEADINGS.get(level, 1.1))
            letters.setProperty(QTextFormat.Property.FontPixelSize, size)
            cursor.setCharFormat(letters)
        block = block.next()
