"""`[[policy]]`: each key has its effect on a plan, and none where no policy is."""

from __future__ import annotations

from datetime import date

import pytest

from making import TODAY, catalog_of, logged, plan_of
from tracktui.roadmap.build import value_of
from tracktui.roadmap.model import Roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.explain import why

CATALOG = """
[[track]]
id = "t"
name = "T"
stack = [{ layer = "base", level = 1, any = ["a", "b"] }]
[[cert]]
id = "a"
name = "Alpha"
code = "A"
vendor = "aws"
tracks = ["t"]
hours = [40, 40]
price_usd = 100
[[cert]]
id = "b"
name = "Beta"
code = "B"
vendor = "microsoft"
tracks = ["t"]
hours = [40, 40]
price_usd = 90
[[project]]
id = "pa"
name = "Proof of A"
tracks = ["t"]
proves = ["a"]
hours = [10, 10]
metric = { name = "m", target_is = "done" }
acceptance = ["x"]
[[project]]
id = "pb"
name = "Proof of B"
tracks = ["t"]
proves = ["b"]
hours = [10, 10]
[[check]]
id = "t-1"
name = "T 1"
tracks = ["t"]
level = 1
hours = [2, 2]
requires = [{ any = ["a", "b"] }]
[[check]]
id = "t-2"
name = "T 2"
tracks = ["t"]
level = 2
hours = [2, 2]
requires = ["t-1"]
"""
PREFERS_A = 'preferred = [{ track = "t", certs = ["a"] }]\n'


def planned(policy: str | None, *blocks: str, profile: str = "", level: int = 1, choices: str = "") -> tuple[Planner, Roadmap]:
    text = "" if policy is None else f'[[policy]]\nid = "acme"\nname = "Acme"\n{policy}'
    head = f'[profile]\nstart = 2027-01-04\nhours_per_week = 10\n{profile}\n[focus]\nprimary = "t"\nlevel = {level}\n{choices}'
    planner = Planner(catalog_of(CATALOG + text), plan_of(head, *blocks), TODAY)
    return planner, value_of(planner)


def cert(found: Roadmap) -> str:
    return next(item.id for item in found.items if item.kind == "cert")


def told(found: Roadmap, code: str) -> list[str]:
    return [problem.message for problem in found.problems if problem.code == code]


def finish(found: Roadmap, item: str) -> date:
    entry = found.get(item)
    assert entry is not None
    assert entry.finish is not None
    return entry.finish


def test_preferred_certs_come_before_others_that_are_not_much_cheaper() -> None:
    assert cert(planned(None)[1]) == "b"
    planner, found = planned(PREFERS_A)
    assert cert(found) == "a"
    item = found.get("a")
    assert item is not None
    assert item.price_usd == 100, "a preference changes no price that is shown"
    assert "which Acme prefers" in " ".join(why(planner, found, item))
    assert cert(planned(PREFERS_A.replace('"t"', '"other"'))[1]) == "b", "a preference for another track"
    assert cert(planned(PREFERS_A, choices="[estimates]\na = [60, 60]\n")[1]) == "b", "much cheaper wins"


def test_the_estate_of_the_policy_counts_where_the_plan_has_none() -> None:
    aws = "estate = { aws = 1.0 }\n"
    assert cert(planned(aws)[1]) == "a"
    assert cert(planned(aws, profile="estate = { azure = 1.0 }")[1]) == "b"


def test_the_hour_value_of_the_policy_counts_where_the_plan_says_none() -> None:
    dear_hours = "[estimates]\na = [39, 39]\n"
    assert cert(planned("hour_value_usd = 5\n", choices=dear_hours)[1]) == "b"
    assert cert(planned("hour_value_usd = 50\n", choices=dear_hours)[1]) == "a"
    assert cert(planned("hour_value_usd = 50\n", choices=dear_hours + "[choices]\nhour_value_usd = 5\n")[1]) == "b"


BOTH = '[choices]\npin = ["a", "b"]\n'


def test_the_budget_of_the_policy_limits_the_money_of_a_year_and_the_plans_own_comes_first() -> None:
    free = planned(None, choices=BOTH)[1]
    tight = planned("budget_usd_per_year = 150\n", choices=BOTH)[1]
    assert max(finish(free, "a"), finish(free, "b")).year == 2027
    assert {finish(tight, "a").year, finish(tight, "b").year} == {2027, 2028}
    own = planned("budget_usd_per_year = 150\n", choices=BOTH, profile="budget_usd_per_year = 500")[1]
    assert finish(own, "b") == finish(free, "b")


def test_a_budget_year_begins_when_the_policy_says() -> None:
    april = planned('budget_usd_per_year = 150\nbudget_year_starts = "04-01"\n', choices=BOTH)[1]
    days = sorted((finish(april, "a"), finish(april, "b")))
    assert days[0] < date(2027, 4, 1) <= days[1] < date(2027, 6, 1)


