"""Asks once for each word a list does not know, the nearest values of the list first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from showroom_crm.i18n import _, language, ngettext
from showroom_crm.importing import choices, media
from showroom_crm.values.clean_tables import Conventions
from showroom_crm.values.fields import BY_KEY, Field, FieldKind
from showroom_crm.values.own_fields import PREFIX
from showroom_crm.values.questions import Choice, Question, Sort, question_key
from showroom_crm.values.value_lists import ListEntry, ValueList

CODED = {"status": "status"}
"""Fields of free text whose numbers are codes, with the list of what they may mean."""
_MOST = 100  # words of a column asked about; the most frequent ones
_WIDEST = 40  # Latin letters, half as many Chinese ones; longer texts are sentences
_FEW = 20  # so many different words may stand once each and still be words of a list


def key_of_word(field: str, text: str) -> str:
    """Return what the answer to "which value is this word" is filed under."""
    return question_key(Sort.VALUE, f"{field}:{text}")


def parts(key: str) -> tuple[str, str] | None:
    """Return the field and the word a question of this key asks about, None for any other key."""
    prefix, _colon, rest = key.partition(":")
    own = PREFIX if rest.startswith(PREFIX) else ""
    field, colon, text = rest.removeprefix(own).partition(":")
    field = own + field
    return (field, text) if prefix == Sort.VALUE and colon and text else None


def told(field: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the values people chose for words of a field, by the word as lists compare it."""
    found = ((parts(key), value) for key, value in answers.items())
    return {choices.key(part[1]): value for part, value in found if part and part[0] == field}


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen for a field: the entries, and whether any other text may stay."""

    entries: Sequence[ListEntry]
    open: bool
    instead: Mapping[str, str] = field(default_factory=dict)  # words that stand for a value

    def nearest(self, text: str) -> list[Choice]:
        """Return all entries as choices, those most like `text` first."""
        from rapidfuzz import fuzz

        word = choices.key(text)

        def likeness(entry: ListEntry) -> float:
            names = (*entry.synonyms, entry.en, entry.zh, entry.value)
            if any(value == entry.value and part in word for part, value in self.instead.items()):
                return 101.0
            spellings = map(choices.key, names)
            return max(
                100.0
                if len(spelling) > 1 and (spelling in word or word in spelling)
                else fuzz.ratio(word, spelling)
                for spelling in spellings
            )

        ordered = sorted(self.entries, key=likeness, reverse=True)
        return [Choice(entry.value, _name(entry)) for entry in ordered]

    def value(self, text: str) -> str | None:
        """Return the entry's value a person means by `text`, None where no entry has that name."""
        return choices.words(ValueList("", tuple(self.entries))).get(choices.key(text))


def options(of: Field, conventions: Conventions) -> Options | None:
    """Return what may be chosen for a field; None for one without a list."""
    lists = {**choices.default_lists(), **conventions.lists}
    if of.kind is FieldKind.LEVEL:
        by_code = {entry.value: entry.synonyms for entry in lists["level"].entries}
        return Options(
            tuple(
                ListEntry(
                    level.code,
                    f"{level.code} {level.name_zh}",
                    f"{level.code} {level.name_en}",
                    (level.name_zh, level.name_en, *by_code.get(level.code, ())),
                )
                for level in conventions.levels
            ),
            open=False,
        )
    listed = of.value_list or CODED.get(of.key)
    name = "boolean" if of.kind is FieldKind.BOOLEAN else listed
    if name is None:
        return None
    named = media.words(lists["source"], lists["media"]) if name == "source" else {}
    online = dict.fromkeys(named, media.ONLINE)
    return Options(lists[name].entries, lists[name].open, online)


def ask(
    field: str, where: str, words: Mapping[str, int], conventions: Conventions
) -> tuple[Question, ...]:
    """Return one question for each word of a field that no list knows.

    `words` counts the cells of each word as written. Sentences, and columns in which nearly every
    cell says something else, are free text: an open list keeps them without a question.
    """
    own = conventions.own.get(field)
    asked_for = own.field if own else BY_KEY[field]
    offered = options(asked_for, conventions)
    counts = _together(words)
    if offered is None or (offered.open and _is_free_text(counts)):
        return ()
    asked = [text for text in counts if not offered.open or _width(text) <= _WIDEST]
    asked.sort(key=lambda text: -counts[text])
    return tuple(_question(asked_for, where, text, counts[text], offered) for text in asked[:_MOST])


def _together(words: Mapping[str, int]) -> dict[str, int]:
    """Return the counts with spellings that lists do not tell apart taken as one word."""
    counts: dict[str, int] = {}
    first: dict[str, str] = {}
    for text, count in words.items():
        spelling = first.setdefault(choices.key(text), text)
        counts[spelling] = counts.get(spelling, 0) + count
    return counts


def _is_free_text(counts: Mapping[str, int]) -> bool:
    return len(counts) > _FEW and sum(counts.values()) < 2 * len(counts)


def _width(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)


def _question(field: Field, where: str, text: str, count: int, offered: Options) -> Question:
    sentence = ngettext(
        "“{text}” in {count} cell: which value of “{field}” is it?",
        "“{text}” in {count} cells: which value of “{field}” is it?",
        count,
    )
    kept = (Choice(text, _("Keep “{text}”").format(text=text)),) if offered.open else ()
    return Question(
        key=key_of_word(field.key, text),
        where=where,
        text=sentence.format(text=text, count=count, field=field.title),
        choices=(*offered.nearest(text), *kept, Choice("", _("Leave it empty"))),
        meanwhile=_("The text is kept as it is.")
        if offered.open
        else _("These cells are left empty."),
        cells=count,
    )


def _name(entry: ListEntry) -> str:
    return entry.zh if language().startswith("zh") else entry.en
