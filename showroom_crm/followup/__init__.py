"""Levels, cadences and reminders: whom to contact, when and why."""
