"""What exists: entries, tracks, requirement clauses, reading, search, checking. Knows nothing of plans."""
