"""An exhibition's other output: numbered panels, print layouts, QR codes, data for machines."""
