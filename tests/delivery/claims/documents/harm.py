"""Made-up PDFs: a plain one, and those that could do something on the machine of whoever opens them."""

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject


def made_pdf(*, pages: int = 1, password: str = "", change=None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(300, 400)
    if change:
        change(writer)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _action(kind: str, **more: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind), **{NameObject(f"/{k}"): TextStringObject(v) for k, v in more.items()}})  # fmt: skip


def _opens(action: DictionaryObject):
    return lambda writer: writer.root_object.update({NameObject("/OpenAction"): action})


def _annotated(annotation: DictionaryObject):
    def change(writer):
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])

    return change


def _hidden(writer):
    """The kind of the action stands in an object of its own."""
    kind = writer._add_object(NameObject("/Launch"))
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject({NameObject("/S"): kind, NameObject("/F"): TextStringObject("x.exe")})  # fmt: skip


def _named(writer):
    tree = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("x"), _action("/JavaScript", JS="x")])})  # fmt: skip
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): tree})


def _forgotten(writer):
    """Nothing points to it, and it is in the file."""
    writer._add_object(_action("/JavaScript", JS="app.alert(1)"))


HARM = {
    "a script": lambda: made_pdf(change=_named),
    "a script on opening": lambda: made_pdf(change=_opens(_action("/JavaScript", JS="x"))),
    "a program": lambda: made_pdf(change=_opens(_action("/Launch", F="x.exe"))),
    "a program behind a reference": lambda: made_pdf(change=_hidden),
    "a script that nothing points to": lambda: made_pdf(change=_forgotten),
    "another file": lambda: made_pdf(change=lambda w: w.add_attachment("a.exe", b"MZ")),
    "a film": lambda: made_pdf(change=_annotated(DictionaryObject({NameObject("/Subtype"): NameObject("/RichMedia")}))),
    "sending what is filled in": lambda: made_pdf(
        change=_annotated(DictionaryObject({NameObject("/Subtype"): NameObject("/Widget"), NameObject("/A"): _action("/SubmitForm", F="http://x")}))
    ),
}  # fmt: skip
