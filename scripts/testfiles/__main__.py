"""python -m scripts.testfiles: writes tests/data, always the same bytes."""

from __future__ import annotations

from pathlib import Path

from scripts.testfiles import (
    binary,
    cards,
    desks,
    habits,
    happenings,
    layouts,
    markup,
    mixed,
    owners,
    packages,
    systems,
    texts,
    values,
)
from scripts.testfiles.made import MAKERS

FOLDER = Path("tests/data")
MODULES = (
    texts,
    layouts,
    values,
    owners,
    packages,
    binary,
    markup,
    habits,
    happenings,
    systems,
    mixed,
    cards,
    desks,
)
"""Each adds its makers to the list when it is imported."""


def main(folder: Path = FOLDER) -> None:
    """Write every file, and remove those that are made no more."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, maker in MAKERS.items():
        (folder / name).write_bytes(maker())
    for stale in {path.name for path in folder.iterdir()} - set(MAKERS):
        (folder / stale).unlink()
    total = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{len(MAKERS)} files, {total // 1024} kB")


if __name__ == "__main__":
    main()
