"""Keeps the preferences of this user while the window is open, and saves each change."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from showroom_crm import preferences
from showroom_crm.preferences import Preferences

_log = logging.getLogger(__name__)


class Remembered:
    """The preferences now in force; `change` puts new ones in force and on disk."""

    def __init__(self, file: Path) -> None:
        """Load from `file`."""
        self._file = file
        self.now: Preferences = preferences.load(file)

    def change(self, **changes: Any) -> None:
        """Change the named preferences; a disk that cannot be written loses only the next start."""
        changed = replace(self.now, **changes)
        if changed == self.now:
            return
        self.now = changed
        try:
            preferences.save(changed, self._file)
        except OSError as error:
            _log.warning("preferences not saved: %s", type(error).__name__)
