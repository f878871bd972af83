"""The place KPIs: the month in numbers, with exports."""
