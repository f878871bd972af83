"""A sample showroom made once by the command line; each test that changes it works on a copy."""

import shutil
from pathlib import Path

import pytest

from showroom_crm.cli import main


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "示例 store"
    assert main(["demo", "--store", str(folder)]) == 0
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> str:
    folder = tmp_path / "store"
    shutil.copytree(made, folder)
    return str(folder)
