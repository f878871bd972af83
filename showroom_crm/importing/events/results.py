"""What came of a contact: words of other programs as the results the contact form offers."""

import tomllib
from collections.abc import Mapping
from functools import cache

from showroom_crm.importing.choices import key
from showroom_crm.paths import resource
from showroom_crm.values.customers import Value


def settled(contact: dict[str, Value]) -> None:
    """Bring the result of a contact to a known one, which also tells whether somebody was reached.

    Words that mean none stand behind what was said, so that they are read.
    """
    told = contact.pop("result", None)
    if not isinstance(told, str):
        return
    known = _known().get(key(told))
    if known is None:
        said = contact.get("content")
        contact["content"] = f"{said} · {told}" if said else told
        return
    result, success = known
    if result:
        contact["result"] = result
    if contact.get("success") is None:
        contact["success"] = success


@cache
def _known() -> Mapping[str, tuple[str, bool]]:
    """Return result and whether it means reached by its spellings; "" for a word of no result."""
    with resource("defaults", "contacts.toml").open("rb") as file:
        data = tomllib.load(file)
    words = data["reached_words"]
    found = {key(word): ("", True) for word in words["yes"]}
    found |= {key(word): ("", False) for word in words["no"]}
    for row in data["result"]:
        for spelling in (row["key"], row["zh"], row["en"], *row.get("synonyms", ())):
            found[key(spelling)] = (row["key"], row["success"])
    return found
