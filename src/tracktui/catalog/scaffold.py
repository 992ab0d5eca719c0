"""A company's first layer, as text to be edited: an example of everything that is usually wanted, each with a line that says why."""

from __future__ import annotations

import re

_HEAD = """\
#:schema ./catalog.schema.json
format = 1
"""

_CATALOG = """
# {name}: what we fund, expect and teach, on top of the catalog that comes with tracktui.
# Look at it:   tracktui catalog check .      what is wrong, with file, line and a way out
#               tracktui catalog diff .       what it changes
# Use it:       TRACKTUI_CATALOGS={folder}    or catalogs = ["{folder}"] in config.toml (tracktui doctor says where)
# Every file below this folder is read, in any split you like; names beginning with a dot are left alone.

[catalog]
id = "{id}"
name = "{name}"
version = "1"                # raise it with every change: plans say which version they were made under
"""

_CHANGES = """
# What we know better than the shipped catalog. An entry with a known id must say what it does:
#   extend = true     the fields named here change, everything else stays
#   replace = true    this entry takes its place whole
#   hidden = true     it is gone for us
# tracktui catalog show cka names layer, file and line of every field that comes from here.

[[cert]]
id = "cka"
extend = true
notes = "{name}: vouchers are bought in January; ask the platform lead."
# price_usd = 400            # what it costs us, if that is not the list price

# [[cert]]
# id = "ckad"
# hidden = true              # we do not fund it and do not want it planned
"""

_OWN = """
# What only we have. Ids are unique over everything, so ours begin with "{id}-".

# A skill: four levels of behaviour, each something a colleague can see. Begin with a verb; name the object and the visible result.
[[skill]]
id = "{id}-handover"
name = "Handover of a service"
tracks = ["sre"]
dimension = "collaboration"  # or "technical"
question = "Can another team run this service next week?"
outcome = "pages that went to the team that no longer owns the service"
risk = "reliability"
description = "Giving a service to another team so that it can run it without asking."
practice_hours = [2, 6, 12, 20]   # hours of practice for the step to each level, where no item develops it
behaviours = [
  ["Writes a handover note for one service that another engineer follows through an on-call shift."],
  ["Leads a handover of one service and closes every question of the receiving team within two weeks."],
  ["Measures pages sent to former owners each quarter and removes the causes of the three most frequent."],
  ["Negotiates a rule on ownership between teams and publishes the share of services that have a named owner."],
]

# A project: narrow, measurable, done within a quarter. It proves a certification with work that somebody needed.
[[project]]
id = "{id}-handover-drill"
name = "Hand a service over and stay away for two weeks"
tracks = ["sre"]
level = 2
develops = [{{ skill = "{id}-handover", level = 2 }}]
hours = [16, 30]             # low and high
observe_weeks = 2            # how long the outcome is watched after delivery
metric = {{ name = "questions to the former owner", unit = "a week", direction = "down", target = 1, target_is = "value" }}
acceptance = [
  "the receiving team has run the service for two weeks, including one release",
  "every question it asked is answered in the runbook",
]
outputs = ["handover checklist", "runbook of the service"]

# A check: the gate at which somebody looks at evidence. Never certifications alone; at least one collaboration skill.
[[check]]
id = "{id}-service-owner"
name = "{name}: owner of a service"
tracks = ["sre"]
hours = [2, 4]
requires = [
  "{id}-handover-drill",
  {{ skill = "{id}-handover", level = 2 }},
]
asks = [
  "Show the handover note and a question that it did not answer. What did you change?",
  "Which decision about this service did you leave to the receiving team, and how did it turn out?",
]
"""

_POLICY = """
# What we fund and expect. The strongest layer's policy counts; a plan's own budget and estate come before it (docs/policy.md).

[[policy]]
id = "{id}"
name = "{name}"
budget_usd_per_year = 2000   # for each engineer; an exam that does not fit moves to the next budget year
budget_year_starts = "01-01" # month and day
funded = "any"               # "listed": only what preferred lists is paid; everything else is out of the engineer's own pocket
reimburse_on = "observed"    # money is claimable when the cert is "passed", its project "delivered", or the outcome "observed"
estate = {{ aws = 0.7, azure = 0.3 }}   # what we run, as shares: certs of other clouds count as up to 25 % dearer
prove_first = true           # a higher level waits until the project of a lower cert has met its target
one_specialty_per_project = false
wip = 2                      # items in progress at once
hour_value_usd = 40          # what an hour of an engineer counts for when certs are compared

# Certs we prefer for a track: in a choice they come before others unless those are much cheaper.
preferred = [
  {{ track = "sre", certs = ["cka"] }},
]

# What the business wants next; a track that serves it weighs more in the chooser.
outcomes = [
  {{ track = "sre", text = "half as many pages at night", by = 2027-12-31 }},
]
"""


def slug(name: str) -> str:
    """An id from a name: small letters, digits and single hyphens, at most 32."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:32].strip("-") or "company"


def layer_texts(name: str, folder: str) -> dict[str, str]:
    """The files of a new layer by name. `folder`: where it will be, for the comments."""
    values = {"name": _quotable(name), "id": slug(name), "folder": _quotable(folder)}
    parts = {"catalog.toml": _CATALOG, "changes.toml": _CHANGES, "own.toml": _OWN, "policy.toml": _POLICY}
    return {file: _HEAD + text.format(**values) for file, text in parts.items()}


def _quotable(text: str) -> str:
    """Text that may stand inside a TOML string and a comment: no control characters, quotes and backslashes escaped."""
    printable = "".join(letter for letter in text if letter.isprintable())
    return printable.replace("\\", "\\\\").replace('"', '\\"')
