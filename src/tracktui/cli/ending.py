"""The one place where errors become lines and exit statuses.

0 fine, 1 findings or a refused operation, 2 wrong usage or no terminal, 70 our fault, 128+n on a signal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from tracktui.cli.output import OutputError, ReaderGoneError, tell
from tracktui.problems import Problem, UserError


def status_of_call(call: Callable[[], int], *, debug: bool = False) -> int:
    """The exit status that a call returns or its error means. `debug`: a fault of ours is raised as it is."""
    _open_streams()
    try:
        status = call()
        sys.stdout.flush()
        return status
    except UserError as error:
        tell(error.problems)
        return error.status
    except (ReaderGoneError, BrokenPipeError):
        # That is no fault, and Python must not try to flush again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OutputError as error:
        tell([Problem(message=f"the output could not be written: {error}", hint="what was recorded is saved all the same; print to another place")])
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if debug:
            raise
        hint = "what was called saved is on the disk; run it again with --debug and report what it prints"
        tell([Problem(message=f"tracktui failed: {type(error).__name__}", hint=hint)])
        return 70


def _open_streams() -> None:
    """Python has no stream where the shell closed one (`>&-`): what goes there goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 # it stays open for the rest of the run
