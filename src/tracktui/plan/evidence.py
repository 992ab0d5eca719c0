"""Evidence as people give it: a link, the path of a file, or a sentence."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tracktui.plan.model import Evidence


def evidence_of(text: str) -> Evidence:
    """What a piece of text is: an address, an existing file (kept by path and SHA-256), else a text."""
    if text.startswith(("https://", "http://")):
        return Evidence(link=text)
    path = Path(text)
    try:
        if path.is_file():
            return Evidence(file=text, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    except OSError:
        pass
    return Evidence(text=text)
