"""Errors meant for the user keep their sentence and travel between processes."""

import pickle

import pytest

from showroom_crm import errors
from showroom_crm.errors import UserError

KINDS = [
    errors.InvalidInput,
    errors.NotFound,
    errors.StoreLocked,
    errors.WrongPassword,
    errors.StoreDamaged,
    errors.NewerStore,
    errors.DiskFull,
    errors.NoPermission,
    errors.FileUnreadable,
    errors.FilePasswordNeeded,
    errors.TargetInUse,
]


@pytest.mark.parametrize("kind", KINDS)
def test_shows_the_sentence_alone_and_keeps_the_hint(kind: type[UserError]) -> None:
    error = kind("The file is open in another program.", "Close it there and try again.")

    assert str(error) == "The file is open in another program."
    assert error.hint == "Close it there and try again."


def test_survives_the_way_back_from_a_child_process() -> None:
    error = errors.FileUnreadable("Not a workbook.", "Save it as .xlsx first.")

    back = pickle.loads(pickle.dumps(error))

    assert type(back) is errors.FileUnreadable
    assert (back.text, back.hint) == (error.text, error.hint)
