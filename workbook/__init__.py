"""Standards become a self-assessment: rate, compare, report; and practice is reflected on."""
