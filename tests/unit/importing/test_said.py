"""Stored amounts are told in yuan, as the file has them."""

import pytest

from showroom_crm.importing.said import said
from showroom_crm.values.fields import BY_KEY


@pytest.mark.parametrize("key", ["budget", "quote_amount"])
def test_amounts_are_told_in_yuan(key: str) -> None:
    assert said(9_000_000, BY_KEY[key]) == "90000"
