"""What columns are called: header words normalised and looked up in the shipped synonyms."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeVar

from showroom_crm.importing.cells import folded, seen
from showroom_crm.importing.header_words import HeaderWords
from showroom_crm.importing.header_words import of as words_of
from showroom_crm.paths import resource

_REMARK = re.compile(
    r"[(\[【{](必填|选填|必选|可选|非必填|元|万元|万|人民币|rmb|cny|¥|w|单位[^)]*|格式[^)]*|如[^)]*"
    r"|例[^)]*|可多选|多选|单选|下拉[^)]*|请[^)]*|yyyy[^)]*|required|optional|yuan)[)\]】}]"
)
_NUMBERING = re.compile(
    r"^\s*(?:[①-⑳㈠-㈩⑴-⒇⒈-⒛]|[(（【]?[Qq]?\d{1,2}(?:[)）】]|[.、．:：](?!\d)))\s*(?=\D)"
)
_UNIT = re.compile(r"/(?:万元?|元|rmb|公里|km|万公里|岁|次|个月|月|天|位)$")
_BRACKETS = re.compile(r"[(\[【{][^()\[\]【】{}]*[)\]】}]")
_NOISE = re.compile(r"[\s*＊:：·_\-—、。\"'“”‘’?？!！]+")
_CHINESE = re.compile(r"[一-鿿]{3,12}")
_RECORD = re.compile(
    r"^(?:person|contact|lead|customer|client|lead\.customer|客户信息|基本信息|客户资料|车主信息|线索信息)"
    r"\s*[-:./]\s*(?=\S)"
)
_Meant = TypeVar("_Meant")
_LONGEST = 200  # characters; what is longer is no header in any spelling
_HAN = r"[一-鿿][一-鿿0-9()]*"
_LATIN = r"[A-Za-z][A-Za-z0-9 .'-]*"
_CHINESE_FIRST = re.compile(rf"({_HAN})[\s/|_\-]+({_LATIN})")
_LATIN_FIRST = re.compile(rf"({_LATIN})[\s/|_\-]+({_HAN})")
_CURRENCY = re.compile(
    r"[$€£]|\b(?:usd|eur|gbp|hkd|twd)\b|美元|美金|欧元|港币|港元|台币", re.IGNORECASE
)
_TEN_THOUSAND = re.compile(
    r"[(（\[【/]\s*(单位[:：]?)?\s*(万元?|w|万公里|万km)\s*[)）\]】]?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The header synonyms: normalised word to field, and words with a fate of their own.

    `said` leads from the words of a header in any order to the field, or to "" for no field.
    """

    fields: Mapping[str, str]
    said: Mapping[str, str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    nowhere: frozenset[str]
    nicknames: frozenset[str]
    ambiguous: Mapping[str, tuple[str, ...]]
    refused: Mapping[str, str]
    line_numbers: frozenset[str]
    people: tuple[str, ...]
    details: tuple[str, ...]
    other_names: frozenset[str]
    family_names: frozenset[str]
    given_names: frozenset[str]
    middle_names: frozenset[str]
    totals: tuple[str, ...]
    footers: tuple[str, ...]


@lru_cache(maxsize=20_000)
def normalise(text: str) -> str:
    """Return a header as it is compared: half width, simplified, lower case, without remarks."""
    return _NOISE.sub("", _REMARK.sub("", _plain(text)))


def _plain(text: str) -> str:
    """Return a header in half width, simplified and lower case, without the number it begins with.

    A prefix such as "Person - " or "Contact: " only names the record all columns are about.
    """
    plain = simplified(folded(_NUMBERING.sub("", seen(text)))).lower()
    return _RECORD.sub("", plain)


def by_sound(form: str) -> str | None:
    """Return the field whose Chinese word sounds like a header: slips of typing by pinyin."""
    return _sounds().get(_sound(form)) if _CHINESE.fullmatch(form) else None


@cache
def _sounds() -> dict[str, str]:
    return agreeing(vocabulary().fields.items(), _sound)


def _sound(form: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(form)) if _CHINESE.fullmatch(form) else ""


def simplified(text: str) -> str:
    """Return a text with the traditional characters of the trade's words as simplified ones."""
    return text if text.isascii() else text.translate(_simplified())


def bare(text: str) -> str:
    """Return the normalised header without anything in brackets."""
    return _UNIT.sub("", _NOISE.sub("", _BRACKETS.sub("", _plain(text))))


def tongues(text: str) -> tuple[str, ...]:
    """Return the halves of a header that says one thing twice, such as "手机 Mobile"."""
    plain = folded(text)
    match = _CHINESE_FIRST.fullmatch(plain) or _LATIN_FIRST.fullmatch(plain)
    return tuple(normalise(half) for half in match.groups()) if match else ()


def other_currency(text: str) -> bool:
    """Tell whether a header says that its amounts are not in yuan, such as Price ($)."""
    return bool(_CURRENCY.search(text))


def unit(text: str) -> int:
    """Return 10000 for a header whose amounts or kilometres are in 万, else 1."""
    return 10_000 if _TEN_THOUSAND.search(text.strip()) else 1


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped header synonyms, read once."""
    data = _data()
    fields = {
        normalise(word): key
        for key, words in data["fields"].items()
        for word in (*words["zh"], *words["en"])
    }
    lines = data["lines"]
    nicknames = frozenset(_normalised(data["nicknames"]["headers"]))
    fields = dict.fromkeys(nicknames, "name") | fields
    return Vocabulary(
        fields=fields,
        said=_said(data),
        starts=tuple(data["header_parts"]["starts"]),
        ends=tuple(data["header_parts"]["ends"]),
        nowhere=frozenset(_normalised(data["nowhere"]["headers"])),
        nicknames=nicknames,
        ambiguous={
            normalise(word): tuple(entry["choices"])
            for entry in data["ambiguous"]
            for word in entry["headers"]
        },
        refused={
            normalise(word): group for group, words in data["refused"].items() for word in words
        },
        line_numbers=frozenset(normalise(word) for word in data["line_number"]["headers"]),
        people=_normalised(data["other_people"]["words"]),
        details=_normalised(data["other_people"]["details"]),
        other_names=frozenset(_normalised(data["other_people"]["names"])),
        family_names=frozenset(_normalised(data["name_parts"]["family"])),
        given_names=frozenset(_normalised(data["name_parts"]["given"])),
        middle_names=frozenset(_normalised(data["name_parts"]["middle"])),
        totals=tuple(lines["totals"]),
        footers=tuple(lines["footers"]),
    )


def _said(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the field by the words of its headers; words that go nowhere stay apart."""
    pairs = [
        (word, key)
        for key, words in data["fields"].items()
        for word in (*words["zh"], *words["en"])
    ]
    pairs += [(word, "") for word in data["nowhere"]["headers"]]
    pairs += [(word, "?") for word in data["other_people"]["names"]]
    found = agreeing(pairs, lambda word: header_words().key(simplified(word)))
    return {key: field for key, field in found.items() if field != "?"}


def keys(text: str) -> tuple[str, ...]:
    """Return the words of a header as `Vocabulary.said` has them, the most telling first."""
    plain = simplified(_NUMBERING.sub("", folded(text)))
    record = _RECORD.match(plain.lower())
    return header_words().keys(plain[record.end() :] if record else plain)


@cache
def header_words() -> HeaderWords:
    """Return the words headers are made of, read once."""
    words = _data()["header_words"]
    return words_of(words, words["same"])


def agreeing(meant: Iterable[tuple[str, _Meant]], form: Callable[[str], str]) -> dict[str, _Meant]:
    """Return what words mean by another form of them, without forms that mean two things."""
    found: dict[str, set[_Meant]] = {}
    for word, field in meant:
        found.setdefault(form(word), set()).add(field)
    return {key: next(iter(keys)) for key, keys in found.items() if key and len(keys) == 1}


def name_part(text: str) -> str:
    """Return family, given or middle for a header above that part of a name; "" for any other."""
    word = normalise(text)
    words = vocabulary()
    if word in words.family_names:
        return "family"
    if word in words.middle_names:
        return "middle"
    return "given" if word in words.given_names else ""


def known(text: str) -> bool:
    """Tell whether a cell reads like a header the trade uses."""
    if len(text) > _LONGEST:
        return False
    words = vocabulary()
    return name_part(text) != "" or any(
        form in table
        for form in (normalise(text), bare(text), *tongues(text))
        for table in (words.fields, words.ambiguous, words.refused, words.line_numbers)
    )


@cache
def _data() -> dict[str, Any]:
    with resource("defaults", "headers.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _simplified() -> dict[int, str]:
    pairs: str = _data()["traditional"]["pairs"]
    return {ord(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}


def _normalised(words: list[str]) -> tuple[str, ...]:
    """Return the words normalised, the longest first, so that prefixes lose."""
    return tuple(sorted({normalise(word) for word in words}, key=len, reverse=True))
