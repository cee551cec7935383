"""The database itself keeps the record append-only and without gaps.

SQLite drops triggers with their table, and Django rebuilds a table there to alter it: a later migration
that alters ``record_entry`` must make these triggers again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    """
    CREATE TRIGGER record_entry_no_update BEFORE UPDATE ON record_entry
    BEGIN SELECT RAISE(ABORT, 'entries of the record are never changed'); END
    """,
    """
    CREATE TRIGGER record_entry_no_delete BEFORE DELETE ON record_entry
    BEGIN SELECT RAISE(ABORT, 'entries of the record are never removed'); END
    """,
    """
    CREATE TRIGGER record_entry_next_only BEFORE INSERT ON record_entry
    WHEN NEW.seq <> (SELECT COALESCE(MAX(seq) + 1, 0) FROM record_entry)
    BEGIN SELECT RAISE(ABORT, 'an entry of the record takes the next number'); END
    """,
]

POSTGRESQL = [
    """
    CREATE FUNCTION record_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'entries of the record are never changed or removed'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER record_entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON record_entry
    FOR EACH STATEMENT EXECUTE FUNCTION record_entry_refuse()
    """,
    """
    CREATE FUNCTION record_entry_next() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        due bigint;
    BEGIN
        EXECUTE format('SELECT COALESCE(MAX(seq) + 1, 0) FROM %I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO due;
        IF NEW.seq <> due THEN
            RAISE EXCEPTION 'an entry of the record takes the next number, %', due
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER record_entry_next_only BEFORE INSERT ON record_entry
    FOR EACH ROW EXECUTE FUNCTION record_entry_next()
    """,
]

UNDO = {
    "sqlite": [
        "DROP TRIGGER record_entry_no_update",
        "DROP TRIGGER record_entry_no_delete",
        "DROP TRIGGER record_entry_next_only",
    ],
    "postgresql": [
        "DROP TRIGGER record_entry_no_change ON record_entry",
        "DROP TRIGGER record_entry_next_only ON record_entry",
        "DROP FUNCTION record_entry_refuse()",
        "DROP FUNCTION record_entry_next()",
    ],
}


def close(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def open_again(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    operations = [migrations.RunPython(close, open_again)]
