"""Archives of more than one machine: vectors by many processes, kept as Parquet; an index over them; their cost."""
