"""The JSON Schema (draft 2020-12) of catalog files, made from the types that read them: for completion and marks in editors.

What the reader accepts and a schema can say is said here; what needs more than one entry is the linter's work (`catalog check`).
"""

from __future__ import annotations

import inspect as python_inspect
from typing import Any

import msgspec
from msgspec import inspect

from tracktui.catalog.clauses import FORMS, AllOf, AnyOf, AtLeast, Has, SkillAt
from tracktui.catalog.entries import Id
from tracktui.catalog.model import CatalogHead
from tracktui.catalog.read import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = "urn:tracktui:catalog:1"
_CLAUSES: dict[str, type[Any]] = {"id": Has, "skill": SkillAt, "all": AllOf, "any": AnyOf, "of": AtLeast}
_VERBS = {
    "extend": "Change the fields named here of an entry that a weaker layer has.",
    "replace": "Put this entry in the place of one that a weaker layer has.",
    "hidden": "Take an entry of a weaker layer away.",
}
_LEVEL = {"type": "integer", "minimum": 1, "maximum": 4}

Schema = dict[str, Any]


def schema(kind: str | None = None) -> Schema:
    """The schema of a whole file, or of the entries of one kind (a key of `KINDS`)."""
    maker = _Maker()
    if kind is not None:
        body = {"$ref": f"#/$defs/{maker.entry(KINDS[kind][1])}"}
        return {"$schema": DIALECT, "$id": f"{NAME}:{kind}", "title": f"[[{kind}]] of a tracktui catalog", **body, "$defs": maker.sorted()}
    properties: Schema = {"format": {"const": 1, "description": "The format of the file."}, "catalog": maker.struct(CatalogHead)}
    for name, (_, entry) in KINDS.items():
        properties[name] = {"type": "array", "items": {"$ref": f"#/$defs/{maker.entry(entry)}"}, "description": _doc(entry)}
    whole = {"type": "object", "properties": properties, "required": ["format"], "additionalProperties": False}
    return {"$schema": DIALECT, "$id": NAME, "title": "A file of a tracktui catalog", **whole, "$defs": maker.sorted()}


class _Maker:
    """Turns types into schemas; structs become definitions, each once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def sorted(self) -> dict[str, Schema]:
        return dict(sorted(self.definitions.items()))

    def entry(self, kind: type[Any]) -> str:
        """The name of an entry's definition: its struct, and what a layer may say it does."""
        self.struct(kind)
        body = self.definitions[kind.__name__]
        body["properties"] = {**{verb: {"type": "boolean", "description": text} for verb, text in _VERBS.items()}, **body["properties"]}
        partly = {"anyOf": [{"required": [verb], "properties": {verb: {"const": True}}} for verb in ("extend", "hidden")]}
        # A layer that extends or hides an entry names it and need not repeat the rest.
        body |= {"if": partly, "then": {"required": ["id"]}, "else": {"required": body.pop("required")}}
        return kind.__name__

    def struct(self, kind: type[Any]) -> Schema:
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            info = inspect.type_info(kind)
            assert isinstance(info, inspect.StructType)
            required = [one.encode_name for one in info.fields if one.required]
            body = {"type": "object", "description": _doc(kind), "properties": {one.encode_name: self.field(one) for one in info.fields}}
            self.definitions[name] |= {**body, **({"required": required} if required else {}), "additionalProperties": False}
        return {"$ref": f"#/$defs/{name}"}

    def field(self, one: inspect.Field) -> Schema:
        found = self.of(one.type)
        if isinstance(one.default, str | int | float) and one.default != "":
            found = {**found, "default": one.default}
        return found

    def of(self, info: inspect.Type) -> Schema:
        """The schema of a type."""
        match info:
            case inspect.StructType(cls=cls) if cls in _CLAUSES.values():
                return self.requirement()
            case inspect.StructType(cls=cls):
                return self.struct(cls)
            case inspect.UnionType(types=types):
                # TOML has no null: where nothing is known the key is left out.
                members = [self.of(one) for one in types if not isinstance(one, inspect.NoneType)]
                distinct = [one for number, one in enumerate(members) if one not in members[:number]]
                return distinct[0] if len(distinct) == 1 else {"anyOf": distinct}
            case inspect.LiteralType(values=values):
                return {"enum": list(values)}
            case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
                return {"type": "array", "items": self.of(item)}
            case inspect.TupleType(item_types=items):
                return {"type": "array", "prefixItems": [self.of(one) for one in items], "minItems": len(items), "maxItems": len(items)}
            case inspect.DictType(value_type=value):
                return {"type": "object", "additionalProperties": self.of(value)} if not isinstance(value, inspect.AnyType) else {"type": "object"}
            case inspect.StrType():
                return self.text(info)
            case inspect.IntType() | inspect.FloatType():
                return _number(info)
            case inspect.BoolType():
                return {"type": "boolean"}
            case inspect.DateType():
                return {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
        raise TypeError(f"no schema for {info}")

    def text(self, info: inspect.StrType) -> Schema:
        limits = {"minLength": info.min_length, "maxLength": info.max_length, "pattern": info.pattern}
        found = {"type": "string", **{key: value for key, value in limits.items() if value is not None}}
        if info.pattern is None or info.max_length is None:
            return found
        self.definitions["Id"] = {**found, "description": "The id of an entry: small letters, digits and single hyphens, at most 64."}
        return {"$ref": "#/$defs/Id"}

    def requirement(self) -> Schema:
        """A requirement as it is written in TOML (the types hold it in a tagged form)."""
        if "Requirement" not in self.definitions:
            self.definitions["Requirement"] = {}
            self.definitions["Requirement"] |= {
                "description": 'What must be so first: an id in quotes, or a table such as { any = ["cka", "ckad"] }.',
                "anyOf": [self.id(), *(self.form(form, kind) for form, kind in _CLAUSES.items())],
            }
        return {"$ref": "#/$defs/Requirement"}

    def id(self) -> Schema:
        return self.text(inspect.type_info(Id))  # type: ignore[arg-type] # an annotated str has a StrType

    def form(self, form: str, kind: type[Any]) -> Schema:
        info = inspect.type_info(kind)
        assert isinstance(info, inspect.StructType)
        own = {one.encode_name: self.of(one.type) for one in info.fields if one.encode_name != "clauses"}
        members = {"type": "array", "items": {"$ref": "#/$defs/Requirement"}, "minItems": int(form != "of")}
        special = {"id": self.id(), "skill": self.id(), "level": _LEVEL, "at_least": {"type": "integer", "minimum": 1}}
        properties = {key: special.get(key, own.get(key, members)) for key in sorted(FORMS[form])}
        required = {"skill": ["skill", "level"], "of": ["of", "at_least"]}.get(form, [form])
        return {"type": "object", "description": _doc(kind), "properties": properties, "required": required, "additionalProperties": False}


def _number(info: inspect.IntType | inspect.FloatType) -> Schema:
    limits = {"minimum": info.ge, "maximum": info.le, "exclusiveMinimum": info.gt, "exclusiveMaximum": info.lt}
    return {"type": "integer" if isinstance(info, inspect.IntType) else "number", **{key: value for key, value in limits.items() if value is not None}}


def _doc(kind: type[Any]) -> str:
    """A type's docstring in one line."""
    return " ".join((python_inspect.getdoc(kind) or "").split())


def text(kind: str | None = None) -> str:
    """The schema as JSON text, two blanks for each level."""
    return msgspec.json.format(msgspec.json.encode(schema(kind)), indent=2).decode() + "\n"
