"""The way in: a new showroom on the first day, the password on every other."""
