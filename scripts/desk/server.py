"""The editing desk, served on this machine until one stops it."""

import socket

import uvicorn

from scripts.desk.app import application
from scripts.editing.save import recover
from scripts.settings import Settings


def serve(settings: Settings, port: int) -> None:
    """Serves the desk at 127.0.0.1. Returns when it is stopped; raises OSError when the port is taken.

    A save that was killed is finished first; raises EditError where somebody has changed a file of it since.
    """
    recover(settings.content)
    with socket.create_server(("127.0.0.1", port)) as listening:
        uvicorn.Server(uvicorn.Config(application(settings, port), log_level="warning")).run([listening])
