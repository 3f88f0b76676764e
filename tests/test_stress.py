import numpy as np

from graph.stress import stress_layout


def test_linked_nodes_lie_nearer_than_others():
    path = [(number, number + 1) for number in range(39)]
    places = stress_layout(path, 40)
    steps = np.linalg.norm(places[1:] - places[:-1], axis=1)
    assert steps.max() < np.linalg.norm(places[0] - places[-1]) / 5


def test_the_same_every_time():
    star = [(0, number) for number in range(1, 30)]
    assert (stress_layout(star, 30) == stress_layout(star, 30)).all()
