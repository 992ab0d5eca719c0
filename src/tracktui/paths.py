"""Where things are: the shipped catalog, the user's plan, settings, state and cache. The only place that asks the system."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracktui.problems import Problem

APP = "tracktui"


@cache
def _dirs() -> object:
    import platformdirs

    return platformdirs.PlatformDirs(APP, appauthor=False)


def _dir(name: str, fallback: str) -> Path:
    """A platform folder; below the temporary folder where there is no home to ask for."""
    try:
        return Path(getattr(_dirs(), name))
    except (RuntimeError, OSError, KeyError):
        import tempfile

        return Path(tempfile.gettempdir()) / APP / fallback


def shipped_catalog() -> Path:
    """The catalog that comes with the program: beside the code in a wheel, at the top of a checkout."""
    installed = Path(__file__).parent / "catalogs"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "catalogs"


def rule_pages() -> Path:
    """The pages of the catalog's rules: packaged beside the code in a wheel, docs/rules in a checkout."""
    installed = Path(__file__).parent / "docs" / "rules"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "docs" / "rules"


def user_data() -> Path:
    """The folder of the plan when there is none in the working folder."""
    return _dir("user_data_path", "data")


def state() -> Path:
    """Locks, earlier versions, what was last written, reports of failures."""
    return _dir("user_state_path", "state")


def writable(folder: Path) -> bool:
    """Whether something can be kept in a folder that may not be there yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def unprotected(state: Path | None) -> tuple[Problem, ...]:
    """One warning where the folder of the earlier versions cannot be written."""
    if state is None or writable(state):
        return ()
    from tracktui.problems import Problem

    message = f"earlier versions of the plan cannot be kept: {state} is not writable"
    return (Problem(file=str(state), code="state-unwritable", severity="warning", message=message, hint="set XDG_STATE_HOME to a folder of yours"),)


def cache_dir() -> Path:
    """Caches: safe to delete at any time."""
    return _dir("user_cache_path", "cache")


def config() -> Path:
    """Settings and the user's own catalog overlay (`catalog/` below it)."""
    return _dir("user_config_path", "config")


def settings_file() -> Path:
    """The settings (docs/settings.md); the file need not be there."""
    return config() / "config.toml"


def overlay_folders() -> list[Path]:
    """The user's overlay folder, those of the configuration file and of TRACKTUI_CATALOGS, weakest first; each once.

    Raises:
        UserError: the configuration file cannot be read.
    """
    return [folder for _, folder in overlays()]


def overlays(given: tuple[Path, ...] = ()) -> list[tuple[str, Path]]:
    """Every layer above the shipped catalog, weakest first: who names it, and its folder. One named twice counts where it is strongest.

    Raises:
        UserError: the configuration file cannot be read.
    """
    if settings_file().is_file():
        from tracktui.settings import catalog_folders

        return _layers(catalog_folders(settings_file()), given)
    return _layers([], given)


def layers(given: tuple[Path, ...] = ()) -> tuple[list[tuple[str, Path]], tuple[Problem, ...]]:
    """The same, and what is wrong with the settings: those that cannot be read name no layer, and the rest still works."""
    from tracktui.problems import UserError

    try:
        return overlays(given), ()
    except UserError as error:
        return _layers([], given), error.problems


def _layers(of_settings: list[Path], given: tuple[Path, ...]) -> list[tuple[str, Path]]:
    found = [("your folder", config() / "catalog")] if (config() / "catalog").is_dir() else []
    found += [("config.toml", folder) for folder in of_settings]
    listed = os.environ.get("TRACKTUI_CATALOGS", "")
    found += [("TRACKTUI_CATALOGS", Path(part).expanduser()) for part in listed.split(os.pathsep) if part]
    found += [("--catalog", folder) for folder in given]
    strongest = {folder.resolve(): number for number, (_, folder) in enumerate(found)}
    return [found[number] for number in sorted(strongest.values())]


def default_plan() -> Path:
    """The plan used when none is named: ./plan.toml where that is a plan, else the user's own."""
    here = Path("plan.toml")
    return here if is_plan(here) else user_data() / "plan.toml"


def is_plan(path: Path) -> bool:
    """Whether the file looks like a plan: it says its format and has a profile or a focus. A broken one counts: it must be told."""
    try:
        text = path.read_bytes()[:65_536]
    except OSError:
        return False
    lines = {line.strip().split(b"#")[0].strip() for line in text.splitlines()}
    has_format = any(line.split(b"=")[0].strip() == b"format" for line in lines)
    return has_format and (b"[profile]" in lines or b"[focus]" in lines)


def places(plan: Path | None = None) -> dict[str, Path]:
    """Everything that is kept, by name, whether it is there yet or not; `plan`: the one that is open."""
    return {
        "settings": settings_file(),
        "plan": plan or default_plan(),
        "own catalog": config() / "catalog",
        "shipped catalog": shipped_catalog(),
        "state": state(),
        "cache": cache_dir(),
    }
