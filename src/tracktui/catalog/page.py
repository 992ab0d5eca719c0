"""A page to read: sections with a heading, each a list of points. What is said stays apart from how a screen or a pipe lays it out."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Point(msgspec.Struct, frozen=True):
    """A sentence of a section; `label` says what it is about. A label without text is a heading for the points after it."""

    text: str = ""
    label: str = ""


class Section(msgspec.Struct, frozen=True):
    """A part of a page. `id` is stable; sections without points are left out of a page."""

    id: str
    title: str
    points: tuple[Point, ...] = ()


def section(section_id: str, title: str, *parts: Point | str | Iterable[Point | str]) -> Section:
    """A section from sentences, points and lists of them; empty sentences are left out."""
    points: list[Point] = []
    for part in parts:
        for found in [part] if isinstance(part, Point | str) else part:
            point = Point(found) if isinstance(found, str) else found
            if point.text or point.label:
                points.append(point)
    return Section(section_id, title, tuple(points))


def group(label: str, texts: Iterable[str]) -> list[Point]:
    """Sentences below a heading of their own; nothing where there are none."""
    found = [Point(text) for text in texts if text]
    return [Point(label=label), *found] if found else []


def said(label: str, text: str) -> list[Point]:
    """A sentence with what it is about; nothing where it is empty."""
    return [Point(text, label)] if text else []


def page(*sections: Section) -> tuple[Section, ...]:
    """The sections that say something."""
    return tuple(found for found in sections if found.points)
