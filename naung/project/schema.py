"""Bringing the schema up to date without drawing every model again for every operation.

Django keeps classes that show the models as they stand at that point of the migrations. After an operation it makes anew whatever
is related to the model that was touched, in either direction, near or far. In this house everything is related: a fresh database
was a minute of making classes, and then ten seconds of work. A new table, a column or a constraint asks only for its own model;
who points to it goes on reading the same table. Where an operation may ask for more (something renamed, a relation altered or
removed) Django's way stays as it is, and Python that reads rows gets every class anew."""

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState


class NearState(ProjectState):
    """A state in which a touched model alone is made anew, where nothing else can have changed for the database."""

    _alone = False

    def add_model(self, model_state: ModelState) -> None:
        self._alone = (model_state.app_label, model_state.name_lower) not in self.models
        super().add_model(model_state)
        self._alone = False

    def add_field(self, *args: Any, **named: Any) -> None:
        self._alone = True
        super().add_field(*args, **named)
        self._alone = False

    def _find_reload_model(
        self, app_label: str, model_name: str, delay: bool = False
    ) -> set[tuple[str, str]]:
        if not (delay or self._alone):
            return super()._find_reload_model(app_label, model_name, delay)
        self.is_delayed = True  # whoever reads rows by these classes asks for all of them anew
        return {(app_label, model_name)}

    def clone(self) -> "NearState":
        return _near(super().clone())


class Executor(MigrationExecutor):
    """Django's own, in such a state."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        return _near(super()._create_project_state(with_applied_migrations))


def _near(state: ProjectState) -> NearState:
    near = NearState(state.models, state.real_apps)
    near.__dict__.update(state.__dict__)
    return near
