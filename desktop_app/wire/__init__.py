"""The AITBC messages as types, one module a resource; both ends of the wire use them (protocol page)."""
