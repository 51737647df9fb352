"""What the pages of the lessons claim, as checks on the runs of their programs."""
