"""What becomes of an exhibition: numbered panels, cards, codes, data for machines."""
