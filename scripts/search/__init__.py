"""Search: records → documents → an index of small files the browser asks for, a few for each query.

The reading side is ``docs/assets/js/search/``. What both sides must do alike is said once, in ``segment.py``, and held
equal by ``tests/search/segment-cases.json``.
"""
