"""Every noun of the generator: frozen, whole at birth, without input or output."""
