"""Questions that only a person can decide: what they are about, and what may be answered."""

from dataclasses import dataclass
from enum import StrEnum

from showroom_crm.values.encounters import Encounter


class QuestionKind(StrEnum):
    """What a question is about; those of a kind are shown alike."""

    COLUMN = "column"
    LEVEL = "level"
    DATE_ORDER = "date_order"
    PERSON = "person"
    VALUE = "value"
    SCALE = "scale"
    SUBJECT = "subject"


class Sort(StrEnum):
    """What the key of a question begins with."""

    COLUMN = "column"
    AMOUNT_COLUMN = "amount_column"
    DAY_COLUMN = "day_column"
    LEVEL_D = "level_d"
    DATE_ORDER = "date_order"
    YEAR = "year"
    WRITTEN_ON = "written_on"
    PHONE = "phone"
    VIN = "vin"
    ID_NO = "id_no"
    NAME = "name"
    VALUE = "value"
    SCALE = "scale"
    SUBJECT = "subject"

    @property
    def kind(self) -> QuestionKind:
        """What questions of this sort are about."""
        return _KINDS[self]


_KINDS = {
    Sort.COLUMN: QuestionKind.COLUMN,
    Sort.AMOUNT_COLUMN: QuestionKind.COLUMN,
    Sort.DAY_COLUMN: QuestionKind.COLUMN,
    Sort.LEVEL_D: QuestionKind.LEVEL,
    Sort.DATE_ORDER: QuestionKind.DATE_ORDER,
    Sort.YEAR: QuestionKind.DATE_ORDER,
    Sort.WRITTEN_ON: QuestionKind.DATE_ORDER,
    Sort.PHONE: QuestionKind.PERSON,
    Sort.VIN: QuestionKind.PERSON,
    Sort.ID_NO: QuestionKind.PERSON,
    Sort.NAME: QuestionKind.PERSON,
    Sort.VALUE: QuestionKind.VALUE,
    Sort.SCALE: QuestionKind.SCALE,
    Sort.SUBJECT: QuestionKind.SUBJECT,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: what is handed back, and the text to show."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide; `key` is what an answer is filed under.

    `where` names the column or row, `meanwhile` says what is done as long as nobody answers,
    `cells` how many cells wait for the answer to a question about a word, `people` who meets whom
    in one about a person.
    """

    key: str
    where: str
    text: str
    choices: tuple[Choice, ...]
    meanwhile: str
    rows: tuple[int, ...] = ()
    cells: int = 0
    people: Encounter | None = None

    @property
    def sort(self) -> Sort:
        """What the keys of all questions of this sort begin with: phone, vin, value, ..."""
        return Sort(self.key.partition(":")[0])

    @property
    def kind(self) -> QuestionKind:
        """What the question is about."""
        return self.sort.kind


def question_key(sort: Sort, about: str) -> str:
    """Return what the answer to a question about one thing, such as a column, is filed under."""
    return f"{sort}:{about}"
