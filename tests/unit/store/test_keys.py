"""Passwords, the recovery code and the open slot each give the key, and nothing else does."""

import errno
import json
from base64 import b64decode
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw

from showroom_crm.errors import DiskFull, NewerStore, NotFound, StoreDamaged, WrongPassword
from showroom_crm.store import copying, keys

KEY = bytes(range(32))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a key file nobody can open yet."""
    keys.create(tmp_path, "城东店")
    return tmp_path


def test_a_password_gives_the_key_and_a_wrong_one_does_not(place: Path) -> None:
    keys.add_password(place, KEY, "王芳", "打开展厅 2026")

    assert keys.unlock(place, "王芳", "打开展厅 2026") == KEY
    for name, password in (("王芳", "打开展厅 2027"), ("李雷", "打开展厅 2026"), ("王芳", "")):
        with pytest.raises(WrongPassword):
            keys.unlock(place, name, password)


def test_full_width_letters_are_the_same_password(place: Path) -> None:
    keys.add_password(place, KEY, "王芳", "Abc12345")

    assert keys.unlock(place, "王芳", "Ａｂｃ１２３４５") == KEY


def test_each_has_a_password_of_their_own_and_may_change_it(place: Path) -> None:
    keys.add_password(place, KEY, "王芳", "first password")
    keys.add_password(place, KEY, "李雷", "of somebody else")
    keys.add_password(place, KEY, "王芳", "second password")

    assert keys.unlock(place, "王芳", "second password") == KEY
    assert keys.unlock(place, "李雷", "of somebody else") == KEY
    with pytest.raises(WrongPassword):
        keys.unlock(place, "王芳", "first password")
    told = keys.describe(place)
    assert (told.showroom, set(told.names), told.open) == ("城东店", {"王芳", "李雷"}, False)


def test_the_recovery_code_forgives_how_paper_is_read(place: Path) -> None:
    code = "01234-56789-ABCDE-FGHJK-MNPQR-STVWX"
    keys.add_recovery(place, KEY, code)

    for typed in (
        code,
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        code.replace("0", "O").replace("1", "I"),
        code.replace("0", "o").replace("1", "l").lower(),
        "０" + code[1:],
    ):
        assert keys.unlock_with_code(place, typed) == KEY
    with pytest.raises(WrongPassword):
        keys.unlock_with_code(place, code.replace("A", "B"))


def test_recovery_codes_are_long_readable_and_never_the_same() -> None:
    codes = {keys.new_recovery_code() for _number in range(50)}

    assert len(codes) == 50
    for code in codes:
        assert [len(group) for group in code.split("-")] == [5] * 6
        assert not set(code) & set("OILU")
    assert len({keys.new_key() for _number in range(50)}) == 50


def test_only_an_open_store_opens_without_password(place: Path) -> None:
    with pytest.raises(WrongPassword):
        keys.unlock_open(place)
    with pytest.raises(WrongPassword):
        keys.unlock_with_code(place, "ANYTHING")

    keys.leave_open(place, KEY)

    assert keys.unlock_open(place) == KEY
    assert keys.describe(place).open


def test_the_password_is_hardened_as_rfc_9106_recommends(place: Path) -> None:
    """64 MiB, three passes, four lanes; 16 bytes of salt of its own for every slot."""
    keys.add_password(place, KEY, "王芳", "same password")
    keys.add_password(place, KEY, "李雷", "same password")
    slots = json.loads((place / keys.KEY_FILE).read_text("utf-8"))["slots"]

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for slot in slots:
        salt, nonce, wrapped = (b64decode(slot[part]) for part in ("salt", "nonce", "wrapped"))
        derived = hash_secret_raw(b"same password", salt, 3, 65536, 4, 32, Type.ID)
        assert AESGCM(derived).decrypt(nonce, wrapped, None) == KEY
        assert len(salt) == 16
    assert len({slot["salt"] for slot in slots}) == len({slot["wrapped"] for slot in slots}) == 2


def test_the_key_itself_is_nowhere_in_the_file(place: Path) -> None:
    keys.add_password(place, KEY, "王芳", "打开展厅 2026")
    content = (place / keys.KEY_FILE).read_bytes()

    assert KEY not in content
    assert KEY.hex().encode() not in content


def test_a_key_file_elsewhere_can_be_named_itself(place: Path, tmp_path: Path) -> None:
    keys.add_password(place, KEY, "王芳", "打开展厅 2026")
    beside = tmp_path / "showroom-2026-11-20-093000.keys.json"
    copying.copy_file(place / keys.KEY_FILE, beside)

    assert keys.unlock(beside, "王芳", "打开展厅 2026") == KEY


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '"text"',
        "{}",
        '{"format": 1, "showroom": "城东店"}',
        '{"format": 1, "showroom": "城东店", "slots": [1]}',
        '{"format": 1, "showroom": "城东店", "slots": [{"kind": "password", "name": "王芳"}]}',
        '{"format": 1, "showroom": "城东店", "slots": [{"kind": "unknown", "name": "王芳"}]}',
    ],
)
def test_a_damaged_key_file_is_told(place: Path, content: str) -> None:
    (place / keys.KEY_FILE).write_text(content, "utf-8")

    with pytest.raises(StoreDamaged):
        keys.describe(place)


def test_a_key_file_of_a_newer_version_is_told(place: Path) -> None:
    newer = '{"format": 2, "showroom": "城东店", "slots": []}'
    (place / keys.KEY_FILE).write_text(newer, "utf-8")

    with pytest.raises(NewerStore):
        keys.describe(place)


def test_a_folder_without_a_key_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        keys.describe(tmp_path)


def test_a_full_disk_leaves_the_old_key_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys.add_password(place, KEY, "王芳", "打开展厅 2026")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "keys.json.new")

    monkeypatch.setattr("showroom_crm.store.keys.os.fsync", full)
    with pytest.raises(DiskFull):
        keys.add_password(place, KEY, "王芳", "another password")
    monkeypatch.undo()

    assert keys.unlock(place, "王芳", "打开展厅 2026") == KEY