def test_what_is_not_listed_is_paid_by_the_engineer_and_leaves_the_budget_alone() -> None:
    policy = PREFERS_A + "budget_usd_per_year = 150\n"
    _, found = planned(policy + 'funded = "listed"\n', choices=BOTH)
    assert max(finish(found, "a"), finish(found, "b")).year == 2027
    flags = {item.id: item.flags for item in found.items}
    assert flags["b"] == ("not funded by Acme: yours to pay",)
    assert flags["a"] == ()
    assert found.totals.price_usd == 190, "what it costs is shown all the same"
    everything = planned(policy + 'funded = "any"\n', choices=BOTH)[1]
    assert all("funded" not in flag for item in everything.items for flag in item.flags)
    assert {finish(everything, "a").year, finish(everything, "b").year} == {2027, 2028}


PASSED = (logged("2026-10-01", "booked", "a", exam_on=date(2026, 10, 20), price_usd=95), logged("2026-10-20", "passed", "a"))
DELIVERED = (*PASSED, logged("2026-11-01", "delivered", "pa"))
OBSERVED = (*DELIVERED, logged("2026-11-20", "observed", "pa", actual="done"))


@pytest.mark.parametrize(
    ("when", "blocks", "due"),
    [
        ("passed", PASSED[:1], False),
        ("passed", PASSED, True),
        ("delivered", PASSED, False),
        ("delivered", DELIVERED, True),
        ("observed", DELIVERED, False),
        ("observed", OBSERVED, True),
    ],
)
def test_money_comes_back_when_the_rubric_says(when: str, blocks: tuple[str, ...], due: bool) -> None:
    _, found = planned(f'reimburse_on = "{when}"\n', *blocks)
    assert told(found, "claimable") == (["$95 for Alpha can be claimed from Acme"] if due else [])
    assert len(told(found, "claim-waits")) == (not due)


def test_a_project_of_the_plan_s_own_brings_the_money_back_too() -> None:
    own = '[[own.project]]\nid = "my-proof"\nname = "My proof"\nproves = ["a"]\n'
    delivered = logged("2026-11-01", "delivered", "my-proof")
    _, found = planned('reimburse_on = "delivered"\n', *PASSED, delivered, choices=own)
    assert told(found, "claimable") == ["$95 for Alpha can be claimed from Acme"]


def test_what_came_back_is_claimed_no_more_and_nothing_without_a_policy() -> None:
    half = planned("", *PASSED, logged("2026-11-02", "reimbursed", "a", usd=50))[1]
    assert told(half, "claimable") == ["$45 for Alpha can be claimed from Acme"]
    assert told(planned("", *PASSED, logged("2026-11-02", "reimbursed", "a"))[1], "claimable") == []
    assert told(planned(None, *PASSED)[1], "claimable") == []
    assert told(planned('funded = "listed"\n', *PASSED)[1], "claimable") == [], "what it does not fund it does not pay back"


def test_why_says_when_the_money_comes_back_and_which_outcome_is_served() -> None:
    planner, found = planned('reimburse_on = "observed"\noutcomes = [{ track = "t", text = "fewer pages", by = 2027-06-30 }]\n' + PREFERS_A)
    sentences = {item.id: why(planner, found, item) for item in found.items}
    assert "Acme pays it back once its project has met its target." in sentences["a"]
    assert "It serves what Acme wants next: fewer pages by 30 Jun 2027." in sentences["pa"]


def test_prove_first_makes_a_higher_level_wait_for_the_proof_of_a_lower_cert() -> None:
    waits = planned("prove_first = true\n", level=2)[1].get("t-2")
    free = planned("prove_first = false\n", level=2)[1].get("t-2")
    assert waits is not None
    assert free is not None
    assert ("pb" in waits.waits_for, "pb" in free.waits_for) == (True, False)


def test_the_policy_of_the_strongest_layer_counts() -> None:
    text = CATALOG + '[[policy]]\nid = "weak"\nestate = { azure = 1.0 }\n[[policy]]\nid = "strong"\nestate = { aws = 1.0 }\n'
    found = value_of(Planner(catalog_of(text), plan_of('[focus]\nprimary = "t"\nlevel = 1\n'), TODAY))
    assert cert(found) == "a"


LEVEL_TWO = '[[cert]]\nid = "c"\nname = "Gamma"\ntracks = ["t"]\nlevel = 2\nhours = [20, 20]\nrequires = ["b"]\n'
PLAN = '[profile]\nstart = 2027-01-04\nhours_per_week = 10\n[focus]\nprimary = "t"\nlevel = 2\n'


@pytest.mark.parametrize(
    ("last", "waits"), [("", True), ("retires_on = 2027-02-26\n", True), ("retires_on = 2027-02-15\n", False), ("retires_on = 2027-01-10\n", True)]
)
def test_a_wait_for_proof_that_would_pass_the_latest_day_is_dropped_and_said(last: str, waits: bool) -> None:
    """B takes until 31 January, its proof a week more, C two: without the wait C can be sat on 14 February. What nothing helps waits."""
    text = CATALOG.replace('requires = ["t-1"]', 'requires = ["t-1", "c"]') + LEVEL_TWO + last
    planner = Planner(catalog_of(text), plan_of(PLAN), TODAY)
    found = value_of(planner)
    entry = found.get("c")
    if entry is None:
        assert last == "retires_on = 2027-01-10\n"
        return
    assert ("pb" in entry.waits_for) == waits
    assert ("unproven so far: waiting for Proof of B would pass its latest day" in entry.flags) != waits
    assert last == "" or "retires-first" not in {problem.code for problem in found.problems}
