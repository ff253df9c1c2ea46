"""What makes a build faster and decides nothing: without it (``accelerated: false``, ``--plain``) the same bytes come out."""
