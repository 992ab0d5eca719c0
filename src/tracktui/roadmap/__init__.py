"""The planner: which items, in what order, when, and why."""
