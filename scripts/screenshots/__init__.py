"""Paints the pictures of the program: every place, in both languages, light and dark."""
