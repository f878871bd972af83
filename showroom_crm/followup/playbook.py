"""What to say to a customer, per segment and occasion."""

import re
from collections.abc import Mapping
from functools import cache

from showroom_crm.followup.defaults import read

FOLLOW_UP = "follow_up"
_MALE, _FEMALE = frozenset(("男", "male", "m")), frozenset(("女", "female", "f"))
_LONGEST_CHINESE_NAME = 4
# Behind a Latin name in Chinese stands a space: 晨星 L 您. Not before one: a plate is 鲁A·12345.
_JOINT = re.compile(r"(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])")


def line(segment: str | None, occasion: str, values: Mapping[str, str], language: str) -> str:
    """Return what to say, with the placeholders filled from `values`.

    Looks for the segment's own line, then for the occasion's, then for that of any follow-up.
    What `values` lack, or hold empty, takes a general wording ("the car you looked at").
    """
    lines = _lines(_code(language))
    found = (
        lines.get((segment or "", occasion))
        or lines.get(("", occasion))
        or lines.get((segment or "", FOLLOW_UP))
        or lines["", FOLLOW_UP]
    )
    given = {key: value for key, value in values.items() if value}
    said = found.format_map({**_missing(_code(language)), **given})
    return _JOINT.sub(" ", said)


def occasion_of(level: str | None) -> str:
    """Return the occasion of a planned follow-up of a customer of this level."""
    found: str = read("playbook")["occasions"].get(level, FOLLOW_UP)
    return found


def salutation(name: str, gender: str | None, written: str | None, language: str) -> str:
    """Return how to address a customer: as written down, else 王女士, else the name as it is."""
    if written or _code(language) != "zh" or not _is_person(name):
        return _joined(name, written) if written else name
    title = "先生" if gender in _MALE else "女士" if gender in _FEMALE else ""
    return _surname(name) + title if title else name


def _joined(name: str, written: str) -> str:
    """Put the surname before a bare title: 女士 becomes 王女士."""
    return _surname(name) + written if written in _titles() and _is_person(name) else written


def _surname(name: str) -> str:
    return name[:2] if name[:2] in read("playbook")["address"]["surnames"] else name[:1]


def _is_person(name: str) -> bool:
    """Tell whether `name` looks like a bare Chinese personal name."""
    chinese = all("一" <= letter <= "鿿" for letter in name)
    return 1 < len(name) <= _LONGEST_CHINESE_NAME and chinese and not name.endswith(_titles())


@cache
def _titles() -> tuple[str, ...]:
    return tuple(read("playbook")["address"]["titles"])


def _code(language: str) -> str:
    return "zh" if language.startswith("zh") else "en"


@cache
def _lines(code: str) -> dict[tuple[str, str], str]:
    rows = read("playbook")["line"]
    return {(row.get("segment", ""), row["occasion"]): row[code] for row in rows}


@cache
def _missing(code: str) -> dict[str, str]:
    found: dict[str, str] = read("playbook")["missing"][code]
    return found
