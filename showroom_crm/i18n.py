"""The language of the program: English source texts, translated at the moment of showing."""

import gettext
import locale
import os
import sys

from showroom_crm.paths import resource

DOMAIN = "showroom_crm"
LANGUAGES = ("zh_CN", "en")

_current = "en"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def set_language(code: str) -> None:
    """Switch to `zh_CN` or `en`; any other code, or a missing catalogue, shows the source texts."""
    global _current, _catalogue  # noqa: PLW0603 - the process has one language
    _current = code if code in LANGUAGES else "en"
    _catalogue = gettext.translation(
        DOMAIN, localedir=resource("i18n"), languages=[_current], fallback=True
    )


def language() -> str:
    """Return the code of the language now shown."""
    return _current


def system_language() -> str:
    """Return `zh_CN` on a Chinese system, `en` on any other."""
    return "zh_CN" if _system_locale().lower().startswith(("zh", "chinese")) else "en"


def _(text: str) -> str:
    """Return `text` in the language now shown."""
    return _catalogue.gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the text for `count` things in the language now shown."""
    return _catalogue.ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a text in a table for translation; whoever shows it passes it through `_`."""
    return text


def _system_locale() -> str:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    if sys.platform == "darwin":
        return _macos_languages()
    return locale.getlocale()[0] or ""


def _macos_languages() -> str:
    """Ask macOS, which tells a program started from the desktop nothing by environment."""
    import subprocess  # nothing that others should wait for at the start

    answer = subprocess.run(
        ["/usr/bin/defaults", "read", "-g", "AppleLanguages"],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.lstrip('( \n"')
