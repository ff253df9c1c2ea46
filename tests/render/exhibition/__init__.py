"""What becomes of an exhibition: stops, cards, codes, data for machines."""
