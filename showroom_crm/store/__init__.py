"""How customers are kept: the encrypted file, its one change log, queries and backups."""
