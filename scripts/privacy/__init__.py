"""What may not be said of people: detectors of numbers that are refused, words of what somebody looks at, and reviews."""
