"""Files that are broken, hostile or merely enormous end in one sentence, or come in right."""

import io
from pathlib import Path

import msoffcrypto
import pytest

from showroom_crm.importing import reading
from tests.unit.importing.outcome import DATA

PEOPLE = 6  # rows of the ordinary test file, the header among them


def _locked(tmp_path: Path, password: str) -> Path:
    out = io.BytesIO()
    with (DATA / "plain.xlsx").open("rb") as plain:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(password, out)
    path = tmp_path / "locked.xlsx"
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize("given", [None, ""])
def test_the_password_of_excel_itself_is_not_asked_for(tmp_path: Path, given: str | None) -> None:
    book = reading.read(_locked(tmp_path, "VelvetSweatshop"), password=given)
    assert len(book.sheets[0].rows) == PEOPLE
