"""The shared demo programs of the course, in the words of each language.

The lessons are ordinary scripts in cells; run one as it stands:

    python -m gmm_demo.lessons.soft_clustering

This package knows nothing of the site generator that publishes it.
"""
