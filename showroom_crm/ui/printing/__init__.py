"""Documents laid out alike for preview, printer and PDF."""
