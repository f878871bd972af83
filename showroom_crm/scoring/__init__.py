"""From facts to scores, tiers, segments and their reasons."""
