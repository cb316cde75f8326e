"""What happens and when: asyncio services over ports. Nothing here knows a library or a socket."""
