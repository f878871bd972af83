"""The key file beside the database: one random key, wrapped once for each who may open it."""

from __future__ import annotations

import json
import os
import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from showroom_crm.errors import NewerStore, NotFound, StoreDamaged, WrongPassword
from showroom_crm.i18n import _
from showroom_crm.store import copying, failures

KEY_FILE = "keys.json"
_FORMAT = 1
# RFC 9106, second recommended option: 64 MiB, three passes, four lanes.
_TIME_COST, _MEMORY_KIB, _LANES = 3, 65536, 4
# Crockford's alphabet: no letter that can be mistaken for another on paper.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RECOVERY = "recovery"
_PASSWORD = "password"
_OPEN = "open"
_WRAPPED = ("name", "salt", "nonce", "wrapped")
_PARTS = {_RECOVERY: _WRAPPED, _PASSWORD: _WRAPPED, _OPEN: ("name", "key")}


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What the key file tells before anyone has unlocked it; `names` are those with a password."""

    showroom: str
    names: tuple[str, ...]
    open: bool


def new_key() -> bytes:
    """Return a fresh random database key of 32 bytes."""
    return secrets.token_bytes(32)


def new_recovery_code() -> str:
    """Return a recovery code to print: 30 characters (150 bits) in six groups."""
    letters = "".join(secrets.choice(_ALPHABET) for _number in range(30))
    return "-".join(letters[start : start + 5] for start in range(0, 30, 5))


def create(folder: Path, showroom: str) -> None:
    """Write a key file for `showroom` that nobody can open yet; make the folder where missing."""
    with failures.disk_told_plainly():
        folder.mkdir(parents=True, exist_ok=True)
    _write(folder, {"format": _FORMAT, "showroom": showroom, "slots": []})


def describe(folder: Path) -> KeyFile:
    """Read what may be known without a password; `folder` may be a key file itself, too.

    Raises NotFound where there is no key file and StoreDamaged where it cannot be read.
    """
    content = _read(folder)
    slots = content["slots"]
    return KeyFile(
        showroom=content["showroom"],
        names=tuple(slot["name"] for slot in slots if slot["kind"] == _PASSWORD),
        open=any(slot["kind"] == _OPEN for slot in slots),
    )


def add_password(folder: Path, key: bytes, name: str, password: str) -> None:
    """Let `name` open the store with `password`, in place of an earlier password of that name."""
    _add(folder, _wrap(key, password) | {"kind": _PASSWORD, "name": name})


def remove_password(folder: Path, name: str) -> None:
    """Let `name` open the store no more."""
    content = _read(folder)
    content["slots"] = [
        slot for slot in content["slots"] if (slot["kind"], slot["name"]) != (_PASSWORD, name)
    ]
    _write(folder, content)


def add_recovery(folder: Path, key: bytes, code: str) -> None:
    """Let the printed `code` open the store, in place of an earlier code."""
    _add(folder, _wrap(key, _bare(code)) | {"kind": _RECOVERY, "name": ""})


def leave_open(folder: Path, key: bytes) -> None:
    """Let anyone open the store: for the sample showroom only."""
    _add(folder, {"kind": _OPEN, "name": "", "key": key.hex()})


def unlock(folder: Path, name: str, password: str) -> bytes:
    """Return the database key; raises WrongPassword."""
    for slot in _read(folder)["slots"]:
        if slot["kind"] == _PASSWORD and slot["name"] == name:
            return _unwrap(slot, password)
    raise WrongPassword(_("The name or the password is not right. Please try again."))


def unlock_with_code(folder: Path, code: str) -> bytes:
    """Return the database key for a recovery code; case and hyphens do not matter."""
    for slot in _read(folder)["slots"]:
        if slot["kind"] == _RECOVERY:
            return _unwrap(slot, _bare(code))
    raise WrongPassword(_("This store has no recovery code."))


def unlock_open(folder: Path) -> bytes:
    """Return the database key of a store that needs no password; raises WrongPassword."""
    for slot in _read(folder)["slots"]:
        if slot["kind"] == _OPEN:
            return bytes.fromhex(slot["key"])
    raise WrongPassword(_("This store opens with a password only."))


def _bare(code: str) -> str:
    lookalikes = str.maketrans("OIL", "011")
    letters = unicodedata.normalize("NFKC", code).upper()
    return "".join(ch for ch in letters if ch.isalnum()).translate(lookalikes)


def derive(secret: str, salt: bytes) -> bytes:
    """Return the key that a password or code stands for: slowly, so that guessing takes years."""
    from argon2.low_level import Type, hash_secret_raw

    # Full-width letters, as a Chinese keyboard gives them in one of its modes, are the same.
    plain = unicodedata.normalize("NFKC", secret)
    return hash_secret_raw(
        plain.encode("utf-8"), salt, _TIME_COST, _MEMORY_KIB, _LANES, 32, Type.ID
    )


def _wrap(key: bytes, secret: str) -> dict[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(derive(secret, salt)).encrypt(nonce, key, None)
    return {
        "salt": b64encode(salt).decode(),
        "nonce": b64encode(nonce).decode(),
        "wrapped": b64encode(wrapped).decode(),
    }


def _unwrap(slot: dict[str, str], secret: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        salt, nonce, wrapped = (b64decode(slot[part]) for part in ("salt", "nonce", "wrapped"))
        return AESGCM(derive(secret, salt)).decrypt(nonce, wrapped, None)
    except InvalidTag:
        raise WrongPassword(_("The name or the password is not right. Please try again.")) from None


def _add(folder: Path, slot: dict[str, str]) -> None:
    content = _read(folder)
    same = (slot["kind"], slot["name"])
    content["slots"] = [s for s in content["slots"] if (s["kind"], s["name"]) != same] + [slot]
    _write(folder, content)


def _read(place: Path) -> dict[str, Any]:
    file = place if place.is_file() else place / KEY_FILE
    try:
        with failures.disk_told_plainly():
            content = json.loads(file.read_text("utf-8"))
    except NotFound:
        raise NotFound(
            _("There is no showroom in {folder}. Choose another folder.").format(folder=place)
        ) from None
    except ValueError:
        content = None
    if not isinstance(content, dict) or not _whole(content):
        raise StoreDamaged(
            _("The key file cannot be read. Restore {name} from a backup folder.").format(
                name=KEY_FILE
            )
        )
    if content["format"] > _FORMAT:
        raise NewerStore(_("A newer version wrote this showroom. Install that version to open it."))
    return content


def _whole(content: dict[str, Any]) -> bool:
    """Tell whether a key file has all it needs."""
    slots = content.get("slots")
    if not isinstance(content.get("format"), int) or not isinstance(content.get("showroom"), str):
        return False
    return isinstance(slots, list) and all(
        isinstance(slot, dict)
        and all(
            isinstance(slot.get(name), str) for name in _PARTS.get(str(slot.get("kind")), ("?",))
        )
        for slot in slots
    )


def _write(folder: Path, content: dict[str, Any]) -> None:
    half = folder / (KEY_FILE + ".new")
    with failures.disk_told_plainly():
        with half.open("w", encoding="utf-8") as out:
            json.dump(content, out, ensure_ascii=False, indent=1)
            out.flush()
            os.fsync(out.fileno())
        half.replace(folder / KEY_FILE)
        copying.sync_folder(folder)
