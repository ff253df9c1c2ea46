"""What an exhibition becomes besides its page: numbered panels, print layouts, codes to scan, data for machines."""
