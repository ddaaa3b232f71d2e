import { iso, rate, uuid } from "./legacyViews";
import { outcomeCodes } from "./schema";

const { abandoned, completed, failed } = outcomeCodes;

/**
 * What SQL cannot work out from the invocations, written when the database is published: from an
 * analysis, or from what a window remembers. Skills stand there by name, as in the views.
 */
const derivedTables = /* sql */ `
CREATE TABLE skill_anomalies (
  id INTEGER PRIMARY KEY,
  skill_name TEXT NOT NULL,
  detected_at TEXT NOT NULL,
  anomaly_type TEXT NOT NULL,
  baseline_value REAL NOT NULL,
  observed_value REAL NOT NULL,
  deviation_score REAL NOT NULL,
  resolved_at TEXT,
  skill_kind TEXT NOT NULL
);
CREATE INDEX idx_anomalies_detected_at ON skill_anomalies (detected_at DESC);
CREATE INDEX idx_anomalies_skill ON skill_anomalies (skill_name, detected_at DESC);
CREATE TABLE skill_clusters (
  cluster_id INTEGER PRIMARY KEY,
  cluster_name TEXT NOT NULL UNIQUE,
  description TEXT,
  centroid_embedding BLOB,
  created_at TEXT NOT NULL
);
CREATE TABLE skill_cluster_membership (
  skill_name TEXT NOT NULL,
  cluster_id INTEGER NOT NULL,
  membership_score REAL NOT NULL,
  skill_kind TEXT NOT NULL,
  PRIMARY KEY (skill_name, skill_kind, cluster_id)
) WITHOUT ROWID;
CREATE INDEX idx_cluster_membership_cluster ON skill_cluster_membership (cluster_id);
CREATE TABLE ab_test_configs (
  test_id TEXT PRIMARY KEY,
  test_name TEXT NOT NULL,
  description TEXT NOT NULL,
  control_strategy TEXT NOT NULL,
  treatment_strategy TEXT NOT NULL,
  start_date TEXT NOT NULL,
  end_date TEXT,
  min_sample_size INTEGER NOT NULL DEFAULT 100,
  metrics TEXT NOT NULL,
  assignment_ratio REAL NOT NULL DEFAULT 0.5,
  status TEXT NOT NULL DEFAULT 'running',
  created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE ab_test_assignments (
  assignment_id INTEGER PRIMARY KEY,
  test_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  group_name TEXT NOT NULL,
  assigned_at TEXT NOT NULL,
  session_number INTEGER NOT NULL,
  UNIQUE (test_id, user_id)
);
CREATE INDEX idx_ab_assignments_group ON ab_test_assignments (test_id, group_name);
CREATE TABLE ab_test_exclusions (user_id TEXT PRIMARY KEY) WITHOUT ROWID;
`;

/**
 * Outcomes are the user's own runs in assigned sessions, up to the end of the experiment: runs of
 * agents were not chosen by anybody. Rates are those of all runs of a group taken together.
 */
const experimentViews = /* sql */ `
CREATE VIEW ab_test_outcomes AS
SELECT ${uuid("e.id")} AS outcome_id, a.test_id, a.user_id, s.name AS skill_name,
  CASE WHEN e.outcome_id = ${completed} THEN 1
    WHEN e.outcome_id IN (${failed}, ${abandoned}) THEN 0 END AS completed,
  e.duration_ms / 1000.0 AS duration_seconds, CAST(NULL AS REAL) AS user_rating,
  ${iso("coalesce(e.ended_at_ms, e.started_at_ms)")} AS recorded_at, s.kind AS skill_kind
FROM ab_test_assignments a JOIN ab_test_configs c ON c.test_id = a.test_id
  JOIN effective_invocation e ON e.session_id = a.session_number
  JOIN skill s ON s.id = e.skill_id
WHERE e.agent_id IS NULL
  AND (c.end_date IS NULL OR ${iso("e.started_at_ms")} < c.end_date);

CREATE VIEW v_ab_test_summary AS
WITH groups AS (
  SELECT test_id, group_name, count(*) AS users FROM ab_test_assignments
  GROUP BY test_id, group_name),
rates AS (
  SELECT a.test_id, a.group_name, ${rate} AS completion_rate
  FROM ab_test_assignments a JOIN ab_test_outcomes o
    ON o.test_id = a.test_id AND o.user_id = a.user_id
  GROUP BY a.test_id, a.group_name)
SELECT c.test_id, test_name, control_strategy, treatment_strategy, status,
  coalesce(gc.users, 0) + coalesce(gt.users, 0) AS total_users,
  coalesce(gc.users, 0) AS control_users, coalesce(gt.users, 0) AS treatment_users,
  rc.completion_rate AS control_completion_rate, rt.completion_rate AS treatment_completion_rate
FROM ab_test_configs c
  LEFT JOIN groups gc ON gc.test_id = c.test_id AND gc.group_name = 'control'
  LEFT JOIN groups gt ON gt.test_id = c.test_id AND gt.group_name = 'treatment'
  LEFT JOIN rates rc ON rc.test_id = c.test_id AND rc.group_name = 'control'
  LEFT JOIN rates rt ON rt.test_id = c.test_id AND rt.group_name = 'treatment';
`;

export const derived = derivedTables + experimentViews;

export const derivedNames = {
  views: ["v_ab_test_summary", "ab_test_outcomes"],
  tables: [
    ...["ab_test_exclusions", "ab_test_assignments", "ab_test_configs"],
    ...["skill_cluster_membership", "skill_clusters", "skill_anomalies"],
  ],
};
