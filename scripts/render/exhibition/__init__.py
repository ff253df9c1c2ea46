"""What an exhibition becomes besides its page: stops, paper, codes to scan, data for machines."""
