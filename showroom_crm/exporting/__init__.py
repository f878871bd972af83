"""From values to workbooks and reports others can open."""
