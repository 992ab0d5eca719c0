"""Making another track the primary or the secondary one."""

from __future__ import annotations

import tomlkit

from making import TODAY, plan_of
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.roadmap.alternatives.whatif import Wish, changed, put, toward
from tracktui.roadmap.build import roadmap

HEAD = 'format = 1\n[profile]\nid = "ada"   # me\n[focus]\nprimary = "sre"   # since spring\nlevel = 3\nfrom = 2\nsecondary = "platform"\nsecondary_from = 1\n'
PLAN = plan_of(HEAD.partition("\n")[2])


def focus_after(plan: Plan, wish: Wish) -> tuple[str | None, int | None, int, str | None, int, int]:
    focus = changed(plan, wish).focus
    return focus.primary, focus.level, focus.start_level, focus.secondary, focus.secondary_level, focus.secondary_from


def test_where_one_stands_goes_with_the_track_it_was_said_of() -> None:
    assert focus_after(PLAN, toward(PLAN, "finops", 2)) == ("finops", 2, 0, "sre", 2, 2)
    assert focus_after(PLAN, toward(PLAN, "platform", 3)) == ("platform", 3, 1, "sre", 2, 2)


def test_the_track_one_is_in_only_changes_its_level() -> None:
    assert toward(PLAN, "sre", 4) == Wish(level=4)
    assert toward(PLAN, "platform", 2, secondary=True) == Wish(secondary_level=2)


def test_a_track_in_which_nothing_was_reached_is_not_kept_beside_the_new_one() -> None:
    fresh = plan_of('[focus]\nprimary = "sre"\nsecondary = "platform"')
    assert focus_after(fresh, toward(fresh, "finops", 1)) == ("finops", 1, 0, "platform", 1, 0)
    assert focus_after(fresh, toward(fresh, "platform", 1)) == ("platform", 1, 0, "sre", 1, 0)


def test_a_new_secondary_track_begins_at_nothing() -> None:
    assert focus_after(PLAN, toward(PLAN, "finops", 1, secondary=True)) == ("sre", 3, 2, "finops", 1, 0)


def test_a_former_primary_track_asks_for_nothing_new(shipped: Catalog) -> None:
    after = roadmap(shipped, changed(PLAN, toward(PLAN, "finops", 1)), TODAY)
    assert "finops-1" in {item.id for item in after.items}
    assert not {"sre-1", "sre-2", "sre-3"} & {item.id for item in after.items}


def test_a_wish_is_written_under_the_file_s_own_keys_and_keeps_comments() -> None:
    head = tomlkit.parse(HEAD)
    put(head, toward(PLAN, "platform", 3), PLAN)
    text = tomlkit.dumps(head)
    assert "# me" in text
    assert "# since spring" in text
    assert dict(head["focus"].unwrap()) == {
        "primary": "platform", "level": 3, "from": 1, "secondary": "sre", "secondary_from": 2, "secondary_level": 2,
    }  # fmt: skip
