"""The shipped settings of follow-up, read from their files and named in the language shown."""

import tomllib
from functools import cache
from typing import Any, Protocol

from showroom_crm.i18n import language
from showroom_crm.paths import resource


class Named(Protocol):
    """Anything with a Chinese and an English name."""

    @property
    def name_zh(self) -> str:
        """The Chinese name."""

    @property
    def name_en(self) -> str:
        """The English name."""


@cache
def read(name: str) -> dict[str, Any]:
    """Return what `resources/defaults/<name>.toml` says; read once, not to be changed."""
    return tomllib.loads(resource("defaults", f"{name}.toml").read_text("utf-8"))


def pick(chinese: str, english: str) -> str:
    """Return the text in the language now shown."""
    return chinese if language() == "zh_CN" else english


def name_of(thing: Named) -> str:
    """Return the name of `thing` in the language now shown."""
    return pick(thing.name_zh, thing.name_en)
