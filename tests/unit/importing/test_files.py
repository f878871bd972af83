"""Every file of tests/data comes in as declared, and is made by the script in the repository."""

import pytest

from scripts.testfiles.__main__ import FOLDER
from scripts.testfiles.made import MAKERS
from tests.unit.importing.conservation import Done, inventions, losses
from tests.unit.importing.expected import EXPECTED, Case
from tests.unit.importing.ledger import conventions
from tests.unit.importing.outcome import DATA, Outcome, outcome

STAFF = {number: name for name, number in conventions().staff.items()}


def test_every_file_is_made_and_expected() -> None:
    files = {path.name for path in DATA.iterdir()}
    assert files == set(EXPECTED) == set(MAKERS)
    assert DATA.parents[1] / FOLDER == DATA


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_the_script_makes_the_same_bytes(name: str) -> None:
    assert MAKERS[name]() == (DATA / name).read_bytes()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_file_comes_in_as_declared(name: str) -> None:
    case, found = EXPECTED[name], outcome(DATA / name)
    if case.sentence:
        assert case.sentence in found.sentence
        assert found.plan is None
        return
    assert found.sentence == ""
    _check_table(case, found)
    _check_values(case, found)
    _check_words(case, found)
    _check_all_is_told(found)


def _check_table(case: Case, found: Outcome) -> None:
    assert found.header is not None
    assert found.sheet is not None
    assert found.book is not None
    assert (found.header.first_row, found.header.last_row) == (
        case.header,
        case.last or case.header,
    )
    assert found.header.skipped == case.skipped
    assert case.sheet in ("", found.sheet.name)
    assert case.kind in ("", found.book.kind)
    assert case.encoding in ("", found.book.encoding)


def _check_values(case: Case, found: Outcome) -> None:
    assert found.table is not None
    assert {label: found.fields[label] for label in case.fields} == case.fields
    assert {key: found.column(key) for key in case.columns} == case.columns
    if case.phones is not None:
        assert found.table.phones == case.phones
    assert found.counts == case.counts
    again = found.ledger.plan_table(found.table, found.source, found.choices)
    assert not any(row.records for row in again.rows)


def _check_words(case: Case, found: Outcome) -> None:
    assert found.table is not None
    assert found.plan is not None
    assert found.columns is not None
    assert found.book is not None
    letters = {c.column.title: c.column.letters for c in found.columns.columns}
    repaired = [letters[repair.column] for repair in found.table.repairs]
    assert "".join(repaired) == case.repaired
    assert len(found.table.problems) == len(case.problems)
    for problem, (row, words) in zip(found.table.problems, case.problems, strict=True):
        assert problem.row == row
        assert words in problem.message
    questions = [q.key for q in (*found.columns.questions, *found.plan.questions)]
    assert tuple(questions) == case.questions
    assert len(found.book.notes) == len(case.notes)
    for note, words in zip(found.book.notes, case.notes, strict=True):
        assert words in note


def _check_all_is_told(found: Outcome) -> None:
    """Hold the law of conservation: every cell is stored or told, nothing else is stored."""
    assert found.sheet is not None
    assert found.header is not None
    assert found.columns is not None
    assert found.plan is not None
    done = Done(found.sheet, found.header, found.columns, found.plan, STAFF)
    assert losses(done) == []
    assert inventions(done) == []
