# expect: no case beyond those honestly solved may pass
# honest = []
"""Ends the interpreter with success while it is imported."""

import os

os._exit(0)
