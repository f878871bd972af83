"""How hard a password is to guess, in a word; nothing is forbidden but a very short one."""

from showroom_crm.i18n import N_, _
from showroom_crm.operations.opening import SHORTEST_PASSWORD

_FAIR, _STRONG = 40, 65  # bits


def bits(password: str) -> float:
    """Return a rough count of the bits of `password`: kinds of characters times different ones."""
    kinds = sum(
        size
        for size, has in (
            (10, any(ch.isdigit() for ch in password)),
            (26, any(ch.isascii() and ch.islower() for ch in password)),
            (26, any(ch.isascii() and ch.isupper() for ch in password)),
            (32, any(ch.isascii() and not ch.isalnum() for ch in password)),
            (2000, any(not ch.isascii() for ch in password)),
        )
        if has
    )
    telling = sum(
        0.25 if at and _follows(password[at - 1], ch) else 1.0 for at, ch in enumerate(password)
    )
    return telling * (kinds.bit_length() if kinds else 0)


def verdict(password: str) -> str:
    """Return a source text about `password`, "" for an empty one."""
    if not password:
        return ""
    strength = bits(password)
    if strength < _FAIR:
        return N_("Easy to guess. A longer one, such as three words in a row, is safer.")
    if strength < _STRONG:
        return N_("Good.")
    return N_("Very hard to guess.")


def complaint(password: str) -> str:
    """Return, translated, what stands against `password`; "" where nothing does."""
    if len(password) >= SHORTEST_PASSWORD:
        return ""
    return _("The password needs at least {count} characters.").format(count=SHORTEST_PASSWORD)


def _follows(before: str, after: str) -> bool:
    """Return whether a guesser would try `after` first: the same again, or the next in a row."""
    return abs(ord(after) - ord(before)) <= 1
