"""A small server for a built site, for the evaluation: compresses text as public hosts do, and is never cached."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TEXT = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".css": "text/css"}
PROGRAM = "assets/js/search"
MODULES = Path(__file__).parents[2] / "docs" / PROGRAM
BLANK = b"<!doctype html><title>blank</title>"


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of ``site`` served on a free port of this machine.

    ``/blank`` is an empty page; in ``/modules/`` stand the modules of the search, which a site has as one file.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the browser's acknowledgement
    wbufsize = -1

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path = path / "index.html"
        if self.path.startswith("/modules/"):
            apart = MODULES / path.name
            path = apart if apart.exists() else Path(self.directory, PROGRAM, path.name)
        blank = self.path == "/blank"
        if not blank and not path.is_file():
            self.send_error(404)
            return
        kind = TEXT.get(".html" if blank else path.suffix, "application/octet-stream")
        data = BLANK if blank else _body(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if not blank and path.suffix in TEXT:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@lru_cache(maxsize=4096)
def _body(path: Path, _changed: int) -> bytes:
    data = path.read_bytes()
    return gzip.compress(data, 6, mtime=0) if path.suffix in TEXT else data
