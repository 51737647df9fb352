"""A book that is kept in Hugo: its configuration becomes a `site.yaml` of this generator."""
