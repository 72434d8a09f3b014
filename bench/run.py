"""Measure the market as it is served, on SQLite and on PostgreSQL: ``python -m bench.run``.

Prints a table for each database, beside the budget and beside a bare Flask page with one query measured in the same
run. Pages that a process remembers are measured twice: remembered, as visitors find them (``VISITED`` products, the
lists and searches below), and made anew for each request (the rows "…, made", on a site whose memory is off).
``--products``, ``--seconds`` and ``--databases`` make it shorter.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy import select, text

from bench import catalogue, load, processes
from bench.load import Numbers
from bench.statements import CHECKOUT, counts_of, engine_of
from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.listing_models import Listing
from marketplace.catalog.models import Variant
from marketplace.kernel import clock
from marketplace.kernel.db import session
from tests.servers import postgres
from tests.servers.processes import HOST, end, free_port
from tests.servers.site import ROOT, Site

WARM_SECONDS = 2
VISITED = 300
"""Products whose pages are asked for: as many as a process soon remembers."""
WORKERS = 2
MANY = 16
SEARCHES = ("nuoc mam", "nước mắm", "cam", "mat ong rung", "mật ong rừng", "che xanh", "chè xanh", "ca phe")


@dataclass(frozen=True, slots=True)
class Budget:
    """What a page may take: statements, milliseconds at the median with one connection, requests a second at 16."""

    statements: int
    p50: float
    per_second: int


PAGES = {"list": Budget(4, 2, 1_400), "product": Budget(5, 2, 1_600), "search": Budget(3, 4, 700)}
BUDGET = {
    **PAGES,
    **{f"{page}, made": budget for page, budget in PAGES.items()},
    "add": Budget(6, 4, 800),
    "checkout": Budget(30, 20, 150),
}
COUNTED = {
    **{name: (name,) for page in PAGES for name in (page, f"{page}, made")},
    "add": ("add, newcomer",),
    "checkout": CHECKOUT,
}
MEMORY, COLD_START = 200, 0.6


def paths_of(site: Site, folder: Path) -> dict[str, Path]:
    """Files of what is asked for: paths of pages, and ids of packs that are in stock."""
    random = Random(1)
    with site.app().app_context():
        slugs = list(session().scalars(select(Listing.slug).order_by(Listing.product_id)))
        many = select(Variant.id).join(Listing, Listing.product_id == Variant.product_id)
        # What goes to every address and to everybody, now: the checkout's refusals are not what is measured.
        now = clock.now()
        sent = (
            Listing.stock_left > 10,
            Listing.listed_from <= now,
            Listing.listed_until > now,
            Listing.storage_class == StorageClass.AMBIENT,
            Listing.minimum_age == 0,
        )
        packs = list(session().scalars(many.where(*sent).order_by(Variant.id)))
        session().rollback()
    random.shuffle(slugs)
    random.shuffle(packs)
    lists = ["/san-pham", "/san-pham?sao=4", "/san-pham?nhom=1&xep=price_asc", "/san-pham?con-hang=1"]
    lists += [f"/san-pham?trang={page}" for page in range(2, 14)]
    wanted = {
        "bare": ["/"],
        "list": lists,
        "product": [f"/san-pham/{slug}" for slug in slugs[:VISITED]],
        "search": [f"/tim-kiem?q={'+'.join(words.split())}" for words in map(_quoted, SEARCHES)],
        "packs": [str(pack) for pack in packs],
    }
    for name, lines in wanted.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {name: folder / name for name in wanted}


def _quoted(words: str) -> str:
    from urllib.parse import quote

    return quote(words, safe=" ")


@contextmanager
def bare(site: Site) -> Iterator[str]:
    """The bare page on the site's database, served like the site; its address."""
    port = free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)),
            *(
                "--workers",
                str(WORKERS),
                "--blocking-threads",
                "1",
                "--no-ws",
                "--log-level",
                "error",
                "bench.bare:app",
            ),
        ],
        cwd=ROOT,
        env=site.environment(),
    )
    try:
        processes.seconds_until_answer(server, port)
        yield f"http://{HOST}:{port}"
    finally:
        end(server)


