"""python -m scripts.samples: writes the sample files, always the same bytes."""

from __future__ import annotations

from pathlib import Path

from scripts.samples import after_sales, dms_export, online_leads, showroom, template7

FOLDER = Path("resources/samples")
FILES = (dms_export, after_sales, online_leads, template7)
"""In the order in which a demo imports them."""


def main(folder: Path = FOLDER) -> None:
    """Writes the files and a note of their order and day for whoever opens them."""
    folder.mkdir(parents=True, exist_ok=True)
    for module in FILES:
        module.write(folder / module.FILE_NAME)
        print(folder / module.FILE_NAME)
    names = "".join(f'    "{module.FILE_NAME}",\n' for module in FILES)
    (folder / "samples.toml").write_text(
        "# Written by python -m scripts.samples; all people, numbers and cars are invented.\n"
        f"as_of = {showroom.AS_OF} # the day of the exports; everything due lies around it\n"
        f"files = [\n{names}]\n",
        encoding="utf-8",
        newline="\n",
    )


if __name__ == "__main__":
    main()
