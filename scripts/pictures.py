"""Takes the pictures of the README from a running demonstration (`make demo` in another terminal). Needs the dev packages and Chromium.

.venv/bin/python scripts/pictures.py [http://127.0.0.1:8000]
"""

import json
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from naung.kit.home import home

OUT = Path(__file__).resolve().parents[1] / "docs" / "pictures"


def main(site: str) -> None:
    password = json.loads((home() / "logins.json").read_text())["kota"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1240, "height": 1330})
        take(page, f"{site}/", "province.png")
        take(page, f"{site}/wilayah/53.71", "city.png")
        page.goto(f"{site}/masuk")
        page.fill("#id_login", "kota")
        page.fill("#id_password", password)
        page.click("main button[type=submit]")
        take(page, f"{site}/orang/{story_of(page, site)}", "person.png")
        browser.close()


def story_of(page: Page, site: str) -> str:
    """The person whom the demonstration names, else the first one found."""
    if len(sys.argv) > 2:
        return sys.argv[2]
    page.goto(f"{site}/orang/cari?q=maria")
    return page.locator("main a[href^='/orang/N']").first.get_attribute("href").rsplit("/", 1)[1]


def take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.screenshot(path=OUT / name)
    print(OUT / name)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
