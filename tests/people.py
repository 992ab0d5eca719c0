"""People for the tests of the review: one small catalog, plans from the text a user would write."""

from __future__ import annotations

from datetime import date
from typing import Any

from making import TODAY, catalog_of, plan_of
from making import logged as written
from tracktui.catalog.model import Catalog
from tracktui.review.person import Person
from tracktui.roadmap.build import roadmap
from tracktui.roadmap.onboarding import with_role_goals

CATALOG_TEXT = """
[[cert]]
id = "cka"
name = "CKA"
hours = [40, 60]
price_usd = 445
valid_months = 24
[[cert]]
id = "cks"
name = "CKS"
hours = [80, 98]
price_usd = 445
valid_months = 24
[[project]]
id = "noise"
name = "Noise"
hours = [10, 20]
proves = ["cka"]
observe_weeks = 4
metric = { name = "pages", unit = "pages", direction = "down", target = -40, target_is = "percent" }
develops = [{ skill = "alerting", level = 2 }]
[[project]]
id = "drills"
name = "Drills"
hours = [10, 20]
metric = { name = "drills", unit = "drills", direction = "up", target = 3, target_is = "value" }
[[check]]
id = "sre-1"
name = "SRE 1"
tracks = ["sre"]
level = 1
requires = [{ skill = "alerting", level = 1 }]
asks = ["Show a page you removed."]
[[check]]
id = "sre-2"
name = "SRE 2"
tracks = ["sre"]
level = 2
requires = ["sre-1", "cka", "noise", { skill = "alerting", level = 2 }, { skill = "budgets", level = 2 }]
asks = ["Show the pages you removed."]
[[skill]]
id = "alerting"
name = "Alerting"
fresh_months = 12
practice_hours = [4, 10, 24, 40]
behaviours = [["Names the owner of a page."], ["Rewrites a noisy alert."], ["Designs burn-rate alerts."], ["Sets the rules for paging."]]
[[skill]]
id = "budgets"
name = "Error budgets"
practice_hours = [4, 10, 24, 40]
behaviours = [["Reads a target."], ["Writes an objective."], ["Negotiates a policy."], ["Sets policies."]]
[[track]]
id = "sre"
name = "SRE"
skills = [{ id = "alerting" }, { id = "budgets" }]
[[kpi]]
id = "mttr"
name = "Mean time to restore"
unit = "minutes"
direction = "down"
target = "below an hour"
[[role]]
id = "engineer"
name = "Engineer"
goals = [
  { day = 30, text = "Knows the pager.", requires = [{ skill = "alerting", level = 1 }] },
  { day = 60, text = "Has met the teams.", requires = [] },
  { day = 90, text = "Owns a service.", requires = ["noise"] },
]
[[review]]
id = "review-30"
day = 30
name = "30 days"
looks_at = ["start"]
figures = ["hours_logged", "wins", "made_up"]
questions = { engineer = ["What stopped you?"], reviewer = ["What can I clear away?"], lead = [] }
[[review]]
id = "review-365"
day = 365
name = "365 days"
figures = ["spend"]
"""
CATALOG = catalog_of(CATALOG_TEXT)
HEAD = '[profile]\nid = "ada"\nname = "Ada Example"\nreviewer = "sam"\nstart = 2026-03-02\n[focus]\nprimary = "sre"\nlevel = 2\n'


def logged(day: str, event: str, item: str = "", **values: Any) -> str:
    """A journal block, of the engineer where `by` names nobody else."""
    return written(day, event, item, **{"by": "ada"} | values)


def person(*blocks: str, head: str = HEAD, today: date = TODAY, catalog: Catalog = CATALOG) -> Person:
    """Somebody on a day; their roadmap is made by the planner."""
    plan = with_role_goals(catalog, plan_of(head, *blocks))
    return Person(catalog, plan, roadmap(catalog, plan, today))


def with_policy(text: str) -> Catalog:
    """The catalog with a policy."""
    return catalog_of(f'{CATALOG_TEXT}\n[[policy]]\nid = "example-co"\n{text}\n')
