"""What another program put into the clipboard, as texts an import can read."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

_OF_EXCEL = 'application/x-qt-windows-mime;value="XML Spreadsheet"'


def copied_texts(mime: QMimeData) -> tuple[str, ...]:
    """Return the forms of a copied table, the most exact first.

    Excel's own form has numbers as they are kept, the web page as they are shown, with hints;
    the plain text as they are shown.
    """
    own = bytes(mime.data(_OF_EXCEL).data()).decode("utf-8", "replace").rstrip("\x00")
    forms = (own, mime.html(), mime.text())
    return tuple(form for form in forms if form.strip())
