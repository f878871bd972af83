"""Tells a list of the staff of a showroom from a list of its customers."""

import re
from collections.abc import Callable, Sequence

from showroom_crm.i18n import N_, _
from showroom_crm.importing.cells import folded
from showroom_crm.importing.column_rules import Proposal
from showroom_crm.importing.vocabulary import bare
from showroom_crm.values.fields import BY_KEY, SUBJECT_LABELS, Subject
from showroom_crm.values.groups import Group
from showroom_crm.values.mappings import ColumnMappings
from showroom_crm.values.questions import Choice, Question, QuestionKind, Sort
from showroom_crm.values.sheets import CellValue

STAFF_LIST = N_(
    "This looks like a list of staff: their numbers, departments and positions. Staff are added "
    "in the settings. If these are customers, say so."
)
_QUESTION = N_("This looks like a list of staff. Are they customers?")
_NUMBERS = frozenset(
    map(bare, ("工号", "员工编号", "员工号", "员工工号", "employee id", "staff no"))
)
_POSTS = frozenset(
    map(bare, ("岗位", "职务", "职位", "入职日期", "入职时间", "部门", "所属部门", "在职状态"))
) | frozenset(map(bare, ("department", "hire date")))
_JOBS = re.compile(
    r"(?:销售|服务|续保|金融|二手车|DCC|邀约|试驾|客服|市场|网销|电销).{0,3}(?:顾问|专员|经理|主管)|展厅经理|店长|技师|前台|车间主任"
)
_OF_CUSTOMERS = frozenset({Group.INTENT, Group.FOLLOW_UP, Group.VEHICLE, Group.SERVICE, Group.DEAL})
_MOSTLY = 0.5


def of_staff(headers: Sequence[str]) -> bool:
    """Tell whether columns are those of a list of staff: numbers and posts of employees."""
    words = set(map(bare, headers))
    return bool(words & _NUMBERS and words & _POSTS) or len(words & _POSTS) > 2


def question(
    columns: Sequence[Proposal], cells: Callable[[Proposal], list[CellValue]]
) -> Question | None:
    """Return the question whether these are customers, where a table looks like staff."""
    if any(BY_KEY[p.field].group in _OF_CUSTOMERS for p in columns if p.field in BY_KEY):
        return None
    headers = [p.column.text for p in columns]
    if not of_staff(headers) and not _have_jobs_of_a_showroom(columns, cells):
        return None
    return Question(
        key=Sort.SUBJECT,
        where=_("The table"),
        text=_(_QUESTION),
        choices=(Choice(Subject.CUSTOMERS, _(SUBJECT_LABELS[Subject.CUSTOMERS])),),
        meanwhile=_("Nothing of this sheet is imported."),
    )


def asks(mapping: ColumnMappings) -> bool:
    """Tell whether it is open whether the people of a table are staff."""
    return any(
        q.kind is QuestionKind.SUBJECT and [c.value for c in q.choices] == [Subject.CUSTOMERS]
        for q in mapping.questions
    )


def _have_jobs_of_a_showroom(
    columns: Sequence[Proposal], cells: Callable[[Proposal], list[CellValue]]
) -> bool:
    for column in columns:
        if bare(column.column.text) in _POSTS:
            told = [text for cell in cells(column) if (text := folded(cell))]
            if told and sum(bool(_JOBS.search(text)) for text in told) >= _MOSTLY * len(told):
                return True
    return False
