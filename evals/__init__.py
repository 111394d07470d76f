"""Answers become figures: questions, run, score, compare, report."""
