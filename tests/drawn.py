"""What stands on a screen: its words, and how each is drawn."""

from __future__ import annotations

import string
from collections.abc import Iterator
from functools import cache
from typing import Any

from rich.style import Style

SIGNS = string.ascii_letters + string.digits
ATTRIBUTES = ("bold", "italic", "underline", "strike", "reverse", "dim")


def strips(app: Any) -> list[Any]:
    """The screen line by line, as it goes to the terminal."""
    found: list[Any] = app.screen._compositor.render_strips()
    return found


def text_of(app: Any) -> str:
    """The words, line by line, without blanks at the ends."""
    return "".join("".join(segment.text for segment in row).rstrip() + "\n" for row in strips(app))


def looks(app: Any) -> tuple[Any, ...]:
    """What a reader could see a difference in."""
    return (text_of(app), type(app.screen), app.view, app.theme, app.clipboard, len(app._notifications), str(app.focused))


def styled(app: Any) -> str:
    """The words, below each line how it is drawn, and first what the signs of that mean: inks and grounds are those that are written."""
    ground = Style(bgcolor=app.current_theme.background)
    rows = [[_look(char, segment.style, ground) for segment in row for char in segment.text] for row in strips(app)]
    looks = sorted({look for row in rows for look in row if look})
    sign = {look: SIGNS[at] for at, look in enumerate(looks)} | {"": " "}
    told = [f"{sign[look]}  {look}" for look in looks]
    drawn = zip(text_of(app).splitlines(), ("".join(sign[look] for look in row).rstrip() for row in rows), strict=True)
    return "\n".join([*told, "", *(line for pair in drawn for line in pair)]) + "\n"


def words_of(kept: str) -> str:
    """Of what `styled` gave the words alone."""
    return "".join(f"{line}\n" for line in kept.split("\n\n", 1)[1].splitlines()[::2])


def colours_of(kept: str) -> list[str]:
    """Of what `styled` gave the looks that have a colour."""
    return [look for look in kept.split("\n\n", 1)[0].splitlines() if "#" in look]


@cache
def _look(char: str, style: Style | None, ground: Style) -> str:
    """How a sign is drawn; "" for a blank on the ground of the screen."""
    return "" if style is None else " ".join(_parts(char, style, ground))


def _parts(char: str, style: Style, ground: Style) -> Iterator[str]:
    blank = char == " " and not style.reverse
    if style.color is not None and not blank:
        yield style.color.get_truecolor().hex
    if style.bgcolor is not None and not (blank and style.bgcolor == ground.bgcolor):
        yield f"on {style.bgcolor.get_truecolor(foreground=False).hex}"
    yield from (name for name in ATTRIBUTES if getattr(style, name) and not (blank and name != "underline"))
