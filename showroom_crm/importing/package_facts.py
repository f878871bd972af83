"""What an .xlsx says beside its cells, which the parser of the cells does not tell."""

import re
import zipfile
from collections.abc import Iterator

from showroom_crm.importing.parsed import Finished

_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\shidden="(?:1|true)"[^>/]*>')


def of_workbook(archive: zipfile.ZipFile) -> Finished:
    """Return day 0, hidden rows and cells with errors of an .xlsx.

    Old Macs counted days from 1904. The parser gives cells with errors as empty ones.
    """
    hidden = errors = 0
    names = archive.namelist()
    head = archive.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
    for name in names:
        if name.replace("\\", "/").startswith("xl/worksheets/"):
            for tags in _whole_tags(archive, name):
                errors += tags.count(b' t="e"')
                if b' hidden="' in tags:
                    hidden += len(_HIDDEN_ROW.findall(tags))
    since_1904 = b'date1904="1"' in head or b'date1904="true"' in head
    return Finished("xlsx", since_1904, hidden, errors)


def _whole_tags(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a part of an archive piece by piece, never cut inside a tag."""
    rest = b""
    with archive.open(name) as part:
        while chunk := part.read(1 << 20):
            text = rest + chunk
            cut = text.rfind(b"<")
            if cut < 0:
                rest = b""
                continue
            yield text[:cut]
            rest = text[cut:]
