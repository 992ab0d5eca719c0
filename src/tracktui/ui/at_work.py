"""What the app does beside the keys: work in a thread, what came of it taken up in the loop, and a bar for as long as it takes long."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, TypeVar

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from tracktui.problems import UserError
from tracktui.settings import Read
from tracktui.ui.parts.busy import Busy
from tracktui.work import BEAT_SECONDS, NOTICED_SECONDS, StoppedError, Tell, Work

Found = TypeVar("Found")
AT_ONCE_SECONDS = 0.05
"""So long the loop waits for what is mostly there by then: nothing is drawn in between."""


class _Asked(NamedTuple):
    """Work that is under way, and the window it is for."""

    work: Work
    window: Screen[Any] | None


class AtWork(App[int]):
    """An app with work in threads."""

    class Changed(Message):
        """Work began or ended."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self.read = read
        self.ascii = False
        self.busy = Busy(lambda: self.post_message(self.Changed()))
        self._asked: dict[str, _Asked] = {}
        """The newest work of each group."""
        self._beats: Timer | None = None

    def in_thread(
        self,
        work: Work,
        do: Callable[[Tell], Found],
        then: Callable[[Found], object],
        *,
        failed: Callable[[UserError], object] | None = None,
        group: str = "",
        window: Screen[Any] | None = None,
        alone: bool = True,
    ) -> None:
        """Do something in a thread, then take up what came of it (`then`), or why it could not be done (`failed`).

        Newer work of a group stops the older; closing `window` stops what is for it. `alone`: after other work that is done alone; what works
        on values that nobody replaces need not wait.
        """
        if group:
            if group in self._asked:
                self._asked[group].work.stop()
            self._asked[group] = _Asked(work, window)
        run = partial(self._done, work, do, then, failed, alone=alone)
        self.run_worker(lambda: self._deliver(run()), thread=True, group=group or "default")

    def at_once(self, work: Work, do: Callable[[Tell], Found], then: Callable[[Found], object], failed: Callable[[UserError], object]) -> None:
        """The same for what is mostly quick: what is there within a moment is taken up before anything else is drawn."""
        from concurrent.futures import ThreadPoolExecutor, wait

        pool = ThreadPoolExecutor(1)
        found = pool.submit(self._done, work, do, then, failed, alone=True)
        pool.shutdown(wait=False)
        if wait((found,), AT_ONCE_SECONDS).done:
            if (then_what := found.result()) is not None:
                then_what()
        else:
            self.run_worker(lambda: self._deliver(found.result()), thread=True)

    def _done(
        self, work: Work, do: Callable[[Tell], Found], then: Callable[[Found], object], failed: Callable[[UserError], object] | None, *, alone: bool
    ) -> Callable[[], object] | None:
        """Do it, in this thread; what the loop is to call then, None where nobody wants it any more."""
        try:
            with self.busy.doing(work, alone=alone):
                found = do(work.tell)
        except StoppedError:
            return None
        except UserError as error:
            if failed is None:
                raise
            return partial(failed, error)
        return None if work.stopped else partial(then, found)

    def _deliver(self, then_what: Callable[[], object] | None) -> None:
        if then_what is not None:
            self.call_from_thread(then_what)

    def stop_work(self) -> bool:
        """Stop what the bar tells of; False where it tells of nothing, or of what cannot be stopped."""
        work = self.busy.noticed
        if work is None or not work.stops:
            return False
        work.stop()
        self._tell_work()
        self.notify(f"Stopped {work.words}. {work.again}".strip(), markup=False)
        return True

    def pop_screen(self) -> AwaitComplete:
        """Close a window, and stop what is worked on for it."""
        for group in [group for group, asked in self._asked.items() if asked.window is self.screen]:
            self._asked.pop(group).work.stop()
        return super().pop_screen()

    def on_at_work_changed(self) -> None:
        """After a moment tell of what is being worked on; when it is done no longer."""
        if self.busy.works:
            self.set_timer(NOTICED_SECONDS, self._tell_work)
        self._tell_work()

    def _tell_work(self) -> None:
        """Draw the bar, on the screen or window that is looked at, for as long as there is something to tell."""
        work = self.busy.noticed
        # The moment may come when the program is on its way out.
        if (work is None and self._beats is None) or not self.screen_stack:
            return
        from tracktui.ui.parts import work_bar

        work_bar.tell(self.screen_stack, work, ascii_only=self.ascii, still=self.read.settings.reduced_motion)
        if self._beats is None:
            self._beats = self.set_interval(BEAT_SECONDS, self._tell_work)
        elif work is None:
            self._beats.stop()
            self._beats = None
