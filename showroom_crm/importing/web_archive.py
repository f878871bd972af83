"""Takes the pages out of a web archive (MHTML), as Excel and WPS save "single file web pages"."""

import re
from email import message_from_bytes, policy

from showroom_crm.importing.parsed import Failure, Unparsed

_HEAD = re.compile(rb"\s*MIME-Version:|\s*From: <Saved by", re.IGNORECASE)
_MULTIPART = re.compile(rb"Content-Type:\s*multipart/", re.IGNORECASE)


def is_archive(data: bytes) -> bool:
    """Tell whether a file is a message of several parts, as browsers and Excel write pages."""
    return _HEAD.match(data) is not None and _MULTIPART.search(data[:4096]) is not None


def page(data: bytes) -> bytes:
    """Return all pages of the archive one after another; raises `Unparsed` when there is none."""
    message = message_from_bytes(data, policy=policy.compat32)
    pages = [
        content
        for part in message.walk()
        if part.get_content_type() == "text/html"
        and isinstance(content := part.get_payload(decode=True), bytes)
    ]
    if not any(b"<table" in content.lower() for content in pages):
        raise Unparsed(Failure.NO_TABLE)
    return b"\n".join(content for content in pages if b"<table" in content.lower())
