"""Page to RenderedPage, from tokens; each extension of Markdown has its own file."""
