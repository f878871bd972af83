"""The text behind a PDF's glyphs: Qt names the first character of a shared glyph, we the one meant.

Fonts give one glyph to several characters (日 and the radical ⽇, space and tab). Qt's PDF names
the lowest of them, so that nobody could search for 日 or copy it. The names stand in the file as
plain hexadecimal codes of one length and are put right in place.
"""

import re
from collections.abc import Iterable

from PySide6.QtGui import QFont, QRawFont

_MAP = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_NAMES = re.compile(rb"\[[^\]]*\]")
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")


def mend(pdf: bytes, letters: Iterable[str], fonts: Iterable[QFont]) -> bytes:
    """Return `pdf`, of the same length, with its glyphs named by `letters`, all that it shows."""
    wanted = frozenset(letters)
    meant = [(QRawFont.fromFont(font), _by_glyph(font, wanted)) for font in fonts]

    def code(match: re.Match[bytes]) -> bytes:
        named = chr(int(match[1], 16))
        if named in wanted:
            return match[0]
        for raw, letter_of in meant:
            glyphs = raw.glyphIndexesForString(named)
            if glyphs and glyphs[0] in letter_of:
                return b"<%04X>" % ord(letter_of[glyphs[0]])
        return match[0]

    def names(match: re.Match[bytes]) -> bytes:
        return _CODE.sub(code, match[0])

    return _MAP.sub(lambda found: _NAMES.sub(names, found[0]), pdf)


def _by_glyph(font: QFont, letters: frozenset[str]) -> dict[int, str]:
    """Return which of `letters` each glyph of the font shows; glyph 0 is the missing one."""
    raw = QRawFont.fromFont(font)
    found: dict[int, str] = {}
    for letter in sorted(letters, reverse=True):
        glyphs = raw.glyphIndexesForString(letter)
        if glyphs and glyphs[0] and ord(letter) <= 0xFFFF:
            found[glyphs[0]] = letter
    return found
