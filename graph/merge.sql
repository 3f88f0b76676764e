-- Claims folded into links: one row for each head, relation and tail, with what stands behind it.
--
-- Reads `claims` (article, id, head, relation, tail, status, confidence), `articles` (id, date, story) and `mutual`
-- (relation), the relations without direction. Nothing but standard SQL: DuckDB, SQLite and Spark run it as it is.
WITH told AS (
    SELECT
        claims.id,
        CASE WHEN mutual.relation IS NOT NULL AND claims.head > claims.tail THEN claims.tail ELSE claims.head END AS head,
        claims.relation,
        CASE WHEN mutual.relation IS NOT NULL AND claims.head > claims.tail THEN claims.head ELSE claims.tail END AS tail,
        claims.status,
        claims.confidence,
        claims.article,
        articles.story,
        articles.date AS published
    FROM claims
    JOIN articles ON articles.id = claims.article
    LEFT JOIN mutual ON mutual.relation = claims.relation
),
ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY head, relation, tail ORDER BY published DESC, confidence DESC, id) AS newest
    FROM told
)
SELECT
    head,
    relation,
    tail,
    count(*) AS claims,
    count(DISTINCT article) AS articles,
    count(DISTINCT story) AS sources,
    min(published) AS first_published,
    max(published) AS last_published,
    max(CASE WHEN newest = 1 THEN status END) AS last_status,
    max(confidence) AS confidence
FROM ranked
GROUP BY head, relation, tail
ORDER BY head, relation, tail
