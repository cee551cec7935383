"""The trigram indexes: FTS5 tables kept in step by triggers on SQLite, pg_trgm GIN indexes on PostgreSQL.

A later migration that alters one of these tables makes SQLite rebuild it without its triggers: it must run ``drop``
before and ``create`` after.
"""

from django.db import migrations

TABLES = (("search_searchpassage", "folded"), ("search_searchdocument", "folded_title"))

CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE {table}_grams USING fts5("
        "{column}, content='{table}', content_rowid='id', tokenize='trigram', detail=none, columnsize=0)",
        "CREATE VIRTUAL TABLE {table}_terms USING fts5vocab('{table}_grams', 'row')",
        "CREATE VIRTUAL TABLE {table}_places USING fts5vocab('{table}_grams', 'instance')",
        "CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN"
        " INSERT INTO {table}_grams(rowid, {column}) VALUES (new.id, new.{column}); END",
        "CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN"
        " INSERT INTO {table}_grams({table}_grams, rowid, {column}) VALUES ('delete', old.id, old.{column}); END",
        "CREATE TRIGGER {table}_changed AFTER UPDATE OF {column} ON {table} BEGIN"
        " INSERT INTO {table}_grams({table}_grams, rowid, {column}) VALUES ('delete', old.id, old.{column});"
        " INSERT INTO {table}_grams(rowid, {column}) VALUES (new.id, new.{column}); END",
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE INDEX {table}_grams ON {table} USING gin ({column} gin_trgm_ops)",
    ),
}
DROP = {
    "sqlite": (
        "DROP TRIGGER {table}_added",
        "DROP TRIGGER {table}_removed",
        "DROP TRIGGER {table}_changed",
        "DROP TABLE {table}_places",
        "DROP TABLE {table}_terms",
        "DROP TABLE {table}_grams",
    ),
    "postgresql": ("DROP INDEX {table}_grams",),
}


def create(apps, schema_editor):
    run(schema_editor, CREATE)


def drop(apps, schema_editor):
    run(schema_editor, DROP)


def run(schema_editor, statements):
    for table, column in TABLES:
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(table=table, column=column), params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
