"""A cheap phone on a slow network: 1.6 Mbit/s, 150 ms, processor slowed down fourfold."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page

SPEED = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
LAYOUT = """() => new Promise(done => {
  let shift = 0, paint = 0, what = "";
  new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) shift += e.value; }))
    .observe({type: "layout-shift", buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(e => { paint = e.startTime; what = e.element && e.element.tagName; }))
    .observe({type: "largest-contentful-paint", buffered: true});
  let left = 1200; // on a busy machine the paint is told late
  const end = () => (paint || !left-- ? done({shift, paint, what}) : setTimeout(end, 100));
  setTimeout(end, 600);
})"""
SHOWN = """() => new Promise(done => {
  const page = document.getElementById("search-page");
  const look = () => { if ("shown" in page.dataset) done(); };
  new MutationObserver(look).observe(page, {attributes: true});
  look();
})"""
"""Asked once: a browser that is asked in every frame is slower still."""
PICTURES = (".webp", ".jpg", ".png")


@dataclass(frozen=True)
class Visit:
    """What a first visit cost: milliseconds to the largest paint, what that was, layout shift, bytes before pictures."""

    paint: float
    what: str
    shift: float
    octets: int


def await_results(page: Page) -> None:
    """Waits until the results stand, where the page is asked for some."""
    if "search/?" in page.url:
        page.evaluate(SHOWN)


def visit(browser: Browser, address: str, view: str = "read") -> Visit:
    """A first visit to ``address`` by a reader who sees exhibitions in the mode ``view``."""
    weights: dict[str, int] = {}
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, locale="zh-CN")
    try:
        page = context.new_page()
        page.add_init_script(f"localStorage.setItem('setting-view', '{view}')")
        page.on("requestfinished", lambda request: weights.update({request.url: request.sizes()["responseBodySize"]}))
        _slow(page)
        page.goto(address, wait_until="load")
        await_results(page)
        found = page.evaluate(LAYOUT)
    finally:
        context.close()
    octets = sum(size for url, size in weights.items() if not url.endswith(PICTURES))
    return Visit(found["paint"], found["what"] or "", found["shift"], octets)


def _slow(page: Page) -> None:
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SPEED)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
