"""Rules proven, not trusted: change each operator and figure of naung/law in turn and see whether the tests notice.

    .venv/bin/python scripts/mutate_law.py [--only death.py] [--share 20]

Each mutant runs in a forked child: the changed module is compiled from its changed tree, or one figure of the
parameter files is changed as read, and then the plain tests of tests/law run until the first failure. Prints the
share killed; exits 1 below 95 %. Words for people (sentences, descriptions, sources) are not mutated.
"""

import argparse
import ast
import copy
import importlib
import importlib.abc
import importlib.machinery
import inspect
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
LAW, LEAST, SECONDS = ROOT / "naung" / "law", 95.0, 20
TESTS = (
    "test_cases",
    "test_relief",
    "test_days",
    "test_functions",
    "test_deadlines",
    "test_parameters",
    "test_simulation",
    "test_calculate",
)
OWN_TESTS = {
    "sets": ("test_sets",),
    "check": ("test_check",),
    "units": ("test_check",),
    "simulation": ("test_simulation",),
}
# book.py is a page for people, and reading cases of units is a matter of words: they are judged by eye and by their own tests
NOT_RULES = {"__init__.py", "book.py", "errors.py"}
SWAPS: dict[type, list[type]] = {
    ast.Lt: [ast.LtE, ast.GtE], ast.LtE: [ast.Lt, ast.Gt], ast.Gt: [ast.GtE, ast.LtE], ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq], ast.In: [ast.NotIn], ast.NotIn: [ast.In], ast.Is: [ast.IsNot], ast.IsNot: [ast.Is],
    ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.Add], ast.FloorDiv: [ast.Mult], ast.Div: [ast.Mult],
    ast.Mod: [ast.Mult], ast.And: [ast.Or], ast.Or: [ast.And], ast.BitAnd: [ast.BitOr], ast.BitOr: [ast.BitAnd],
}  # fmt: skip
Edit = Callable[[ast.AST], None]
CASES: dict[str, Any] = {}  # the case files, parsed once


@dataclass(frozen=True)
class Mutant:
    where: str  # "death.py:41" or "jkm.funeral 2019-12-02"
    what: str
    source: tuple[str, ast.Module] | None = None  # module name and its changed tree
    files: dict[bytes, list[Any]] | None = None  # parameter file bytes -> what they now say


def of_code(path: Path) -> Iterator[Mutant]:
    tree = ast.parse(path.read_text())
    quiet = _quiet(tree)
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in quiet:
            continue
        for what, edit in _edits(node):
            changed = copy.deepcopy(tree)
            edit(next(n for i, n in enumerate(ast.walk(changed)) if i == number))
            ast.fix_missing_locations(changed)
            yield Mutant(
                f"{path.name}:{getattr(node, 'lineno', 0)}", what, (f"naung.law.{path.stem}", changed)
            )


def _quiet(tree: ast.Module) -> set[int]:
    """Nodes that are no rule: annotations, sentences, imports, decorators, __main__."""
    quiet: set[int] = set()

    def hush(node: ast.AST | None) -> None:
        quiet.update(id(n) for n in ast.walk(node)) if node else None

    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            hush(node)
        elif isinstance(node, ast.FunctionDef):
            hush(node.returns)
            for each in [*node.args.args, *node.args.kwonlyargs]:
                hush(each.annotation)
            for each in node.decorator_list:
                hush(each)
        elif isinstance(node, ast.ClassDef):
            for each in node.decorator_list:
                hush(each)
        elif isinstance(node, ast.AnnAssign):
            hush(node.annotation)
        elif (
            isinstance(node, ast.If)
            and "__main__" in ast.unparse(node.test)
            or isinstance(node, ast.Assert)
            or isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Subscript | ast.BinOp)
            and "Callable" in ast.unparse(node.value)
        ):
            hush(node)
    return quiet


