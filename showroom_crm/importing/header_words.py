"""What a header says however it is put: its words brought to a few, in any order."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_CHINESE = re.compile(r"[一-鿿]")
_BRACKETS = re.compile(r"[(\[【{][^()\[\]【】{}]*[)\]】}]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LATIN = re.compile(r"[a-z]+|\d+")
_FIRST = re.compile(r"(?<=[一-鿿])1(?=[一-鿿])")  # of 车辆1车型, beside 车辆2车型
_LONGEST = 60  # characters; what is longer is a sentence
_WHOM = "\0"  # stands for all words that only say whom a table is about


@dataclass(frozen=True)
class HeaderWords:
    """The words headers are made of, as shipped with the synonyms.

    `same` leads each spelling to the words it stands for; `customer` and `noise` may be missing,
    `light` words too where the header means nothing with them.
    """

    same: Mapping[str, tuple[str, ...]]
    light: frozenset[str]

    @cached_property
    def _words(self) -> re.Pattern[str]:
        chinese = sorted((word for word in self.same if _CHINESE.match(word)), key=len)
        return re.compile("|".join(map(re.escape, reversed(chinese))))

    def key(self, text: str) -> str:
        """Return the words of a header as one text; "" where it has none."""
        return _joined(self._said(text))

    def keys(self, text: str) -> tuple[str, ...]:
        """Return what a header may be looked up by: all its words, then without what may lack."""
        said = self._said(text)
        told = [word for word in said if word != _WHOM]
        heavy = [word for word in told if word not in self.light]
        ways = dict.fromkeys(_joined(words) for words in (said, told, heavy))
        return tuple(way for way in ways if way)

    def _said(self, text: str) -> list[str]:
        plain = unicodedata.normalize("NFKC", _BRACKETS.sub("", text))
        if len(plain) > _LONGEST:
            return []
        if _CHINESE.search(plain):
            return self._chinese(_FIRST.sub("", re.sub(r"[\s/_\-:?!*,。、]+", "", plain)).lower())
        words = _LATIN.findall(_CAMEL.sub(" ", plain).lower().replace("'s", ""))
        return [told for word in words for told in self._latin(word)]

    def _latin(self, word: str) -> Sequence[str]:
        singular = word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
        return self.same.get(word) or self.same.get(singular, (singular,))

    def _chinese(self, text: str) -> list[str]:
        said: list[str] = []
        place = 0
        for match in self._words.finditer(text):
            if match.start() > place:
                said.append(text[place : match.start()])
            said += self.same[match.group()]
            place = match.end()
        return [word for word in (*said, text[place:]) if word]


def of(data: Mapping[str, list[str]], same: Iterable[Sequence[str]]) -> HeaderWords:
    """Return the words from the shipped lists: `customer`, `noise`, `light`, and equal ones."""
    known: dict[str, tuple[str, ...]] = {
        spelling: tuple(line[0].split()) for line in same for spelling in line
    }
    known |= {word: tuple(word.split()) for word in known if " " in word}
    known = {word: (word,) for word in data["light"]} | known
    known |= dict.fromkeys(data["customer"], (_WHOM,))
    known |= dict.fromkeys(data["noise"], ())
    return HeaderWords(known, frozenset(data["light"]))


def _joined(words: Iterable[str]) -> str:
    told = sorted(set(words))
    return "" if told == [_WHOM] else " ".join(told)
