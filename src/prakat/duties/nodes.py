"""Reading YAML so that every complaint names the file and the line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

import yaml

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)
TOO_LARGE = 2_000_000


class CatalogueError(ValueError):
    """A catalogue file that cannot be taken in: ``duties/catalogues/x.yaml:41: what is wrong``."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file, self.line, self.problem = file, line, problem


class Mapping:
    """One YAML mapping. Values are taken by name; ``done`` refuses what nobody took."""

    def __init__(self, node: yaml.Node, file: str) -> None:
        self.file, self.line = file, node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise self.error("a mapping (name: value) is expected here")
        self._values: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value in self._values:
                raise CatalogueError(file, key.start_mark.line + 1, f"{key.value!r} is given twice")
            self._values[key.value] = value
        self._taken: set[str] = set()

    def error(self, problem: str, name: str = "") -> CatalogueError:
        """A complaint about this mapping, or about the value of one name."""
        node = self._values.get(name) if name else None
        return CatalogueError(self.file, node.start_mark.line + 1 if node else self.line, problem)

    def _take(self, name: str) -> yaml.Node | None:
        self._taken.add(name)
        return self._values.get(name)

    def names(self) -> list[str]:
        """All names, in the order of the file."""
        return list(self._values)

    def text(self, name: str, default: str | None = None) -> str:
        """A scalar as text; required where there is no default."""
        node = self._take(name)
        if node is None:
            if default is None:
                raise self.error(f"{name!r} is missing")
            return default
        return self._scalar(node, name)

    def _scalar(self, node: yaml.Node, name: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(f"{name!r} must be one value", name)
        return str(node.value).strip()

    def texts(self, name: str) -> list[str]:
        """A list of texts; empty where the name is missing."""
        node = self._take(name)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(f"{name!r} must be a list", name)
        return [self._scalar(item, name) for item in node.value]

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        text = self.text(name, None if default is None else str(default))
        if not text.isascii() or not text.lstrip("-").isdigit():
            raise self.error(f"{name!r} must be a whole number, not {text!r}", name)
        return int(text)

    def flag(self, name: str, default: bool) -> bool:
        """``true`` or ``false``."""
        text = self.text(name, "true" if default else "false")
        if text not in ("true", "false"):
            raise self.error(f"{name!r} must be true or false, not {text!r}", name)
        return text == "true"

    def date(self, name: str) -> dt.date:
        """A day in ISO form (Common Era)."""
        text = self.text(name)
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise self.error(f"{name!r} must be a date like 2026-10-01, not {text!r}", name) from None

    def choice(self, name: str, of: type[ChoiceT], default: ChoiceT | None = None) -> ChoiceT:
        """One of the values of an enum."""
        text = self.text(name, default)
        try:
            return of(text)
        except ValueError:
            allowed = ", ".join(of)
            raise self.error(f"{name!r} must be one of {allowed}, not {text!r}", name) from None

    def mapping(self, name: str) -> Mapping | None:
        """A nested mapping; None where the name is missing."""
        node = self._take(name)
        return None if node is None else Mapping(node, self.file)

    def mappings(self, name: str) -> Iterator[Mapping]:
        """A list of mappings, one after the other."""
        node = self._take(name)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(f"{name!r} must be a list", name)
        for item in node.value:
            yield Mapping(item, self.file)

    def pairs(self, name: str) -> dict[str, str]:
        """A nested mapping of text to text; empty where the name is missing."""
        nested = self.mapping(name)
        return {} if nested is None else {key: nested.text(key) for key in nested.names()}

    def done(self) -> None:
        """Refuse a name that nobody asked for: most often it is misspelt."""
        for name in self._values:
            if name not in self._taken:
                raise self.error(f"{name!r} is not a known name here", name)


def document(text: str, file: str) -> Mapping:
    """The one mapping that a YAML text holds; raises CatalogueError."""
    if len(text) > TOO_LARGE:
        raise CatalogueError(file, 1, "the file is larger than any catalogue")
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError(file, line, f"not readable as YAML: {error.problem}") from None
    except (yaml.YAMLError, UnicodeError) as error:
        raise CatalogueError(file, 1, f"not readable as YAML: {error}") from None
    if node is None:
        raise CatalogueError(file, 1, "the file is empty")
    return Mapping(node, file)
