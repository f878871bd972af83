"""Opens workbooks locked by a password."""

import io
import zipfile

from showroom_crm.importing.parsed import Failure, Unparsed

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DEFAULT_PASSWORD = "VelvetSweatshop"  # Excel locks read-only workbooks with it and never asks


def unlocked(data: bytes, password: str | None) -> bytes:
    """Return a compound file, decrypted where it is locked.

    Raises `Unparsed` where the password is missing or wrong, or the lock is of an unknown kind.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    plain = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not office.is_encrypted():
            return data
        office.load_key(password=password or _DEFAULT_PASSWORD)
        office.decrypt(plain)
    except InvalidKeyError:
        wrong = Failure.WRONG_PASSWORD if password else Failure.PASSWORD_NEEDED
        raise Unparsed(wrong) from None
    except DecryptionError:
        raise Unparsed(Failure.UNSUPPORTED) from None
    except (FileFormatError, ParseError):
        return data
    return plain.getvalue()


def is_locked_document(archive: zipfile.ZipFile) -> bool:
    """Tell whether an OpenDocument archive has encrypted parts, which nobody here can open."""
    try:
        manifest = archive.read("META-INF/manifest.xml")
    except KeyError:
        return False
    return b"encryption-data" in manifest
