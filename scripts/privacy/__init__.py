"""Protection of personal data: detectors of numbers that are refused, words that require a review, and the reviews."""
