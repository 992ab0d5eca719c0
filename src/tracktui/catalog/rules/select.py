"""Which rules a run asks: codes and their beginnings, as `--select TT2,TT301` and `--ignore` give them."""

from __future__ import annotations

from collections.abc import Iterable

from tracktui.catalog.rules import RULES, Rule
from tracktui.problems import UserError, nearest, refuse


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules that `select` names (all where it names none), without those that `ignore` names.

    Raises:
        UserError: a code that is no rule's and begins none.
    """
    wanted, unwanted = _codes(select), _codes(ignore)
    return tuple(rule for rule in RULES if (not wanted or rule.code.startswith(wanted)) and not (unwanted and rule.code.startswith(unwanted)))


def rule_of(code: str) -> Rule:
    """The rule with this code.

    Raises:
        UserError: there is none.
    """
    for rule in RULES:
        if rule.code == code.strip().upper():
            return rule
    raise _unknown(code)


def _codes(texts: Iterable[str]) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for text in texts for code in text.split(",") if code.strip())
    for code in codes:
        if not code.startswith("TT") or not any(rule.code.startswith(code) for rule in RULES):
            raise _unknown(code)
    return codes


def _unknown(code: str) -> UserError:
    word = code.strip().upper()
    known = [rule.code for rule in RULES]
    # A group such as TT9 is nearest to another group, a whole code to another code.
    groups = list(dict.fromkeys(each[:3] for each in known))
    near = nearest(word, known) if len(word) > 3 else nearest(word, groups)
    return refuse(
        f"there is no rule '{code.strip()}'",
        f"did you mean {near}?" if near else "TT0 shape, TT1 graph, TT2 certs, TT3 proof, TT4 matrix, TT5 balance; docs/rules.md lists them",
        status=2,
    )
