"""TT0: files and tables that do not have the shape of a catalog. Found while reading (catalog.read, catalog.shape); here are their names."""

from __future__ import annotations

from tracktui.catalog.rules.rule import Context, Found, rule


def _read(_context: Context) -> tuple[Found, ...]:
    """Nothing more to find: the reader has told."""
    return ()


unreadable = rule("TT001", "error", "the file cannot be read as TOML", "mend the TOML there; nothing of the file is read until then")(_read)
unknown_key = rule("TT002", "error", "unknown key or kind", "remove it, or move it below custom")(_read)
wrong_type = rule("TT003", "error", "wrong type", "write the value as its kind asks")(_read)
missing_key = rule("TT004", "error", "a key is missing", "add it")(_read)
twice = rule("TT005", "error", "an id is defined twice", "rename one, or say extend, replace or hidden in the stronger layer")(_read)
bad_value = rule("TT006", "error", "a date, id or word that is not valid", "write one that is")(_read)
wrong_format = rule("TT007", "error", "wrong or missing format number", "begin the file with: format = 1")(_read)

RULES = (unreadable, unknown_key, wrong_type, missing_key, twice, bad_value, wrong_format)
