"""The place Segments: coloured groups and charts one can click into."""
