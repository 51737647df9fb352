"""Files to Site: configuration, catalogues, documents, bibliography, and how they fit together."""
