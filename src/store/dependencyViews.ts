import { iso } from "./legacyViews";

/** Pairs that share fewer sessions are left out: they say nothing. */
const leastSessions = 3;

/**
 * Skills that are used in the same sessions, each pair once: the one first by name, then by kind, is
 * `skill_a`. A session counts once for a pair, however often either ran in it.
 *
 * Lift = S_ab · N ÷ (S_a · S_b), with N sessions, of which S_a hold a, S_b hold b and S_ab both, as
 * in `src/analysis/dependencies.ts`.
 */
export const dependencyViews = /* sql */ `
CREATE VIEW skill_dependencies AS
WITH places AS MATERIALIZED (
  SELECT id, name, kind, row_number() OVER (ORDER BY name, kind) AS place FROM skill),
used AS MATERIALIZED (
  SELECT session_id, place, max(started_at_ms) AS last_at_ms
  FROM effective_invocation JOIN places ON places.id = skill_id GROUP BY session_id, place),
having_it AS MATERIALIZED (SELECT place, count(*) AS sessions FROM used GROUP BY place),
pairs AS (
  SELECT a.place AS a, b.place AS b, count(*) AS sessions,
    max(max(a.last_at_ms, b.last_at_ms)) AS last_at_ms
  FROM used a JOIN used b ON b.session_id = a.session_id AND b.place > a.place
  GROUP BY a.place, b.place HAVING count(*) >= ${leastSessions})
SELECT sa.name AS skill_a, sb.name AS skill_b, pairs.sessions AS co_occurrence_count,
  CAST(pairs.sessions * (SELECT count(DISTINCT session_id) FROM used) AS REAL)
    / (ha.sessions * hb.sessions) AS lift_score,
  ${iso("pairs.last_at_ms")} AS last_updated, sa.kind AS kind_a, sb.kind AS kind_b
FROM pairs JOIN places sa ON sa.place = a JOIN places sb ON sb.place = b
  JOIN having_it ha ON ha.place = a JOIN having_it hb ON hb.place = b;

CREATE VIEW v_skill_dependency_network AS
SELECT skill_a, skill_b, co_occurrence_count, lift_score,
  CASE
    WHEN lift_score > 2 THEN 'strong_positive'
    WHEN lift_score > 1.5 THEN 'moderate_positive'
    WHEN lift_score > 1 THEN 'weak_positive'
    WHEN lift_score = 1 THEN 'independent'
    WHEN lift_score > 0.5 THEN 'weak_negative'
    ELSE 'moderate_negative'
  END AS relationship_type, kind_a, kind_b
FROM skill_dependencies ORDER BY co_occurrence_count DESC, lift_score DESC;
`;

export const dependencyViewNames = ["v_skill_dependency_network", "skill_dependencies"];
