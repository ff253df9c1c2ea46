"""What may not be said of people: detectors of numbers, homes and births; words of health, belief and the like."""
