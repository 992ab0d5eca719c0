"""A playbook run as a plan: asks for a file name, writes a new plan beside the one that is open, never over one that is there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.plan.template import NewPlan
from tracktui.problems import UserError
from tracktui.ui.parts.dialogs import Question

if TYPE_CHECKING:
    from datetime import date

    from tracktui.ui.host import Host


def ask(app: Host, playbook: str) -> None:
    """Ask how the new plan's file is called."""
    workspace = app.workspace
    if workspace is None:
        return
    folder = workspace.path.resolve().parent
    question = Question(
        f"{workspace.catalog.name(playbook)}: a plan of its own, in which file?",
        f"a name in {folder}; your present plan is not touched",
        default=_free_name(folder, playbook),
        check=partial(name_fault, folder),
    )
    app.push_screen(question, partial(_named, app, playbook, folder))


def _free_name(folder: Path, playbook: str) -> str:
    names = (f"{playbook}{'' if number == 1 else f'-{number}'}.toml" for number in range(1, 1000))
    return next(name for name in names if not (folder / name).exists())


def name_fault(folder: Path, name: str) -> str:
    """What is wrong with a file name for a new plan; "" when it will do."""
    if not name:
        return "write a name such as leader-90.toml"
    if Path(name).name != name or name in (".", ".."):
        return "a name alone: the file goes beside your plan"
    if not name.endswith(".toml"):
        return "the name must end in .toml"
    return f"{name} is there already: another name" if (folder / name).exists() or (folder / name).is_symlink() else ""


def new_plan(catalog: Catalog, plan: Plan, playbook: str, today: date) -> NewPlan:
    """A plan that runs a playbook, by the engineer of another plan: who they are, their hours, clouds and certs, no track of its own."""
    steps, profile = catalog.playbooks[playbook], plan.profile
    return NewPlan(
        id=profile.id,
        name=profile.name,
        hours_per_week=profile.hours_per_week,
        start=today,
        estate=profile.estate,
        held=plan.held,
        role=steps.role,
        reviewer=profile.reviewer,
        playbook=steps,
        catalog_version=catalog.version,
        catalog_hash=catalog.hash,
    )


def _named(app: Host, playbook: str, folder: Path, name: str | None) -> None:
    workspace = app.workspace
    if not name or workspace is None:
        return
    from tracktui.plan import store
    from tracktui.plan.template import text_of

    path = folder / name
    try:
        store.create(path, text_of(new_plan(workspace.current, workspace.plan, playbook, workspace.today)))
    except UserError as error:
        problem = error.problems[0]
        app.notify(f"{problem.message}. {problem.hint}", markup=False, severity="error", timeout=12)
        return
    app.notify(f"Made {path}. Open it with: tracktui --plan {name}", markup=False, timeout=12)
