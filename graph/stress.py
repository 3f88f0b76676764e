"""Places of the nodes of a connected graph so that near in links is near on paper, also where there are thousands.

PivotMDS gives the large shape (Brandes and Pich 2006), maxent-stress the neighbourhoods (Gansner, Hu and North 2013).
"""

import networkit as nk  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

SEED = 20250107
PIVOTS = 30
TOLERANCE = 0.001


def stress_layout(pairs: list[tuple[int, int]], count: int) -> Points:
    """Return places, within about -3 to 3, of `count` nodes that these pairs connect; the same in every run.

    >>> stress_layout([(0, 1), (1, 2)], 3).shape
    (3, 2)
    """
    nk.setSeed(SEED, False)
    # More threads add up in another order each time.
    nk.setNumberOfThreads(1)
    links = nk.Graph(count)
    for one, other in pairs:
        links.addEdge(one, other)
    coarse = nk.viz.PivotMDS(links, 2, min(PIVOTS, count))
    coarse.run()
    fine = nk.viz.MaxentStress(links, 2, 1, coordinates=coarse.getCoordinates(), tolerance=TOLERANCE)
    fine.run()
    return np.array(fine.getCoordinates(), dtype=np.float64)
