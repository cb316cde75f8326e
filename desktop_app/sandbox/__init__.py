"""The practice network: coordinator, escrow, marketplace and customers over real HTTP, with play money.

It behaves as the protocol page records the real servers, quirks included; what goes beyond them is marked
"Extension". Nothing in it knows our own client: any worker can use it.
"""
