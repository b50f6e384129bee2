"""YAML read strictly: fractions as exact decimals (no float reaches a rule), and a key written twice is an error."""

from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import yaml


class WrittenTwice(ValueError):
    """The same key stands twice in one mapping, and plain YAML would silently keep the last."""


_Loader = (
    yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
)  # the same grammar, ten times as fast


class _Strict(_Loader):  # type: ignore[misc, valid-type]
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise WrittenTwice(f"{key} is written twice, the second time on line {node.end_mark.line}.")
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping


def _decimal(loader: _Strict, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)))


_Strict.add_constructor("tag:yaml.org,2002:float", _decimal)


def read_yaml(data: bytes) -> list[Any]:
    """The documents of one file, in order."""
    return list(yaml.load_all(data, Loader=_Strict))  # noqa: S506 - a SafeLoader, made stricter
