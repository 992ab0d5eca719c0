"""What each rule finds beyond its page's example, and what it must let pass: layers on top of the small catalog of docs/rules."""

from __future__ import annotations

from datetime import date

import pytest

from making import TODAY
from tracktui import paths
from tracktui.catalog.read import CatalogFile
from tracktui.catalog.rules import check
from tracktui.catalog.rules.alike import alike
from tracktui.problems import Problem

EXAMPLE = CatalogFile("example", "example.toml", (paths.rule_pages() / "example.toml").read_bytes())


def told(text: str, today: date = TODAY) -> tuple[Problem, ...]:
    return check([EXAMPLE, CatalogFile("layer", "layer.toml", f"format = 1\n{text}\n".encode())], today)


def course(more: str, name: str = "tape") -> str:
    return f'[[course]]\nid = "{name}"\nname = "Tape"\nhours = [4, 6]\n{more}\n'


def track(more: str) -> str:
    return f'[[track]]\nid = "data-care"\nextend = true\n{more}\n'


def cert(more: str, name: str = "cedar") -> str:
    facts = 'price_usd = 1\nvalid_months = 24\nchecked = 2026-11-01\nsources = [{ url = "https://cedar.example" }]'
    return f'[[cert]]\nid = "{name}"\nname = "Cedar"\n{facts}\n{more}\n'


def skill(more: str) -> str:
    return f'[[skill]]\nid = "backups"\nextend = true\n{more}\n'


def the_check(requires: str) -> str:
    skills = '{ skill = "handover-notes", level = 1 },\n  { skill = "model-data", level = 1 },'
    return f'[[check]]\nid = "data-care-1"\nextend = true\nrequires = [\n{requires},\n  {skills}\n]'


REFERENCES = [
    ('[[role]]\nid = "data-keeper"\nextend = true\nkpis = ["restore-rat"]', "KPI 'restore-rat'"),
    ('[[role]]\nid = "data-keeper"\nextend = true\ncerts = [{ id = "alder" }]', "cert 'alder'"),
    ('[[role]]\nid = "data-keeper"\nextend = true\npromotion = "senior-data-keeper"', "check 'senior-data-keeper'"),
    ('[[role]]\nid = "data-keeper"\nextend = true\nhiring = { exercises = ["a-drill"] }', "scenario 'a-drill'"),
    ('[[role]]\nid = "data-keeper"\nextend = true\nvariants = [{ id = "big", axis = "size", adds = ["nothing"] }]', "skill or KPI or item 'nothing'"),
    ('[[role]]\nid = "data-keeper"\nextend = true\npaths = { next = ["Night Watch", "data-lord"] }', "role 'data-lord'"),
    ('[[role]]\nid = "data-keeper"\nextend = true\ngoals = [{ day = 30, text = "Goal", requires = ["gone"] }]', "item 'gone'"),
    ('[[kpi]]\nid = "restore-rate"\nextend = true\ntracks = ["data"]', "track 'data'"),
    ('[[playbook]]\nid = "first-days"\nfor = "joiner"\nrole = "data-lord"', "role 'data-lord'"),
    ('[[playbook]]\nid = "first-days"\nfor = "joiner"\nsteps = [{ id = "one", do = "One", after = ["zero"] }]', "step 'zero'"),
    ('[[policy]]\nid = "firm"\npreferred = [{ track = "data-care", certs = ["alder"] }]', "cert 'alder'"),
    ('[[scenario]]\nid = "fire"\nname = "Fire"\ndevelops = [{ skill = "backup", level = 1 }]', "skill 'backup'"),
    ('[[shadowing]]\nid = "visit"\nname = "Visit"\nof = "stores"', "track 'stores'"),
    (cert("experience = { waives = [{ id = 'elm', months = 6 }] }"), "cert 'elm'"),
    (cert('renewals = [{ how = "exam", cert = "elm" }]'), "cert 'elm'"),
    (course('with = ["elm"]'), "item 'elm'"),
    (track('carries_over = [{ to = "storage", skills = ["elm"] }]'), "skill 'elm'"),
]


@pytest.mark.parametrize(("text", "words"), REFERENCES, ids=[words for _, words in REFERENCES])
def test_an_unknown_id_is_told_wherever_an_id_can_stand_and_placed_on_it(text: str, words: str) -> None:
    (found,) = told(text)
    assert (found.code, words in found.message) == ("TT101", True)
    line = f"format = 1\n{text}".splitlines()[found.line - 1]
    assert line[found.col - 1 :].lstrip("{[ ").startswith(('"', "'", "id = ", "promotion", "role", "of", "skill", "cert", "track"))


