"""One way to write an element. Colours are classes of naung.css, so that dark, print and forced colours reach them;
there is no style attribute anywhere, because the content security policy allows none."""

from xml.sax.saxutils import escape, quoteattr


def tag(name: str, *children: str, **attributes: object) -> str:
    """<name ...>children</name>; `class_` and `stroke_width` become class and stroke-width, None is left out."""
    written = "".join(f" {_name(k)}={quoteattr(_value(v))}" for k, v in attributes.items() if v is not None)
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def text(content: object, **attributes: object) -> str:
    return tag("text", escape(str(content)), **attributes)


def picture(*children: str, id: str, title: str, desc: str, width: float, height: float, class_: str) -> str:
    """A whole picture with the name and the sentence that a screen reader speaks."""
    head = tag("title", escape(title), id=f"{id}-title") + tag("desc", escape(desc), id=f"{id}-desc")
    return tag("svg", head, *children, class_=class_, viewBox=f"0 0 {_value(width)} {_value(height)}", role="img",
               aria_labelledby=f"{id}-title {id}-desc", xmlns="http://www.w3.org/2000/svg")  # fmt: skip


def _name(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
