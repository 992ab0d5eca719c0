"""Other terminal programs to stand beside, each in an environment of its own that only the benchmark knows.

`python -m benchmarks.others` installs them into .venv-others; what cannot be installed is named and left out.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / ".venv-others"


class Other(NamedTuple):
    """A program: what is installed for it, how it is started, and words of its first usable frame."""

    packages: tuple[str, ...]
    words: str
    arguments: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.packages[0].replace("==", " ")

    def command(self, home: str) -> tuple[str, ...]:
        """The command; `home` is a folder of its own."""
        name = self.packages[0].partition("==")[0]
        return (str(FOLDER / name / "bin" / name), *(argument.format(home=home) for argument in self.arguments))


OTHERS = {
    "posting": Other(("posting==2.11.1", "tree-sitter==0.25.1"), "Response"),
    "harlequin": Other(("harlequin==2.17.0",), "Data Catalog"),
    "dooit": Other(("dooit==3.3.4",), "Welcome to Dooit"),
}
"""What they were compared with in the pages of figures; posting's tree-sitter is held back because newer ones end it."""


def installed(name: str) -> bool:
    """Whether the program is there."""
    return Path(OTHERS[name].command("")[0]).exists()


def main() -> None:
    """Install what is missing."""
    for name, other in OTHERS.items():
        if installed(name):
            continue
        venv.create(FOLDER / name, with_pip=True)
        pip = [str(FOLDER / name / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *other.packages]
        if subprocess.run(pip, check=False).returncode:
            print(f"{other}: cannot be installed here", file=sys.stderr)
    for name in OTHERS:
        subprocess.run([str(FOLDER / name / "bin" / "python"), "-m", "compileall", "-q", str(FOLDER / name / "lib")], check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
