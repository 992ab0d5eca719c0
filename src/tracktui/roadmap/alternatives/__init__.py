"""What else: other plans, tracks and roles beside the plan as it is."""
