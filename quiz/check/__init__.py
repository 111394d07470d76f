"""Whether an item can be used: its form (lint) and whether its distractors are wrong (supported)."""
