"""The editing desk, served on this machine until one stops it."""

import uvicorn

from scripts.desk.app import application
from scripts.settings import Settings


def serve(settings: Settings, port: int) -> None:
    """Serves the desk at 127.0.0.1. Returns when it is stopped; raises OSError when the port is taken."""
    config = uvicorn.Config(application(settings, port), host="127.0.0.1", port=port, log_level="warning")
    socket = config.bind_socket()
    try:
        uvicorn.Server(config).run([socket])
    finally:
        socket.close()
