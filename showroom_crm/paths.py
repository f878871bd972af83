"""Where the program keeps its files and finds its resources."""

import sys
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_documents_path, user_log_path

_APP = "ShowroomCRM"


def data_dir() -> Path:
    """Return this user's folder for the program's own data; it may not exist yet."""
    return user_data_path(_APP, appauthor=False)


def default_store() -> Path:
    """Return the folder of the store that opens when no other was chosen."""
    return data_dir() / "store"


def log_dir() -> Path:
    """Return the folder for logs and crash reports; it may not exist yet."""
    return user_log_path(_APP, appauthor=False)


def preferences_file() -> Path:
    """Return the file that holds the preferences of this user on this machine."""
    return user_config_path(_APP, appauthor=False) / "preferences.json"


def documents_dir() -> Path:
    """Return the folder first offered for exports and prints."""
    return user_documents_path()


def readable(name: str) -> str:
    """Return the name of a file with ? for what is no letter: bytes of an older system."""
    return name.encode("utf-8", "replace").decode("utf-8")


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder below `resources/`.

    Works from a checkout, from an installed wheel and from a PyInstaller bundle.
    """
    return _resources().joinpath(*parts)


def _resources() -> Path:
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parent
    packed = package / "resources"
    return packed if packed.is_dir() else package.parent / "resources"
