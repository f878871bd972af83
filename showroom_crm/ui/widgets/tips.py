"""Tooltips that show the texts of customers and files as they are written."""

from PySide6.QtGui import Qt


def plain(text: str) -> str:
    """Return `text` for a tooltip, which takes what looks like HTML for HTML.

    Else a cell of a file could load pictures from the disk or from another computer.
    """
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text
