"""The study file: the only home of DuckDB and of SQL. One function is one query and one promise."""
