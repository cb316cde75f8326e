"""Charts. Only `live` and its like import pyqtgraph, and only once a chart shows."""
