"""Boxes that student code runs in: docker, local and fake behind one contract."""
