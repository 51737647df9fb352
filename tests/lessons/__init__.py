"""Each lesson's program gives the published numbers."""
