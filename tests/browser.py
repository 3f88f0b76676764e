"""The explorer in a real browser: Debian's Chromium, or another, through Playwright."""

import os
import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

# As in .ci/run.
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chromium's own sandbox needs rights that containers lack; what it opens here is our own page.
ARGS = ["--no-sandbox", "--disable-dev-shm-usage"]
# Milliseconds that a busy machine may take for one step.
SLOW = 90_000
DESK, PHONE = {"width": 1366, "height": 820}, {"width": 400, "height": 780}


def find_chromium():
    """Return where Chromium is; without it the tests are skipped, and fail in CI."""
    if path := next(filter(None, map(shutil.which, NAMES)), None):
        return path
    reason = f"the explorer is not tested: none of {', '.join(NAMES)} is installed (apt install chromium)"
    return pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@contextmanager
def opened_browser():
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


class Explorer:
    """A page of the explorer: what it asked of hosts and what went wrong in it are kept."""

    def __init__(self, page):
        self.page, self.requests, self.errors = page, [], []
        page.set_default_timeout(SLOW)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("dialog", lambda dialog: (self.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def open(self, path, state=""):
        self.page.goto("about:blank")
        self.page.goto(path.as_uri() + (f"#{state}" if state else ""))
        self.page.wait_for_selector("body[data-drawn]")

    def ask(self, expression):
        """Return what an expression in the page gives."""
        return self.page.evaluate(expression)

    def names(self):
        return self.ask("scene.nodes.map((node) => N.label[node])")

    def spot_of(self, name):
        """Return where in the window the drawn node of this name is."""
        at = self.ask(f"network.canvasToDOM(spot(N.label.indexOf({name!r})))")
        box = self.page.locator("#map").bounding_box()
        return box["x"] + at["x"], box["y"] + at["y"]

    def click_node(self, name, **how):
        self.page.mouse.click(*self.spot_of(name), **how)
        self.page.wait_for_function(
            f"state.chosen?.node === N.label.indexOf({name!r}) || state.node === N.label.indexOf({name!r})"
        )

    def click_line(self, one, other):
        (x, y), (u, v) = self.spot_of(one), self.spot_of(other)
        self.page.mouse.click(x + (u - x) * 0.4, y + (v - y) * 0.4)
        self.page.wait_for_function("state.chosen?.line !== undefined")

    def filter(self, facet, label):
        """Open the filters and tick the box of this label."""
        if self.page.locator("#filters").is_hidden():
            self.page.click("#filter")
        section = self.page.locator(f"#facet-{facet}")
        if section.get_attribute("open") is None:
            section.locator("summary").first.click()
        self.page.locator(f'#facet-{facet} .check[data-label="{label}"] input').first.check()

    def claims(self):
        """Return the claims that pass the filters, as the page knows them."""
        return self.ask(
            """C.from.map((_, claim) => claim).filter((claim) => passes[claim]).map((claim) => ({
                 head: N.id[C.from[claim]], tail: N.id[C.to[claim]],
                 relation: world.relations[C.relation[claim]].id, status: statusName[C.status[claim]],
                 press: A.press[C.article[claim]], date: A.date[C.article[claim]], sure: C.sure[claim] }))"""
        )
