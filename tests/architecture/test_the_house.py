"""What import-linter cannot see: keys, SQL and writes look back along the road too."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

NAUNG = Path(__file__).parents[2] / "naung"
ORDER = [*settings.FOUNDATION, *settings.DELIVERY]
PLACE = {name: i for i, name in enumerate(ORDER)}
PACKAGES = [*(f"foundation/{n}" for n in settings.FOUNDATION), *(f"delivery/{n}" for n in settings.DELIVERY)]


def modules(package: str) -> list[Path]:
    return [p for p in (NAUNG / package).rglob("*.py") if "migrations" not in p.parts]


def test_the_settings_and_the_import_contract_name_the_same_road():
    contract = (NAUNG.parent / ".importlinter").read_text()
    road = (
        contract.split("[importlinter:contract:road]")[1]
        .split("[importlinter")[0]
        .split("layers =")[1]
        .split()
    )
    assert road[::-1] == settings.DELIVERY


@pytest.mark.parametrize("package", settings.FOUNDATION + settings.DELIVERY)
def test_foreign_keys_point_back_and_open_no_way_ahead(package):
    for model in apps.get_app_config(package).get_models():
        for field in model._meta.get_fields():
            if not (field.is_relation and getattr(field, "remote_field", None) and field.concrete):
                continue
            other = field.related_model._meta.app_label
            if other == package or other not in PLACE:
                continue
            assert PLACE[other] < PLACE[package], f"{model.__name__}.{field.name} points ahead to {other}"
            assert field.remote_field.related_name == "+", (
                f"{model.__name__}.{field.name} opens an accessor on {other}"
            )


@pytest.mark.parametrize("package", PACKAGES)
def test_nobody_imports_another_packages_models(package):
    name = package.replace("/", ".")
    for path in modules(package):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
                strange = [
                    n
                    for n in names
                    if re.fullmatch(r"naung\.(foundation|delivery)\.\w+(\.\w+)*\.models(\..*)?", n)
                    and not n.startswith(f"naung.{name}.")
                ]
                assert not strange, f"{path.relative_to(NAUNG)} imports {strange}"


@pytest.mark.parametrize("package", PACKAGES)
def test_sql_names_only_tables_behind_it(package):
    label = package.split("/")[1]
    tables = re.compile(r"(?<![\w.])(" + "|".join(ORDER) + r")_[a-z][a-z_]*")
    known = {m._meta.db_table for m in apps.get_models()}
    for path in modules(package):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for found in tables.finditer(node.value):
                    if found[0] in known:
                        assert PLACE[found[1]] <= PLACE[label], (
                            f"{path.relative_to(NAUNG)} reads {found[0]}, which is ahead"
                        )


@pytest.mark.parametrize("package", PACKAGES)
def test_sql_writes_only_into_its_own_tables(package):
    label = package.split("/")[1]
    writes = re.compile(r"\b(?:insert\s+into|update|delete\s+from)\s+(?:only\s+)?(\w+)", re.IGNORECASE)
    known = {m._meta.db_table: m._meta.app_label for m in apps.get_models()}
    for path in modules(package):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for table in writes.findall(node.value):
                    assert known.get(table, label) == label, f"{path.relative_to(NAUNG)} writes into {table}"


def test_there_are_no_signals_and_nobody_reads_the_clock_inside():
    for path in [p for package in PACKAGES for p in modules(package)]:
        text = path.read_text()
        assert "django.dispatch" not in text and "django.db.models.signals" not in text, path
        assert not re.search(
            r"\b(date\.today|datetime\.now|timezone\.now|clock\.now|clock\.today)\(", text
        ), f"{path} reads the clock"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_in_half_a_page_what_it_answers_for(package):
    readme = NAUNG / package / "README.md"
    assert readme.exists() and 300 < len(readme.read_text()) < 4_500


def test_no_package_host_is_written_into_the_repository():
    import subprocess

    listed = subprocess.run(
        ["git", "ls-files"], cwd=NAUNG.parent, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    hosts = re.compile(r"pypi\.org|pythonhosted|npmjs|registry\.yarn|deb\.debian\.org")
    for name in filter(None, listed):
        path = NAUNG.parent / name
        if (
            path.suffix in {".txt", ".toml", ".json", ".yaml", ".yml", ".sh", ".cfg", ""}
            and path.is_file()
            and path.name != "test_the_house.py"
        ):
            assert not hosts.search(path.read_text(errors="ignore")), name
