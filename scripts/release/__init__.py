"""Publishes a built site: seals it with a manifest, guards against losses, moves it to where it is served."""
