"""Mark concurrent Python: hidden tests outside the sandbox, student code inside it."""

__version__ = "0.1.0"
