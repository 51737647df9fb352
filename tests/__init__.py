"""Promises of the generator and of the course, one file a module."""
