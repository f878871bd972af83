"""What the records of a plan share cannot be written."""

import pytest

from showroom_crm.values.import_plans import PlannedRecord


def test_what_a_row_to_insert_held_before_is_nothing_and_stays_so() -> None:
    first = PlannedRecord("customer", None, {})
    with pytest.raises(TypeError):
        first.old["name"] = "王小明"  # type: ignore[index]
    assert PlannedRecord("vehicle", None, {}).old == {}
