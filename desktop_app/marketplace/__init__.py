"""The network's services as ports of provider/: coordinator and chain. Speaks wire through net."""
