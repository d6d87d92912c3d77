# expect: no case beyond those honestly solved may pass
# honest = []
"""Raises SystemExit(0) while it is imported."""

raise SystemExit(0)
