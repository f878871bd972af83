"""One import in a process of its own: prints the megabytes it took at most.

python -m benchmarks.imported FILE FOLDER makes a showroom in FOLDER and imports FILE into it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.importing import whole_import
from benchmarks.measuring import most_megabytes
from benchmarks.showroom import TODAY
from showroom_crm.operations import opening


def main(file: Path, folder: Path) -> None:
    """Import and tell."""
    desk = opening.create_sample(folder, "Benchmark", "Manager", TODAY)
    whole_import(desk, file)
    opening.close(desk)
    print(json.dumps({"megabytes": most_megabytes()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
