"""Charts. `library` alone brings pyqtgraph in; `live` and its like load it, and only once a chart shows."""
