"""The place Import: from a file to a reviewed plan in a few clicks."""
