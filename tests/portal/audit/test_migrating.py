"""Tables made together are the tables that Django's own way would have made."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from portal.audit.migrating import apply_whole, is_whole

COLUMNS = """SELECT table_name, column_name, ordinal_position, data_type, is_nullable FROM information_schema.columns
    WHERE table_name LIKE %s"""
CONSTRAINTS = """SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid::regclass::text LIKE %s"""
INDEXES = "SELECT tablename, substring(indexdef from ' ON .*') FROM pg_indexes WHERE tablename LIKE %s"


def migration(app: str, *further) -> migrations.Migration:
    """Two tables that name each other, a link to many, and what completes them afterwards."""

    class Made(migrations.Migration):
        operations = [
            migrations.CreateModel(
                "House",
                [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=9))],
            ),
            migrations.CreateModel(
                "Room",
                [
                    ("id", models.BigAutoField(primary_key=True)),
                    ("house", models.ForeignKey(f"{app}.house", models.CASCADE)),
                    ("size", models.IntegerField(db_index=True)),
                ],
            ),
            migrations.AddField("house", "best", models.ForeignKey(f"{app}.room", models.CASCADE, null=True)),
            migrations.AddField("house", "rooms", models.ManyToManyField(f"{app}.room", related_name="+")),
            migrations.AddIndex("house", models.Index(fields=["name"], name=f"{app}_by_name")),
            migrations.AddConstraint(
                "room", models.CheckConstraint(condition=models.Q(size__gt=0), name=f"{app}_has_size")
            ),
            migrations.AlterUniqueTogether("room", {("house", "size")}),
            *further,
        ]

    return Made("0001_initial", app)


def tables(app: str) -> list[list[tuple[str, ...]]]:
    """What the database holds of an app, without its name and without the names it made up."""
    with connection.cursor() as cursor:
        found = []
        for question in (COLUMNS, CONSTRAINTS, INDEXES):
            cursor.execute(question, [f"{app}\\_%"])
            found.append(
                sorted(tuple(str(value).replace(app, "app") for value in row) for row in cursor.fetchall())
            )
    return found


@pytest.fixture
def owner(db):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def later(app: str) -> migrations.Migration:
    """What a later migration does to the tables of that one, and to one of its own that it links them to."""

    class Later(migrations.Migration):
        operations = [
            migrations.CreateModel("Owner", [("id", models.BigAutoField(primary_key=True))]),
            migrations.AddField(
                "house", "owner", models.ForeignKey(f"{app}.owner", models.CASCADE, null=True)
            ),
            migrations.AddField("owner", "guests", models.ManyToManyField(f"{app}.house", related_name="+")),
            migrations.AddField("house", "year", models.IntegerField(default=1990)),
            migrations.AlterField("house", "name", models.CharField(max_length=30, db_index=True)),
            migrations.RemoveField("house", "best"),
            migrations.RemoveConstraint("room", f"{app}_has_size"),
            migrations.AddConstraint(
                "house", models.CheckConstraint(condition=models.Q(year__gt=0), name=f"{app}_year")
            ),
            migrations.AddIndex("house", models.Index(fields=["year", "owner"], name=f"{app}_by_year")),
        ]

    return Later("0002_later", app)


def run(app: str, apply) -> ProjectState:
    state = ProjectState()
    for one in (migration(app), later(app)):
        assert is_whole(one)
        with connection.schema_editor() as editor:
            state = apply(one, state, editor)
    return state


def test_the_tables_are_those_of_the_plain_way(owner):
    whole, plain = run("wholeway", apply_whole), run("plainway", migrations.Migration.apply)
    assert tables("wholeway") == tables("plainway")
    assert all(tables("wholeway"))
    for model in ("house", "room", "owner"):
        assert list(whole.models["wholeway", model].fields) == list(plain.models["plainway", model].fields)


@pytest.mark.parametrize(
    "further",
    [
        migrations.RunSQL("SELECT 1"),
        migrations.RenameField("other", "day", "date"),
        migrations.RemoveField("room", "size"),
        migrations.AlterUniqueTogether("other", {("day", "name")}),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_what_needs_a_state_in_between_goes_the_plain_way(further):
    assert is_whole(migration("made"))
    assert not is_whole(migration("made", further))


def test_a_field_changed_twice_goes_the_plain_way():
    day = migrations.AddField("other", "day", models.DateField())
    assert is_whole(migration("made", day))
    assert not is_whole(
        migration("made", day, migrations.AlterField("other", "day", models.DateField(null=True)))
    )
