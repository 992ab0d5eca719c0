"""Where each field of an entry comes from, for those that a layer above the shipped one says; with the line, for people to look it up."""

from collections.abc import Iterable
from typing import Any

import msgspec

from tracktui.catalog.model import Catalog, Overlay
from tracktui.catalog.read import CatalogFile
from tracktui.toml_positions import position

_LONGEST = 60


class Origin(msgspec.Struct, frozen=True):
    """The layer that says a field, and where. `line` counts from 1; 0: the file is not at hand."""

    layer: str
    file: str
    line: int

    @property
    def where(self) -> str:
        """`FILE:LINE`, as far as it is known."""
        return f"{self.file}:{self.line}" if self.line else self.file


def origins(catalog: Catalog, entry_id: str, files: Iterable[CatalogFile]) -> dict[str, Origin]:
    """For each field of an entry that does not come from the first layer: who says it. `files` are those the catalog was read from."""
    texts = {file.name: file for file in files}
    return {field: origin(said, texts.get(said.file), field) for field, said in catalog.field_origins(entry_id).items()}


def origin(said: Overlay, file: CatalogFile | None, field: str = "") -> Origin:
    """The place of a field in an overlay's table, or of the table itself."""
    line = 0
    if file is not None:
        text = file.data.decode("utf-8-sig", "replace")
        line = position(text, (said.kind, said.index, field))[0] if field else position(text, (said.kind, said.index))[0]
    return Origin(said.layer, said.file, line)


def said_in_words(entry: Any, field: str) -> str:
    """A field and its value for people: `price_usd 70.5`; what is no single figure or word only by its name."""
    value = next((getattr(entry, info.name) for info in msgspec.structs.fields(entry) if info.encode_name == field), None)
    text = "" if isinstance(value, tuple | dict | msgspec.Struct | None) else str(value)
    return f"{field} {text}" if text and len(text) <= _LONGEST else field
