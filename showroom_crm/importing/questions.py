"""How questions about a column are put: where it stands, and under which key its answer."""

from collections.abc import Sequence

from showroom_crm.values.mappings import HeaderColumn
from showroom_crm.values.questions import Choice, Question, Sort, question_key


def about(
    sort: Sort, column: HeaderColumn, text: str, choices: Sequence[Choice], meanwhile: str
) -> Question:
    """Return a question about one column."""
    return Question(question_key(sort, column.key), column.title, text, tuple(choices), meanwhile)
