"""From a spreadsheet file to a plan of what would be written."""
