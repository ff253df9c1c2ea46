"""The build: YAML records in content/ become Markdown pages, and MkDocs publishes those.

Run it as ``python -m scripts <command>``; start reading in ``pipeline.py``.
"""
