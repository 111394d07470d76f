"""Passages become quiz items: make > check > export. Every key, distractor and explanation rests on a quote."""
