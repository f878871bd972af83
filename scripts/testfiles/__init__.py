"""Small spreadsheets shaped like those of showrooms, each with one trait an import must survive."""
