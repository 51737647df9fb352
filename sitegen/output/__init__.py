"""RenderedPage → files of the published site."""
