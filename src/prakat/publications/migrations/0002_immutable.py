"""Editions are never changed or removed; only their content may be erased, once, with a reason.

SQLite drops triggers with their table, and Django rebuilds a table there to alter it: a later migration
that alters ``publications_edition`` must make these triggers again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

KEPT = ("publication", "number", "digest", "change_note", "submitted_at", "submitted_position", "revision_id")

SQLITE = [
    f"""
    CREATE TRIGGER publications_edition_no_update BEFORE UPDATE ON publications_edition
    WHEN NEW.content IS NOT NULL OR OLD.content IS NULL OR NEW.erased_reason = ''
      OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in KEPT)}
    BEGIN SELECT RAISE(ABORT, 'editions are never changed'); END
    """,
    """
    CREATE TRIGGER publications_edition_no_delete BEFORE DELETE ON publications_edition
    BEGIN SELECT RAISE(ABORT, 'editions are never removed'); END
    """,
]

POSTGRESQL = [
    """
    CREATE FUNCTION publications_edition_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'editions are never changed or removed'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER publications_edition_no_update BEFORE UPDATE ON publications_edition FOR EACH ROW
    WHEN (NEW.content IS NOT NULL OR OLD.content IS NULL OR NEW.erased_reason = ''
      OR {" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in KEPT)})
    EXECUTE FUNCTION publications_edition_refuse()
    """,
    """
    CREATE TRIGGER publications_edition_no_delete BEFORE DELETE OR TRUNCATE ON publications_edition
    FOR EACH STATEMENT EXECUTE FUNCTION publications_edition_refuse()
    """,
]

UNDO = {
    "sqlite": [
        "DROP TRIGGER publications_edition_no_update",
        "DROP TRIGGER publications_edition_no_delete",
    ],
    "postgresql": [
        "DROP TRIGGER publications_edition_no_update ON publications_edition",
        "DROP TRIGGER publications_edition_no_delete ON publications_edition",
        "DROP FUNCTION publications_edition_refuse()",
    ],
}


def close(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def open_again(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("publications", "0001_initial")]
    operations = [migrations.RunPython(close, open_again)]
