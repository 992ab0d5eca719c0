"""Photographs of the program for README and docs: what is on its screen, as SVG and (with rsvg-convert) as PNG."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from tracktui.ui.app import TracktuiApp
from tracktui.ui.run import make_app

FOLDER = Path(__file__).parent / "pictures"
TODAY = date(2026, 11, 23)
CELL = 0.602
"""Width by height of a cell of DejaVu Sans Mono."""


def drawn(app: TracktuiApp) -> str:
    """What is on the screen as SVG, in cells of the width of the font it is drawn with: else words stand apart from their frames."""
    width, height = app.size
    console = Console(width=width, height=height, file=StringIO(), force_terminal=True, color_system="truecolor", record=True, legacy_windows=False)
    console.print(app.screen._compositor.render_update(full=True))
    picture = console.export_svg(title="tracktui", theme=app.ansi_theme, font_aspect_ratio=CELL)
    return picture.replace("Fira Code", "DejaVu Sans Mono").replace("<text ", '<text xml:space="preserve" ')


async def photograph(name: str, *keys: str, plan: Path | None = None) -> None:
    """One picture of the demo after some keys; of the first run where `plan` names a file that is not there."""
    app = make_app(plan, (), TODAY, demo=plan is None)
    async with app.run_test(size=(120, 34)) as pilot:
        await pilot.pause(0.5)
        await app.workers.wait_for_complete()
        await pilot.press(*keys)
        await pilot.pause(0.3)
        while app.asked.waiting:
            await pilot.pause(0.05)
        await app.workers.wait_for_complete()
        picture = drawn(app)
    target = FOLDER / f"{name}.svg"
    if shutil.which("rsvg-convert"):
        data = picture.encode()
        subprocess.run(["rsvg-convert", "-w", "1200", "-o", str(target.with_suffix(".png"))], input=data, check=True)
    else:
        target.write_text(picture, encoding="utf-8")
        print("rsvg-convert is not installed: wrote SVG only")


def of_nobody(home: str) -> None:
    """Leave the settings, files and terminal of whoever takes the pictures out of them."""
    for name in [name for name in os.environ if name.startswith(("XDG_", "TRACKTUI_")) or name in ("NO_COLOR", "FORCE_COLOR")]:
        del os.environ[name]
    os.environ.update(HOME=home, TERM="xterm-256color", COLORTERM="truecolor")


async def main() -> None:
    """All of them."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as home:
        of_nobody(home)
        await photographs(Path(home))


async def photographs(folder: Path) -> None:
    """The pictures, in any order; `folder` has no plan in it."""
    await photograph("roadmap")
    await photograph("timeline", "2", "j")
    await photograph("map", "3", "j", "j", "j")
    await photograph("certs", "5")
    await photograph("review", "6", "j")
    await photograph("why", "w")
    await photograph("skills", "4", *["down"] * 5)
    await photograph("tracks", "7")
    await photograph("tracks-role", "7", *["j"] * 6, "enter")
    await photograph("tracks-choose", "7", "b", "space", "space", "space", "j", "j", "space")
    await photograph("help", "question_mark")
    await photograph("wizard", "enter", "enter", "enter", plan=folder / "plan.toml")
    await photograph("tracks-what-if", "7", "j", "j", "x")


if __name__ == "__main__":
    asyncio.run(main())
