"""Frozen records and enums that pass between the rooms."""