def cold_start(site: Site) -> float:
    """Seconds from the command until the site answers a page, everything on disk but nothing in memory."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "config.serve", "--host", HOST, "--port", str(port)],
        cwd=ROOT,
        env=site.environment() | {"WEB_WORKERS": str(WORKERS)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return processes.seconds_until_answer(server, port)
    finally:
        end(server, seconds=30)


@contextmanager
def started(site: Site) -> Iterator[None]:
    """The site, serving."""
    site.start()
    try:
        yield
    finally:
        site.stop()


def measured(ask: Callable[..., Numbers], url: str, file: Path, seconds: int) -> tuple[Numbers, Numbers]:
    """One connection, then sixteen, on a warm process."""
    ask(url, file, connections=MANY, seconds=WARM_SECONDS)
    return ask(url, file, connections=1, seconds=seconds), ask(url, file, connections=MANY, seconds=seconds)


def measure(name: str, url: str | None, folder: Path, products: int, seconds: int) -> None:
    """Build the market on one database, measure it, print its table."""
    settings = {"MARKETPLACE_RATE_LIMIT_PER_MINUTE": "0", "SECRET_KEY": "bench"}
    site = Site(folder / "instance", database_url=url, settings=settings, workers=WORKERS)
    site.command("db", "upgrade")
    with site.app().app_context():
        catalogue.fill(products)
        # As a database that has lived for a while: it knows how its rows are spread.
        with engine_of(site.app()).connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    files, counts = paths_of(site, folder), counts_of(site.app())
    starts = sorted(cold_start(site) for _ in range(3))
    found = {}
    forgetful = Site(
        folder / "instance",
        database_url=url,
        settings={**settings, "MARKETPLACE_PAGE_MEMORY_MB": "0"},
        workers=WORKERS,
    )
    with started(forgetful):
        for page in PAGES:
            found[f"{page}, made"] = measured(load.pages, forgetful.url, files[page], seconds)
    with started(site):
        for page in PAGES:
            # Both processes come to know every page that is asked for.
            load.pages(site.url, files[page], connections=MANY, seconds=3 * WARM_SECONDS)
            found[page] = measured(load.pages, site.url, files[page], seconds)
        found["add"] = measured(load.add, site.url, files["packs"], seconds)
        found["checkout"] = measured(load.checkout, site.url, files["packs"], seconds)
        pss, rss = processes.megabytes(processes.family(site.supervisor_pid))
    with bare(site) as address:
        alone, together = measured(load.pages, address, files["bare"], seconds)
    site.close()
    print(f"\n### {name}, {products:,} products\n")
    print("| page | SQL | p50 at 1 | p95 at 1 | requests/s at 16 | p95 at 16 | of bare Flask | bad |")
    print("|---|---|---|---|---|---|---|---|")
    print(
        f"| bare | 1 | {alone.p50:.1f} ms | {alone.p95:.1f} ms "
        f"| {together.per_second:,.0f} | {together.p95:.1f} ms | 1 | 0 |"
    )
    for page, budget in BUDGET.items():
        one, many = found[page]
        statements = sum(counts[each] for each in COUNTED[page])
        share = many.per_second / together.per_second
        print(
            f"| {page} | {_against(statements, budget.statements)} | {_against(one.p50, budget.p50, ' ms')} "
            f"| {one.p95:.1f} ms | {_against(many.per_second, budget.per_second, more=True)} | {many.p95:.1f} ms "
            f"| {share:.2f} | {one.bad + many.bad} |"
        )
    print(
        f"\nMemory after the load: {pss:.0f} MB (budget {MEMORY}; {rss:.0f} MB with shared pages counted in each)."
    )
    print(f"First answer {starts[1]:.2f} s after the command (budget {COLD_START}).", flush=True)


def _against(value: float, budget: float, unit: str = "", *, more: bool = False) -> str:
    kept = value >= budget if more else value <= budget
    shown = f"{value:,.0f}" if more or not unit else f"{value:.1f}"
    return f"{shown}{unit} ({'kept' if kept else 'missed'}: {'≥' if more else '≤'} {budget:,}{unit})"


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--databases", default="sqlite,postgresql")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="market-bench-") as folder:
        for name in given.databases.split(","):
            place = Path(folder) / name
            place.mkdir()
            if name == "sqlite":
                measure("SQLite", None, place, given.products, given.seconds)
                continue
            with postgres.running(durable=True) as server:
                url = postgres.create_database(server.url, "bench")
                measure("PostgreSQL", url, place, given.products, given.seconds)


if __name__ == "__main__":
    main()