FINDINGS = [
    ("TT103", course('requires = ["elm"]') + cert("retires_on = 2026-01-31\nsuccessors = []", "elm"), "tape can never become ready: elm cannot be had"),
    ("TT104", course('requires = [{ any = ["tape", "restore-test"] }]'), "tape requires itself"),
    ("TT102", '[[playbook]]\nid = "p"\nfor = "leader"\nsteps = [{ id = "a", do = "A", after = ["b"] }, { id = "b", do = "B", after = ["a"] }]', "a -> b -> a"),
    ("TT105", course("requires = [{ any = [] }]"), "'any' is empty"),
    ("TT105", course('requires = [{ of = ["restore-test"], at_least = 0 }]'), "asks for nothing"),
    ("TT106", course('requires = ["restore-test", "restore-test"]'), "one of the same kind"),
    ("TT106", course('requires = ["restore-test", { any = ["restore-test", "alder-keeper"] }]'), "this choice is implied by restore-test"),
    ("TT106", course('requires = [{ skill = "backups", level = 2 }, { skill = "backups", level = 1 }]'), "backups at level 1 is implied by backups at level 2"),
    ("TT106", course('requires = ["data-care-1", "restore-test"]'), "restore-test is implied by data-care-1"),
    ("TT106", course('requires = ["data-care-1", { any = ["birch-guardian", "alder-keeper"] }]'), "this choice is implied by data-care-1"),
    ("TT108", course('aliases = ["tape"]'), "is its own id"),
    ("TT109", '[[role]]\nid = "data-keeper"\nextend = true\ncerts = [{ id = "restore-test" }]', "as cert, but it is a project"),
    ("TT110", track('skills = [{ id = "backups" }, { id = "model-data" }, { id = "backups" }]'), "lists 'backups' twice"),
    ("TT110", '[[playbook]]\nid = "p"\nfor = "leader"\nsteps = [{ id = "a", do = "A" }, { id = "a", do = "B" }]', "lists 'a' twice"),
    (
        "TT203",
        the_check('  { any = ["elm"] }, "restore-test"') + "\n" + cert("retires_on = 2026-01-31\nsuccessors = ['cedar']", "elm") + cert(""),
        "elm, whose last day",
    ),
    ("TT204", cert("opens_on = 2027-02-01\nretires_on = 2027-01-01\nsuccessors = []"), "opens_on begins with 2027-02-01"),
    ("TT204", cert("topics = [{ name = 'A', weight = [60, 60] }, { name = 'B', weight = [60, 60] }]"), "add up to 120 %"),
    ("TT204", '[[playbook]]\nid = "p"\nfor = "leader"\nsteps = [{ id = "a", do = "A", weeks = [4, 2] }]', "weeks"),
    ("TT207", cert("versions = [{ code = 'A', last = 2026-01-31 }]"), "every version of cedar has passed"),
    ("TT208", cert("retires_on = 2025-01-31"), "nothing says what follows"),
    ("TT210", cert("unknown = ['pricee_usd']"), "no key of a cert"),
    ("TT210", cert("estimated = ['hours']\nbasis = 'ours'"), "which is not given"),
    ("TT302", '[[project]]\nid = "p"\nname = "P"\nmetric = { name = "m", target_is = "done" }', "p has no acceptance"),
    ("TT302", '[[project]]\nid = "p"\nname = "P"\nacceptance = ["a"]', "p has no metric"),
    ("TT303", '[[project]]\nid = "restore-test"\nextend = true\nobserve_weeks = 12', "takes 15 weeks"),
    ("TT304", '[[check]]\nid = "c"\nname = "C"', "c asks for nothing"),
    (
        "TT401",
        skill('behaviours = [["Reads reports and is familiar with the usual faults of a tape."], ["b"], ["c"], ["d"]]'),
        "'is familiar with' cannot be observed",
    ),
    ("TT402", '[[skill]]\nid = "calm"\nname = "Calm"\nrole = "data-keeper"\nwhy = "It helps"', "neither by levels nor"),
    ("TT404", '[[skill]]\nid = "calm"\nname = "Calm"\nrole = "data-keeper"\nshows_as = ["x"]\nstrong = ["y"]', "calm has no why"),
    ("TT405", track('skills = [{ id = "backups" }]'), "data-care has no skill with ai = true"),
    ("TT406", skill(f'behaviours = [["{"word " * 31}"], [], [], []]'), "a behaviour of 31 words"),
    ("TT505", '[[cert]]\nid = "alder-keeper"\nextend = true\nhours = [200, 300]\n' + the_check('  "alder-keeper", "restore-test"'), "are exam study"),
]


