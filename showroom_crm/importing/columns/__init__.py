"""What is special about some columns while a table is cleaned: one sort a file, all in `rules`."""
