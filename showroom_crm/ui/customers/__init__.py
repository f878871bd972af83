"""The place Customers: the list, its views and the form beside it."""
