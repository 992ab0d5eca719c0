"""A roadmap as screens show it, as plain values: no terminal in here."""
