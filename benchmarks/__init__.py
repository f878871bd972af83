"""The budget: what the program may cost beside the same work done with bare libraries."""
