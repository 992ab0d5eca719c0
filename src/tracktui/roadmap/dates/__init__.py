"""When: hours, latest days, money and renewals laid over the calendar."""
