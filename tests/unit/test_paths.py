"""Resources are found from a checkout, an installed wheel and a bundle."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from showroom_crm import paths

ROOT = Path(__file__).parents[2]


def test_resource_of_a_checkout() -> None:
    assert paths.resource("i18n") == ROOT / "resources" / "i18n"
    assert paths.resource().is_dir()


def test_resource_of_an_installed_package_lies_inside_it(tmp_path: Path) -> None:
    package = tmp_path / "showroom_crm"
    (package / "resources").mkdir(parents=True)
    for name in ("__init__.py", "paths.py"):
        shutil.copy(ROOT / "showroom_crm" / name, package)
    program = "from showroom_crm.paths import resource; print(resource('help'))"

    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert Path(answer.stdout.strip()) == package.resolve() / "resources" / "help"


def test_resource_of_a_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resource("help", "zh.md") == tmp_path / "resources" / "help" / "zh.md"


def test_the_default_store_is_below_the_data_folder() -> None:
    assert paths.default_store().parent == paths.data_dir()
    assert paths.preferences_file().suffix == ".json"
    assert paths.log_dir().is_absolute()
    assert paths.documents_dir().is_absolute()
