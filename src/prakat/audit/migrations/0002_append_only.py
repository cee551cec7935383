"""The database itself keeps the trail append-only, without gaps, each row tied to the one before.

SQLite drops triggers with their table, and Django rebuilds a table there to alter it: a later migration
that alters ``audit_row`` must make these triggers again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    """
    CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row
    BEGIN SELECT RAISE(ABORT, 'rows of the audit trail are never changed'); END
    """,
    """
    CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row
    BEGIN SELECT RAISE(ABORT, 'rows of the audit trail are never removed'); END
    """,
    """
    CREATE TRIGGER audit_row_next_only BEFORE INSERT ON audit_row
    WHEN NEW.seq <> (SELECT COALESCE(MAX(seq) + 1, 0) FROM audit_row)
        OR (NEW.seq > 0 AND NEW.prev_hash IS NOT (SELECT hash FROM audit_row WHERE seq = NEW.seq - 1))
    BEGIN SELECT RAISE(ABORT, 'a row of the audit trail continues the last one'); END
    """,
]

POSTGRESQL = [
    """
    CREATE FUNCTION audit_row_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'rows of the audit trail are never changed or removed'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER audit_row_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_row
    FOR EACH STATEMENT EXECUTE FUNCTION audit_row_refuse()
    """,
    """
    CREATE FUNCTION audit_row_next() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        last_seq bigint;
        last_hash text;
    BEGIN
        EXECUTE format('SELECT seq, hash FROM %I.%I ORDER BY seq DESC LIMIT 1', TG_TABLE_SCHEMA, TG_TABLE_NAME)
            INTO last_seq, last_hash;
        IF NEW.seq <> COALESCE(last_seq + 1, 0) OR (NEW.seq > 0 AND NEW.prev_hash IS DISTINCT FROM last_hash) THEN
            RAISE EXCEPTION 'a row of the audit trail continues the last one'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER audit_row_next_only BEFORE INSERT ON audit_row
    FOR EACH ROW EXECUTE FUNCTION audit_row_next()
    """,
]

UNDO = {
    "sqlite": [
        "DROP TRIGGER audit_row_no_update",
        "DROP TRIGGER audit_row_no_delete",
        "DROP TRIGGER audit_row_next_only",
    ],
    "postgresql": [
        "DROP TRIGGER audit_row_no_change ON audit_row",
        "DROP TRIGGER audit_row_next_only ON audit_row",
        "DROP FUNCTION audit_row_refuse()",
        "DROP FUNCTION audit_row_next()",
    ],
}


def close(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def open_again(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(close, open_again)]
