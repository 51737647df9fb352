"""One program per lesson, each a script in cells (`# %% name`)."""
