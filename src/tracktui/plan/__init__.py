"""One engineer's plan: its values, its journal, the states that follow, and the one writer of its file."""
