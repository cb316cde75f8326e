"""The one HTTP client with timeouts, limits and error mapping; the only importer of httpx."""
