"""A message as nested pairs of names and contents, so that a writer reads like the message."""

from collections.abc import Iterable

from lxml import etree

from naung.partners.iso20022.safe import NAMESPACE

Part = tuple[str, "str | list[Part]"]  # ("Amt", [("InstdAmt Ccy=IDR", "16800.00")])


def grow(message: str, part: Part) -> etree._Element:
    """<Document> of this message, with `part` inside."""
    space = NAMESPACE + message
    root = etree.Element(f"{{{space}}}Document", nsmap={None: space})
    _under(root, space, [part])
    return root


def _under(parent: etree._Element, space: str, parts: Iterable[Part]) -> None:
    for name, inside in parts:
        tag, _, attribute = name.partition(" ")
        node = etree.SubElement(
            parent, f"{{{space}}}{tag}", dict([attribute.split("=")]) if attribute else {}
        )
        if isinstance(inside, str):
            node.text = inside
        else:
            _under(node, space, inside)


def as_bytes(root: etree._Element) -> bytes:
    """The same message gives the same bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def text(node: etree._Element, path: str) -> str:
    """What stands at Amt/InstdAmt below the node; empty where there is no such place."""
    return (node.findtext("/".join(f"{{*}}{name}" for name in path.split("/"))) or "").strip()


def every(node: etree._Element, path: str) -> list[etree._Element]:
    return node.findall("/".join(f"{{*}}{name}" for name in path.split("/")))
