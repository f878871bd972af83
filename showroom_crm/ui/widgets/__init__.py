"""Small widgets that every place shares, one subject a file."""
