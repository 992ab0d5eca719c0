"""Why: what put an item where it is, and what would change that."""
