"""What if: a question, its answer, two answers side by side. There is no page that applies one."""

from naung.web.pages import Page
from naung.web.whatif import answer, asking, compared

PAGES = [
    Page("whatif", "penetapan/andai", asking.asking, "whatif.read", act="whatif.ask"),
    Page("whatif-compared", "penetapan/andai/banding", compared.compared, "whatif.read"),
    Page("whatif-answer", "penetapan/andai/<int:number>", answer.answer, "whatif.read"),
    Page("whatif-figures", "penetapan/andai/<int:number>/angka.csv", answer.figures, "whatif.read"),
    Page("whatif-people", "penetapan/andai/<int:number>/orang.csv", answer.people, "whatif.ask", act="whatif.ask"),
]  # fmt: skip
