"""The words and numbers of the search engine, as TOML files that people may edit."""
