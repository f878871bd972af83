"""An archive that holds one table: taken out in memory, within the bounds of a file of its own."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath

LARGEST = 200 << 20  # bytes of the file inside, as of a file chosen by itself
_TABLES = frozenset(
    {".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt", ".vcf"}
    | {".html", ".htm", ".mht", ".mhtml", ".xml"}
)
_BESIDE = ("__MACOSX", ".", "~$")  # what systems and open programs leave beside a file


def only_table(archive: zipfile.ZipFile) -> bytes | None:
    """Return the one file inside, where it is the only one and is named as a table; else None."""
    files = [entry for entry in archive.infolist() if not entry.is_dir() and _counts(entry)]
    if len(files) != 1 or PurePosixPath(files[0].filename).suffix.lower() not in _TABLES:
        return None
    if files[0].file_size > LARGEST:
        return None
    with archive.open(files[0]) as inside:
        data = inside.read(LARGEST + 1)  # what it claims to hold need not be true
    return data if len(data) <= LARGEST else None


def _counts(entry: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    return bool(parts) and not any(part.startswith(_BESIDE) for part in (parts[0], parts[-1]))
