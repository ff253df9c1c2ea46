"""Search: records → documents → an index of small files, of which the browser requests a few for each query.

``docs/assets/js/search/`` reads it. ``segment.py`` and ``segment.js`` must agree: ``tests/search/segment-cases.json``.
"""
