"""Changes to real translations: some break them and must be found, some do not and must not be."""