@pytest.mark.parametrize(("code", "text", "words"), FINDINGS, ids=[f"{code} {words}" for code, _, words in FINDINGS])
def test_a_rule_finds_what_it_is_for(code: str, text: str, words: str) -> None:
    found = [finding for finding in told(text) if finding.code == code]
    assert any(words in finding.message for finding in found), told(text)
    assert all(finding.file == "layer.toml" and finding.line and finding.col for finding in found)


PASSES = [
    (
        "a choice whose retired member has a living neighbour",
        the_check('  { any = ["elm", "alder-keeper"] }, "restore-test"') + "\n" + cert("retires_on = 2026-01-31\nsuccessors = []", "elm"),
    ),
    ("a k-of-n that names exams without an entry", cert('form = "title"\nrequires = [{ of = ["alder-keeper"], at_least = 3, of_unlisted = ["AL-300"] }]')),
    ("active beside done of another", course('requires = ["birch-guardian", { id = "alder-keeper", active = true }]')),
    ("done before the award beside nothing stronger", course('requires = [{ id = "alder-keeper", before = "award" }, { skill = "backups", level = 1 }]')),
    ("a circle through a choice", course('requires = [{ any = ["wax", "restore-test"] }]') + course('requires = ["tape"]', "wax")),
    (
        "a cert that counts as a retired one",
        cert("retires_on = 2026-01-31\nsuccessors = []\nequivalent = ['alder-keeper']", "elm") + course('requires = ["elm"]'),
    ),
    ("facts read after the last day", cert("retires_on = 2024-01-31\nsuccessors = []").replace("2026-11-01", "2024-06-30")),
    ("a role in plain words", '[[role]]\nid = "data-keeper"\nextend = true\npaths = { next = ["Head of Archives", "archivist"] }'),
    (
        "somebody else who knows",
        skill(
            'behaviours = [["Writes the restore steps so that whoever is on duty knows whom to call."],'
            '["Restores one database a week into a test system and notes the time."],'
            '["Chooses how often each system is saved after asking its owners about an hour of loss."],'
            '["Funds a second site after showing executives the loss of a day."]]'
        ),
    ),
    ("a project of exactly a quarter", '[[project]]\nid = "restore-test"\nextend = true\nhours = [40, 72]'),
]


@pytest.mark.parametrize("text", [text for _, text in PASSES], ids=[name for name, _ in PASSES])
def test_a_rule_lets_pass(text: str) -> None:
    assert told(text) == ()


def test_a_fault_of_shape_is_not_told_again_as_something_missing() -> None:
    found = told(cert("").replace("price_usd = 1", 'price_usd = "1"'))
    assert [finding.code for finding in found] == ["TT003"]


def test_what_names_an_entry_that_could_not_be_read_is_not_told_too() -> None:
    assert [finding.code for finding in told(course('requires = ["wax"]') + '[[course]]\nid = "wax"\n')] == ["TT004"]
    broken = CatalogFile("layer", "broken.toml", b'format = 1\n[[course]]\nid = "wax"\nname = \n')
    user = CatalogFile("layer", "layer.toml", b"format = 1\n" + course('requires = ["wax"]').encode())
    assert [finding.code for finding in check([EXAMPLE, broken, user], TODAY)] == ["TT001"]


def test_a_place_is_right_behind_a_clause_that_was_left_out() -> None:
    text = course('requires = [\n  3,\n  { any = ["restore-test", "restore-tests"] },\n]')
    places = {finding.code: (finding.line, finding.col) for finding in told(text)}
    assert places == {"TT003": (7, 3), "TT101": (8, 28)}


def test_only_the_root_of_a_dead_end_is_told() -> None:
    text = (
        course('requires = ["elm"]', "a")
        + course('requires = ["a"]', "b")
        + course('requires = ["b"]', "c")
        + cert("retires_on = 2026-01-31\nsuccessors = []", "elm")
    )
    assert [finding.ids[0] for finding in told(text)] == ["a"]


def test_sentences_that_share_four_fifths_of_their_words_are_alike() -> None:
    texts = ["one two three four five", "six seven eight nine ten", "five four three two won", "one two three for fife"]
    assert list(alike(texts)) == [(2, 0)]
