"""Script → cells → one translated copy per locale → Run: output, figures and values."""
