"""The questions users ask of a graph: a function each, `kg` first, a DataFrame out; docs/queries.md tells of them.

Every row can be traced: `claim_ids` lists the claims it rests on, and `evidence(kg, claim_id)` gives their words.
"""

from graph.answers import HEADINGS, korean
from graph.conflicts import conflicts
from graph.contests import agreements, competitions
from graph.diff import diff
from graph.find import find
from graph.history import timeline
from graph.index import forget
from graph.matrix import region_industry, regions
from graph.measures import centralities, communities
from graph.money import funding
from graph.networks import actor_network, affiliation, conflict_network, congruence_network, project_network
from graph.paths import how_tied
from graph.people import office_holder, officials, positions
from graph.projects import industries, project_industry, projects
from graph.sources import coverage, entity, evidence

__all__ = [
    "HEADINGS",
    "actor_network",
    "affiliation",
    "agreements",
    "centralities",
    "communities",
    "competitions",
    "conflict_network",
    "conflicts",
    "congruence_network",
    "coverage",
    "diff",
    "entity",
    "evidence",
    "find",
    "forget",
    "funding",
    "how_tied",
    "industries",
    "korean",
    "office_holder",
    "officials",
    "positions",
    "project_industry",
    "project_network",
    "projects",
    "region_industry",
    "regions",
    "timeline",
]
