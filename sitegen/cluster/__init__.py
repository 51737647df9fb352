"""Programs and pages on the machines of a Dask cluster, where sitegen is installed as well."""
