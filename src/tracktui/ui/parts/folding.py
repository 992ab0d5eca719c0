"""A list in groups that fold: enter on a heading, or left and right."""

from __future__ import annotations

from tracktui.ui.parts.list_view import ListView


class FoldingView(ListView):
    """A screen whose rows stand below headings (keys that begin with @). Its `keys` leave out what is `folded`."""

    def __init__(self) -> None:
        super().__init__()
        self.folded: set[str] = set()

    def unfolded(self, heading: str, rows: list[str]) -> list[str]:
        """A heading with its rows, or alone where it is folded."""
        return [heading] if heading in self.folded else [heading, *rows]

    def toggle(self, heading: str) -> None:
        """Fold a group, or unfold it."""
        self.folded ^= {heading}
        self.fill(heading)

    def toggle_all(self) -> None:
        """Fold every group, or unfold every one where all are folded."""
        at = self.heading_above()
        headings = {key for key in self.rows.keys if key.startswith("@")}
        self.folded = set() if headings <= self.folded else headings
        self.fill(at or None)

    def sideways(self, step: int) -> None:
        """Left folds the group, right opens it or goes to the detail pane."""
        key, heading = self.rows.key or "", self.heading_above()
        if step < 0 and heading and heading not in self.folded:
            self.toggle(heading)
        elif step > 0 and key in self.folded:
            self.toggle(key)
        elif step > 0:
            super().sideways(step)

    def reveal(self, key: str) -> None:
        """Take away what hides the row."""
        self.folded.clear()
        super().reveal(key)

    def heading_above(self) -> str:
        """The heading that the cursor stands on or below."""
        return next((key for key in reversed(self.rows.keys[: self.rows.cursor + 1]) if key.startswith("@")), "")
