"""What the user can do, one function each: the only way to write."""
