"""What the rows of a file tell beside who customers are: orders, visits, payments, contacts."""
