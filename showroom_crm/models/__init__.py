"""The tables, one file per thing of the business; only the store imports them."""
