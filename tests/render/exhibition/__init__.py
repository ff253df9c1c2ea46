"""An exhibition's other output: numbered panels, cards, QR codes, data for machines."""
