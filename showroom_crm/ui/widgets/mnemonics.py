"""Texts on buttons, boxes and menus as they are written, with every & in them."""


def literal(text: str) -> str:
    """Return `text` for a widget that takes a & for the mark of a key, as in R&D."""
    return text.replace("&", "&&")
