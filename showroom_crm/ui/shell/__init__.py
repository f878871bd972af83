"""The frame around the places: side, command list, shortcut sheet."""
