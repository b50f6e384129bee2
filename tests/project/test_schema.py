"""A fresh database has what the models say; and on the way there only the touched model is made anew."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.state import ModelState

from naung.project.schema import NearState

OURS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("naung.") and model._meta.managed
]


@pytest.fixture
def state():
    """A parent and a child, drawn."""
    made = NearState()
    made.add_model(
        ModelState(
            "town", "House", [("id", models.BigAutoField(primary_key=True)), ("door", models.TextField())]
        )
    )
    made.add_model(
        ModelState("town", "Person", [("id", models.BigAutoField(primary_key=True)), ("house", models.ForeignKey("town.House", models.PROTECT))])
    )  # fmt: skip
    assert made.apps.get_model("town.House")
    return made


@pytest.mark.django_db
def test_it_works():
    with connection.cursor() as cursor:
        there = {table: _names(cursor, table) for table in sorted(model._meta.db_table for model in OURS)}
    lacking = {
        model._meta.db_table: missing
        for model in OURS
        if (missing := _wanted(model) - there[model._meta.db_table])
    }
    assert lacking == {}


def _wanted(model) -> set[str]:
    """Columns, constraints and indexes by name."""
    said = {field.column for field in model._meta.local_concrete_fields}
    return said | {one.name for one in (*model._meta.constraints, *model._meta.indexes)}


def _names(cursor, table: str) -> set[str]:
    columns = {one.name for one in connection.introspection.get_table_description(cursor, table)}
    return columns | set(connection.introspection.get_constraints(cursor, table))


def test_a_constraint_makes_only_its_own_model_anew(state):
    house, person = (state.apps.get_model(f"town.{name}") for name in ("House", "Person"))
    state.add_constraint("town", "house", models.UniqueConstraint(fields=["door"], name="town_one_door"))
    assert state.apps.get_model("town.House") is not house
    assert state.apps.get_model("town.House")._meta.constraints[0].name == "town_one_door"
    assert state.apps.get_model("town.Person") is person


def test_a_new_model_and_a_new_relation_leave_the_others_alone(state):
    person = state.apps.get_model("town.Person")
    state.add_model(ModelState("town", "Street", [("id", models.BigAutoField(primary_key=True))]))
    state.add_field(
        "town", "house", "street", models.ForeignKey("town.Street", models.PROTECT, null=True), True
    )
    assert state.apps.get_model("town.House")._meta.get_field(
        "street"
    ).remote_field.model is state.apps.get_model("town.Street")
    assert state.apps.get_model("town.Person") is person


def test_a_copy_keeps_the_models_of_before(state):
    before = state.clone()
    state.add_field("town", "house", "roof", models.TextField(default=""), True)
    assert isinstance(before, NearState)
    assert "roof" not in {field.name for field in before.apps.get_model("town.House")._meta.fields}


def test_what_others_point_to_is_altered_django_s_way(state):
    person = state.apps.get_model("town.Person")
    state.alter_field("town", "house", "id", models.BigAutoField(primary_key=True, db_comment="x"), True)
    assert state.apps.get_model("town.Person") is not person
    assert state.apps.get_model("town.Person")._meta.get_field(
        "house"
    ).remote_field.model is state.apps.get_model("town.House")


def test_who_reads_rows_gets_every_model_anew(state):
    state.add_constraint("town", "house", models.UniqueConstraint(fields=["door"], name="town_one_door"))
    state.clear_delayed_apps_cache()
    found = {one.related_model for one in state.apps.get_model("town.House")._meta.related_objects}
    assert found == {state.apps.get_model("town.Person")}
