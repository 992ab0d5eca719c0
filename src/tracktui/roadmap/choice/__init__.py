"""Which items: the cheapest set that reaches the goals, chosen exactly."""
