"""Whole jobs in the real window: they need a screen, which `make test` gives them."""

import os

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here, and leave it out where nothing can be shown."""
    for item in items:
        if "journeys" not in item.path.parts:
            continue
        item.add_marker(pytest.mark.journey)
        if os.environ["QT_QPA_PLATFORM"] == "offscreen":
            item.add_marker(pytest.mark.skip(reason="needs a screen: make test"))
