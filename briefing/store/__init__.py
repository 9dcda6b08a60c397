"""EDGE: the disk. What was fetched (SQLite), what was saved (TOML snapshots), what is read (sources.toml).

Every write is whole or absent: files are replaced atomically, rows are committed by transaction, readers never wait.
"""
