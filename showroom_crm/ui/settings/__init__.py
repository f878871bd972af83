"""The place Settings: criteria, staff, levels, backup and appearance."""
