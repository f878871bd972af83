"""Import profiles as a file for another machine: layouts and words of lists, no customers."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import N_, _
from showroom_crm.importing import value_questions
from showroom_crm.values.fields import BY_KEY, FieldKind, Subject
from showroom_crm.values.import_choices import EVERY_FIELD, Policy
from showroom_crm.values.own_fields import PREFIX, is_own, key_of
from showroom_crm.values.places import Place
from showroom_crm.values.profiles import Profile, content, lasts, of_content

VERSION = 1
_MARK = "showroom_crm_import_profiles"
_LARGEST = 4_000_000  # characters
_MOST = 1000
_LONGEST_NAME, _LONGEST_TEXT = 80, 500
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_LISTED = frozenset(
    {FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.LEVEL, FieldKind.BOOLEAN}
)  # a name of a salesperson stands in none of them
_SUBJECTS = (None, *Subject)
_KNOWN_PARTS = frozenset(
    {"name", "source", "fingerprint", "version", "fields", "answers", "policies"}
    | {"sheet", "place", "encoding", "subject", "named"}
)

NO_PROFILES = N_("This is no file of import profiles.")
NEWER = N_("This file was made by a newer version of the program; update this one first.")
DAMAGED = N_("This file of import profiles is damaged; nothing was taken from it.")


def written(profiles: Sequence[Profile]) -> str:
    """Return profiles as the text of a file; names of staff and numbers of people stay out."""
    return json.dumps(
        {
            _MARK: VERSION,
            "profiles": [
                {
                    "name": each.name,
                    "source": each.source,
                    "fingerprint": each.fingerprint,
                    **content(each),
                    "answers": {k: v for k, v in each.answers.items() if _may_leave(k)},
                }
                for each in profiles
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def read(text: str) -> tuple[Profile, ...]:
    """Return the profiles in the text of a file, all of them or none.

    Raises InvalidInput with one sentence for a foreign, newer or damaged file.
    """
    if len(text) > _LARGEST:
        raise InvalidInput(_(NO_PROFILES))
    try:
        data = json.loads(text)
        json.dumps(data, ensure_ascii=False).encode("utf-8")  # half characters cannot be kept
    except (ValueError, RecursionError):
        raise InvalidInput(_(NO_PROFILES)) from None
    if not isinstance(data, dict) or _MARK not in data:
        raise InvalidInput(_(NO_PROFILES))
    version = data[_MARK]
    if isinstance(version, int) and version > VERSION:
        raise InvalidInput(_(NEWER))
    profiles = data.get("profiles")
    if version != VERSION or not isinstance(profiles, list) or not 0 < len(profiles) <= _MOST:
        raise InvalidInput(_(DAMAGED))
    if not all(isinstance(each, dict) and _is_sound(each) for each in profiles):
        raise InvalidInput(_(DAMAGED))
    found = [_profile(each) for each in profiles]
    if len({each.fingerprint for each in found}) < len(found):
        raise InvalidInput(_(DAMAGED))
    return tuple(found)


def _profile(kept: Mapping[str, Any]) -> Profile:
    unread = Profile("", "", "", {}).used_at
    return of_content(kept["name"].strip(), kept["source"], kept["fingerprint"], kept, unread)


def _may_leave(answer: str) -> bool:
    """Tell whether an answer says something about a layout or a word of a list, not of people."""
    if not lasts(answer):
        return False
    part = value_questions.parts(answer)
    if part is None:
        return True
    field, word = part
    listed = is_own(field) or (field in BY_KEY and BY_KEY[field].kind in _LISTED)
    return listed and len(re.findall(r"\d", word)) < 7  # a phone written in the wrong column


def _is_sound(kept: Mapping[str, Any]) -> bool:
    place = kept.get("place")
    return (
        kept.keys() <= _KNOWN_PARTS
        and isinstance(kept.get("version"), int)
        and isinstance(kept.get("named", False), bool)
        and _is_text(kept.get("name"), _LONGEST_NAME)
        and _is_text(kept.get("source"), _LONGEST_TEXT)
        and isinstance(kept.get("fingerprint"), str)
        and bool(_FINGERPRINT.fullmatch(kept["fingerprint"]))
        and _is_table(kept.get("fields"), _is_target)
        and _is_table(kept.get("answers", {}), _is_answer)
        and _is_table(kept.get("policies", {}), _is_policy)
        and (kept.get("sheet") is None or _is_text(kept["sheet"], _LONGEST_TEXT))
        and (place is None or _is_place(place))
        and _is_encoding(kept.get("encoding"))
        and kept.get("subject") in _SUBJECTS
    )


def _is_text(value: object, longest: int) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= longest


def _is_table(value: object, fits: Any) -> bool:
    return isinstance(value, dict) and all(
        len(key) <= _LONGEST_TEXT and fits(key, each) for key, each in value.items()
    )


def _is_field(key: object) -> bool:
    if not isinstance(key, str):
        return False
    return (key in BY_KEY and BY_KEY[key].importable) or (
        is_own(key) and key == PREFIX + key_of(key)
    )


def _is_target(_column: str, field: object) -> bool:
    return field is None or _is_field(field)


def _is_answer(key: str, value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT and _may_leave(key)


def _is_policy(field: str, value: object) -> bool:
    return (field == EVERY_FIELD or _is_field(field)) and value in tuple(Policy)


def _is_place(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() <= set(Place.__slots__)
        and {"first_row", "last_row"} <= value.keys()
        and all(_is_row(value[key]) for key in ("first_row", "last_row"))
        and value["first_row"] <= value["last_row"]
        and all(each is None or _is_row(each) for each in value.values())
    )


def _is_row(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000_000


def _is_encoding(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and codecs.lookup(value) is not None
    except (LookupError, ValueError):
        return False
