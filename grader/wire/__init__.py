"""What crosses the trust boundary: frames and values. Standard library only, used on both sides."""
