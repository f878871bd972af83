"""Reads scores of satisfaction on any scale as scores from 0 to 10."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from showroom_crm.i18n import N_, _
from showroom_crm.importing import amounts, choices
from showroom_crm.importing.cells import Clean
from showroom_crm.importing.questions import about
from showroom_crm.values.mappings import ColumnMapping
from showroom_crm.values.questions import Choice, Question, Sort, question_key
from showroom_crm.values.sheets import CellValue

_TOLD = (
    re.compile(r"(?<!\d)[01]\s*(?:-|~|–|—|至|到|to)\s*(\d{1,3})(?!\d)", re.IGNORECASE),
    re.compile(r"(?:满分|总分|out\s*of|max\.?)\s*[:为]?\s*(\d{1,3})(?!\d)", re.IGNORECASE),
    re.compile(r"/\s*(\d{1,3})\s*\)?$"),
    re.compile(r"(\d{1,3})\s*(?:分制|星制|级制|分满分|-?\s*point|-?\s*star)", re.IGNORECASE),
    re.compile(r"([五十百])\s*(?:分|星)?制"),
    re.compile(r"([五5])\s*星"),
)
_WORDS = {"五": 5, "十": 10, "百": 100}
_OFFERED = (5, 10, 100)
_FEW = 3  # so many scores tell that none above 5 is no accident

SCALED = N_("scale of {detail} brought to 10")
BEYOND = N_("not on the scale from 0 to {detail}")


def scale_of(header: str) -> int | None:
    """Return the highest score a header tells: 满意度(1-5), NPS(0-10), 百分制; None without one."""
    plain = unicodedata.normalize("NFKC", header)
    for pattern in _TOLD:
        if match := pattern.search(plain):
            top = _WORDS.get(match.group(1)) or int(match.group(1))
            return top if top > 1 else None
    return None


def reader(
    mapped: ColumnMapping,
    values: Sequence[CellValue],
    words: Mapping[str, str],
    answers: Mapping[str, str],
) -> Callable[[CellValue], Clean]:
    """Return the reader of a column of scores, on the scale of its header or the one answered.

    Without either, scores are on 0 to 10, or on 0 to 100 when one lies above 10. A score counts
    for its share of the scale: 4 of 5 is 8.
    """
    told = scale_of(mapped.column.text) or _answered(mapped, answers)
    largest = max(_numbers(values), default=0.0)
    top = told or (100 if 10 < largest <= 100 else 10)
    return partial(_score, words=words, top=top)


def question(
    mapped: ColumnMapping, values: Sequence[CellValue], answers: Mapping[str, str]
) -> Question | None:
    """Return the question on which scale scores are that nobody gave more than 5, else None."""
    numbers = _numbers(values)
    low = len(numbers) >= _FEW and 1 < max(numbers) <= min(_OFFERED)
    told = scale_of(mapped.column.text) or question_key(Sort.SCALE, mapped.column.key) in answers
    if not low or told:
        return None
    text = _("No score lies above 5. What is the best score there?")
    choices = [Choice(str(top), str(top)) for top in _OFFERED]
    meanwhile = _("Meanwhile “{column}” counts.").format(column="10")
    return about(Sort.SCALE, mapped.column, text, choices, meanwhile)


def _answered(mapped: ColumnMapping, answers: Mapping[str, str]) -> int | None:
    answer = answers.get(question_key(Sort.SCALE, mapped.column.key), "")
    return int(answer) if answer.isdigit() and int(answer) in _OFFERED else None


def _numbers(values: Sequence[CellValue]) -> list[float]:
    numbers = (amounts.decimal(cell).value for cell in values)
    return [number for number in numbers if isinstance(number, float)]


def _score(cell: CellValue, words: Mapping[str, str], top: int) -> Clean:
    found = amounts.decimal(cell)
    if isinstance(cell, str) and found.value is None:
        if word := words.get(choices.key(cell)):
            return Clean(float(word), choices.LIST_WORD)
        if match := re.fullmatch(r"\s*([★⭐]+)[☆]*\s*", cell):
            found = Clean(float(len(match.group(1))))
    if not isinstance(found.value, float):
        return found
    if not 0 <= found.value <= top:
        return Clean(None, problem=BEYOND, detail=str(top))
    if top == 10:
        return found
    return Clean(round(found.value * 10 / top, 2), SCALED, detail=str(top))
