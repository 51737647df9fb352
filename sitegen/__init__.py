"""A static site generator for tutorials that are told in several languages.

`pipeline.build` is the whole program in one paragraph; start reading there.
"""
