"""Benchmarks of building, rebuilding after a change, and reading the site: ``make bench``, compared with other generators."""