def _edits(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    if isinstance(node, ast.Compare):
        for index, op in enumerate(node.ops):
            for other in SWAPS.get(type(op), []):
                yield (
                    f"{type(op).__name__} -> {other.__name__}",
                    lambda n, i=index, o=other: n.ops.__setitem__(i, o()),
                )  # type: ignore[misc, attr-defined]
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign):
        for other in SWAPS.get(type(node.op), []):
            yield f"{type(node.op).__name__} -> {other.__name__}", lambda n, o=other: setattr(n, "op", o())  # type: ignore[misc]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield "not dropped", _drop_not
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.If | ast.IfExp):
        yield "condition true", lambda n: setattr(n, "test", ast.Constant(True))
        yield "condition false", lambda n: setattr(n, "test", ast.Constant(False))


def _drop_not(node: ast.AST) -> None:
    operand = node.operand  # type: ignore[attr-defined]
    node.op = ast.UAdd() if isinstance(operand, ast.Constant) else node.op  # type: ignore[attr-defined]
    node.operand = ast.UnaryOp(node.op, operand)  # type: ignore[attr-defined]


def _constants(node: ast.Constant) -> Iterator[tuple[str, Edit]]:
    if isinstance(node.value, bool):
        yield f"{node.value} flipped", lambda n: setattr(n, "value", not n.value)  # type: ignore[attr-defined]
    elif isinstance(node.value, int):
        for step in (1, -1):
            yield f"{node.value} -> {node.value + step}", lambda n, s=step: setattr(n, "value", n.value + s)  # type: ignore[misc, attr-defined]


def of_figures(read: Callable[[bytes], list[Any]]) -> Iterator[Mutant]:
    """Every number, truth, date and range in `values`: one up, one down, flipped, a day later, a day earlier."""
    for path in sorted((LAW / "parameters").rglob("*.yaml")):
        data = path.read_bytes()
        for at, figure in enumerate(read(data)):
            for trail, value in _leaves(figure["values"], ()):
                for other in _others(value):
                    files = read(data)
                    _put(files[at]["values"], trail, other)
                    yield Mutant(
                        f"{figure['key']} {'.'.join(map(str, trail))}",
                        f"{value} -> {other}",
                        files={data: files},
                    )
            for since in figure["values"]:
                for days in (1, -1):
                    files = read(data)
                    files[at]["values"] = {
                        d + timedelta(days * (d == since)): v for d, v in files[at]["values"].items()
                    }
                    yield Mutant(f"{figure['key']} since {since}", f"{days:+} day", files={data: files})


