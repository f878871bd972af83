"""The window: one folder per place, assembled by the main window."""
