# expect: no case beyond those honestly solved may pass
# honest = []
"""Spins for ever while it is imported."""

while True:
    pass