def _leaves(value: Any, trail: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            if key not in (
                "article",
                "source",
                "confidence",
                "id",
                "en",
                "to",
                "most",
            ):  # `to` and `most` guard, they do not pay
                yield from _leaves(item, (*trail, key))
    elif isinstance(value, int | Decimal | date):
        yield trail, value


def _others(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    return [value + timedelta(1), value - timedelta(1)] if isinstance(value, date) else [value + 1, value - 1]


def _put(values: Any, trail: tuple[Any, ...], other: Any) -> None:
    for key in trail[:-1]:
        values = values[key]
    values[trail[-1]] = other


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves one module of naung.law from a changed tree."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name, self.tree = name, tree

    def find_spec(self, name: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        where = str(LAW / f"{name.rpartition('.')[2]}.py")
        return importlib.machinery.ModuleSpec(name, self, origin=where) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(LAW / f"{self.name.rpartition('.')[2]}.py")
        exec(compile(self.tree, module.__file__, "exec"), module.__dict__)


def judge(mutant: Mutant, parsed: dict[bytes, list[Any]], loose: dict[str, list[Any]]) -> None:
    """Runs the plain tests with the mutant in place; raises whatever the first failing test raises."""
    for name in [
        n for n in sys.modules if n.startswith(("naung.law", "tests.law")) or n == "naung.project.cli.law"
    ]:
        del sys.modules[name]
    if mutant.source:
        sys.meta_path.insert(0, _Changed(*mutant.source))
    parsed = {**parsed, **(mutant.files or {})}
    real = importlib.import_module("naung.law.reading").read_yaml
    if not (mutant.source and mutant.source[0].endswith("reading")):
        for reader in ("parameters", "check"):  # both took the function by name
            module = importlib.import_module(f"naung.law.{reader}")
            vars(module)["read_yaml"] = lambda data: parsed[data] if data in parsed else real(data)
    sets = importlib.import_module("naung.law.sets")
    told = {data.decode(): files for data, files in (mutant.files or {}).items()}
    sets.yaml = _Told(
        {**loose, **told}
    )  # the second reading sees the same files, and parsing them again is slow
    yaml.safe_load = lambda text: CASES[text]
    stem = mutant.source[0].rpartition(".")[2] if mutant.source else ""
    for name in OWN_TESTS.get(stem, TESTS):
        _run(importlib.import_module(f"tests.law.{name}"))


class _Told:
    def __init__(self, files: dict[str, list[Any]]) -> None:
        self.files = files

    def load_all(self, text: str, Loader: Any) -> list[Any]:  # noqa: N803 - as yaml names it
        return self.files[text]


def _run(module: ModuleType) -> None:
    if hasattr(module, "CASES"):
        for _, case in module.CASES:
            module.test_case(case)
    for name, test in vars(module).items():
        if (
            name.startswith("test_")
            and callable(test)
            and not hasattr(test, "hypothesis")
            and not getattr(test, "slow", False)
        ):
            wanted = list(inspect.signature(test).parameters)
            if not wanted:
                test()
            elif wanted == ["tmp_path"]:
                with tempfile.TemporaryDirectory() as folder:
                    test(Path(folder))


def survives(mutant: Mutant, parsed: dict[bytes, list[Any]], loose: dict[str, list[Any]]) -> bool:
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)  # a mutant that never ends is noticed too
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            judge(mutant, parsed, loose)
        except BaseException as noticed:
            if mutant.where == "nothing":
                print(repr(noticed)[:2000], flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--only", default="", help="a file of naung/law, 'code' or 'figures'")
    asked.add_argument(
        "--share", type=int, default=100, help="this per cent of the mutants, drawn with a fixed seed"
    )
    given = asked.parse_args()
    import yaml

    for name in ("polars", "hypothesis", "pytest", "click.testing"):  # imported once, not in every child
        importlib.import_module(name)
    from naung.law.parameters import FOLDER, documents
    from naung.law.reading import read_yaml

    CASES.update(
        {
            text: yaml.safe_load(text)
            for text in (p.read_text() for p in (ROOT / "tests/law/cases").glob("*.yaml"))
        }
    )
    parsed = {data: read_yaml(data) for _, data in documents(FOLDER)}
    loose = {data.decode(): list(yaml.safe_load_all(data)) for _, data in documents(FOLDER)}
    if not survives(
        Mutant("nothing", "nothing"), parsed, loose
    ):  # in a child too: polars' threads do not live through a fork
        sys.exit("The tests of tests/law do not hold even before anything is changed.")
    modules = [
        path
        for path in sorted(LAW.glob("*.py"))
        if path.name not in NOT_RULES and given.only in ("", "code", path.name)
    ]
    mutants = chain.from_iterable(of_code(path) for path in modules)
    if given.only in ("", "figures"):
        mutants = chain(mutants, of_figures(lambda data: copy.deepcopy(parsed[data])))
    draw, began, count, alive = random.Random(5), time.perf_counter(), 0, []
    for mutant in mutants:
        if draw.random() * 100 >= given.share:
            continue
        count += 1
        if survives(mutant, parsed, loose):
            alive.append(mutant)
            print(f"survived  {mutant.where:32} {mutant.what}", flush=True)
    killed, seconds = 100 * (count - len(alive)) / max(count, 1), time.perf_counter() - began
    print(f"{count} mutants, {count - len(alive)} killed = {killed:.1f} %, {seconds:.0f} s")
    return 0 if killed >= LEAST else 1


if __name__ == "__main__":
    raise SystemExit(main())
