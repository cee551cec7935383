"""The house keeps its shape: rooms import downwards only, and so do foreign keys."""

from __future__ import annotations

import ast
import configparser
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "prakat"


def layers() -> list[set[str]]:
    """The rooms from the top down, as the import contract has them; rooms on one line do not know each other."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    lines = contract["importlinter:contract:rooms"]["layers"].split("\n")
    return [{room.strip() for room in line.split("|")} for line in lines if line.strip()]


def height(room: str) -> int:
    return next(index for index, line in enumerate(reversed(layers())) if room in line)


def test_rooms_import_downwards_only() -> None:
    """Asked as a command: as a library it switches off everybody's loggers."""
    told = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout


def test_every_room_has_its_place_in_the_contract() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert rooms == {room for line in layers() for room in line}


def test_foreign_keys_point_downwards_only() -> None:
    wrong = []
    for model in apps.get_models():
        room = model._meta.app_label
        if not model.__module__.startswith("prakat."):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not field.concrete or target is None or not target.__module__.startswith("prakat."):
                continue
            there = target._meta.app_label
            if there != room and height(there) >= height(room):
                wrong.append(f"{model.__name__}.{field.name} → {target.__name__}")
    assert not wrong


@pytest.mark.parametrize("room", ["record", "audit"])
def test_record_and_audit_have_no_foreign_keys(room: str) -> None:
    fields = [field for model in apps.get_app_config(room).get_models() for field in model._meta.get_fields()]
    assert not [field.name for field in fields if field.is_relation]


# The command line names commands of every room; the desk asks a setting for the site's own rendering.
ALLOWED_DYNAMIC = {"config/cli.py", "desk/preview.py"}


def test_nothing_goes_around_the_contract_by_importing_at_run_time() -> None:
    wrong = []
    for path in SOURCE.rglob("*.py"):
        name = str(path.relative_to(SOURCE))
        if name in ALLOWED_DYNAMIC or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "import_module":
                wrong.append(f"{name}:{node.lineno}")
            if isinstance(node, ast.Name) and node.id in {"__import__", "import_string"}:
                wrong.append(f"{name}:{node.lineno}")
    assert not wrong


def test_only_the_rooms_that_may_import_wagtail_do() -> None:
    may = {"publications", "website", "desk", "importing", "config"}
    wrong = []
    for path in SOURCE.rglob("*.py"):
        room = path.relative_to(SOURCE).parts[0]
        if room in may or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names.append(node.module)
            wrong += [
                f"{path.relative_to(SOURCE)}:{name}" for name in names if name.split(".")[0] == "wagtail"
            ]
    assert not wrong


def test_no_module_is_a_drawer_for_everything() -> None:
    banned = {"utils", "helpers", "services", "core", "common"}
    assert not [path for path in SOURCE.rglob("*") if path.stem in banned]
