"""The Chinese texts are whole, keep their placeholders, and name columns as the importer reads."""

import io
import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from scripts.translations import collect, po_file, read, untranslated
from showroom_crm.importing.column_rules import propose
from showroom_crm.importing.evidence import profile
from showroom_crm.importing.vocabulary import known
from showroom_crm.values.computed import COMPUTED, Computed
from showroom_crm.values.fields import FIELDS, Field
from showroom_crm.values.mappings import HeaderColumn

CHINESE = read("zh_CN")
IMPORTED = [field for field in FIELDS if field.importable]
PLACEHOLDER = re.compile(r"\{[^}]*\}|%(?:\(\w+\))?[sdr]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?(][\u4e00-\u9fff]")
FILTER = re.compile(r" \(\*\.\w+\)")  # of a file dialog, whose form Qt fixes


def texts(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the English and the Chinese forms of a message."""
    return forms(message.id), forms(message.string)


def forms(text: object) -> tuple[str, ...]:
    """Return the singular and plural forms of one side of a message, an empty one as ""."""
    several = text if isinstance(text, (tuple, list)) else (text,)
    return tuple(form or "" for form in several)


def chinese_of(english: str) -> str:
    message = CHINESE[english]
    return forms(message.string)[0]


def translated(catalogue: Catalog) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    pairs = [texts(message) for message in catalogue if message.id]
    return [(english, chinese) for english, chinese in pairs if all(chinese)]


def test_every_text_of_the_program_is_translated() -> None:
    kept = {forms(message.id)[0] for message in CHINESE}
    missing = {forms(message.id)[0] for message in collect()} - kept
    assert (sorted(missing), untranslated(CHINESE)) == ([], [])


def test_placeholders_are_the_same_in_both_languages() -> None:
    wrong = [
        (english, chinese)
        for english, chinese in translated(CHINESE)
        for text in chinese
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(english[-1]))
    ]
    assert wrong == []


def test_chinese_has_one_plural_form() -> None:
    assert CHINESE.num_plurals == 1
    assert [chinese for _english, chinese in translated(CHINESE) if len(chinese) != 1] == []


def test_chinese_sentences_have_chinese_punctuation() -> None:
    chinese = [text for _english, given in translated(CHINESE) for text in given]
    assert [text for text in chinese if HALF_WIDTH.search(text) and not FILTER.search(text)] == []


def test_the_compiled_catalogue_is_the_one_people_edit() -> None:
    compiled = read_mo(io.BytesIO(po_file("zh_CN").with_suffix(".mo").read_bytes()))
    assert translated(compiled) == sorted(translated(CHINESE))


@pytest.mark.parametrize("field", IMPORTED, ids=[field.key for field in IMPORTED])
def test_the_importer_recognises_the_name_of_every_field(field: Field) -> None:
    for label in (field.label, chinese_of(field.label)):
        column = HeaderColumn(index=0, letters="A", text=label, group="", key=label)
        proposal = propose(column, profile([]))
        assert (label, proposal.field, proposal.question) == (label, field.key, None)


@pytest.mark.parametrize("column", COMPUTED, ids=[column.key for column in COMPUTED])
def test_the_importer_leaves_out_what_the_program_computed(column: Computed) -> None:
    for label in (column.label, chinese_of(column.label)):
        assert not known(label)
