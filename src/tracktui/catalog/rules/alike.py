"""Sentences that share most of their words, found without comparing every pair."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

SHARED = 0.8
"""The share of the longer sentence's words from which two sentences say the same."""
MOST_COMPARED = 200
"""Earlier sentences that one is compared with; only nonsense shares its rarest words with more."""

_WORD = re.compile(r"\w+")


def alike(texts: list[str]) -> Iterable[tuple[int, int]]:
    """Pairs (later, earlier) of texts that share SHARED of the words of the longer one; each later text once.

    Two such texts share at least one of their rarest words, as many as may differ and one more (prefix filtering: S. Chaudhuri,
    V. Ganti, R. Kaushik, A primitive operator for similarity joins in data cleaning, ICDE 2006).
    """
    words = [frozenset(_WORD.findall(text.casefold())) for text in texts]
    often = Counter(word for each in words for word in each)
    by_word: dict[str, list[int]] = {}
    for index, mine in enumerate(words):
        rarest = sorted(mine, key=lambda word: (often[word], word))[: len(mine) - int(SHARED * len(mine)) + 1]
        others = dict.fromkeys(islice((other for word in rarest for other in by_word.get(word, ())), MOST_COMPARED))
        match = next((other for other in others if len(mine & words[other]) >= SHARED * max(len(mine), len(words[other]))), None)
        if match is not None:
            yield index, match
        for word in rarest:
            by_word.setdefault(word, []).append(index)
