import { completedSeconds, iso, rate } from "./legacyViews";
import { outcomeCodes } from "./schema";

const { abandoned, completed, failed } = outcomeCodes;

const [hourMs, dayMs] = [3_600_000, 86_400_000];
const nowMs = "CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)";
const last = (ms: number): string => `started_at_ms BETWEEN ${nowMs} - ${ms} AND ${nowMs}`;

/** The completion rate of those runs alone; NULL when none of them finished. */
const rateWhere = (condition: string): string =>
  `CAST(sum(completed = 1 AND ${condition}) AS REAL) / nullif(count(CASE WHEN ${condition} THEN completed END), 0)`;

/** Who ran it, as the earlier schema names users. */
const userId = "CASE author WHEN 'user' THEN 'user' ELSE 'agent:' || coalesce(agent_name, '') END";

/**
 * What the earlier schema keeps as counters, worked out from the invocations when it is asked for:
 * a count of the last hour is of the last hour, and a run that ended late counts. They are made of
 * `skill_use`, which has numbers for what repeats: names come in when everything is counted.
 *
 * An anomaly stands only while anything ran in the last 24 hours, the window it is looked for in.
 * The slope is that of the least-squares line through the rates of the days, per day.
 */
export const figureViews = /* sql */ `
CREATE VIEW skill_use AS
SELECT id, skill_id, session_id, started_at_ms, agent_id, phase_id, category_id, background,
  CASE WHEN outcome_id = ${completed} THEN 1
    WHEN outcome_id IN (${failed}, ${abandoned}) THEN 0 END AS completed,
  duration_ms / 1000.0 AS duration_seconds
FROM effective_invocation;

CREATE VIEW skill_metrics_cache AS
SELECT skill_name, ${iso("last_at_ms")} AS last_invocation_at, invocation_count_1h,
  invocation_count_24h, avg_completion_rate_24h, anomaly_score IS NOT NULL AS is_anomalous,
  anomaly_score, ${iso(nowMs)} AS updated_at, skill_kind
FROM (SELECT s.name AS skill_name, s.kind AS skill_kind, u.*,
    (SELECT deviation_score FROM skill_anomalies a
      WHERE a.skill_name = s.name AND a.skill_kind = s.kind AND resolved_at IS NULL
        AND (SELECT value FROM meta WHERE key = 'newest_at_ms') >= ${nowMs} - ${dayMs}
      ORDER BY abs(deviation_score) DESC, id LIMIT 1) AS anomaly_score
  FROM (SELECT skill_id, max(started_at_ms) AS last_at_ms,
      sum(${last(hourMs)}) AS invocation_count_1h,
      sum(${last(dayMs)}) AS invocation_count_24h,
      ${rateWhere(last(dayMs))} AS avg_completion_rate_24h
    FROM skill_use GROUP BY skill_id) u
  JOIN skill s ON s.id = u.skill_id);

CREATE VIEW skill_time_series AS
SELECT row_number() OVER (ORDER BY u.hour, s.kind, s.name) AS id, s.name AS skill_name,
  ${iso(`u.hour * ${hourMs}`)} AS timestamp, invocation_count, completion_rate,
  avg_duration_seconds, unique_sessions, s.kind AS skill_kind
FROM (SELECT skill_id, started_at_ms / ${hourMs} AS hour, count(*) AS invocation_count,
    ${rate} AS completion_rate, ${completedSeconds} AS avg_duration_seconds,
    count(DISTINCT session_id) AS unique_sessions
  FROM skill_use GROUP BY skill_id, hour) u
JOIN skill s ON s.id = u.skill_id;

CREATE VIEW skill_user_interactions AS
SELECT id, ${userId} AS user_id, session_id, skill_name, invoked_at, completed,
  CAST(NULL AS REAL) AS rating, alternatives_considered, skill_kind
FROM skill_invocation;

CREATE VIEW skill_community_baselines AS
WITH phases AS (
  SELECT skill_id, t.value AS workflow_phase, row_number() OVER (
      PARTITION BY skill_id ORDER BY uses DESC, t.value) AS place
  FROM (SELECT skill_id, phase_id, count(*) AS uses FROM skill_use
    WHERE phase_id IS NOT NULL GROUP BY skill_id, phase_id)
  JOIN text t ON t.id = phase_id),
skills AS (
  SELECT skill_id, count(DISTINCT coalesce(agent_id, 0)) AS total_users,
    count(*) AS total_invocations, ${rate} AS global_completion_rate,
    ${completedSeconds} AS global_avg_duration_seconds, max(started_at_ms) AS last_at_ms
  FROM skill_use GROUP BY skill_id)
SELECT s.name AS skill_name, total_users, total_invocations, global_completion_rate,
  global_avg_duration_seconds, workflow_phase AS most_common_workflow_phase,
  CASE WHEN global_completion_rate IS NOT NULL THEN
    100.0 * (rank() OVER (PARTITION BY global_completion_rate IS NULL
      ORDER BY global_completion_rate) - 1)
      / count(*) OVER (PARTITION BY global_completion_rate IS NULL)
  END AS effectiveness_percentile, ${iso("last_at_ms")} AS last_updated, s.kind AS skill_kind
FROM skills u JOIN skill s ON s.id = u.skill_id
  LEFT JOIN phases p ON p.skill_id = u.skill_id AND p.place = 1;

CREATE VIEW v_realtime_skill_dashboard AS
SELECT c.skill_name, last_invocation_at, invocation_count_1h, invocation_count_24h,
  avg_completion_rate_24h, is_anomalous, anomaly_score, total_invocations, completion_rate,
  avg_duration_seconds, c.skill_kind
FROM skill_metrics_cache c JOIN v_skill_effectiveness e
  ON e.skill_name = c.skill_name AND e.skill_kind = c.skill_kind
ORDER BY invocation_count_24h DESC, total_invocations DESC;

CREATE VIEW v_skill_effectiveness_trend AS
WITH daily AS (
  SELECT skill_id, started_at_ms / ${dayMs} - ${nowMs} / ${dayMs} AS day, ${rate} AS completion_rate
  FROM skill_use
  WHERE completed IS NOT NULL
    AND started_at_ms BETWEEN (${nowMs} / ${dayMs} - 6) * ${dayMs} AND ${nowMs}
  GROUP BY skill_id, day)
SELECT s.name AS skill_name, avg(completion_rate) AS avg_completion_rate_7d,
  max(completion_rate) AS max_completion_rate_7d, min(completion_rate) AS min_completion_rate_7d,
  (count(*) * sum(day * completion_rate) - sum(day) * sum(completion_rate))
    / nullif(count(*) * sum(day * day) - sum(day) * sum(day), 0) AS trend_slope,
  s.kind AS skill_kind
FROM daily JOIN skill s ON s.id = skill_id GROUP BY skill_id;

CREATE VIEW v_community_baseline_comparison AS
SELECT b.skill_name, user_invocations, user_completion_rate,
  b.global_completion_rate AS baseline_completion_rate, b.effectiveness_percentile,
  user_completion_rate - b.global_completion_rate AS delta_from_baseline, b.skill_kind
FROM skill_community_baselines b
JOIN skill s ON s.name = b.skill_name AND s.kind = b.skill_kind
JOIN (SELECT skill_id, sum(agent_id IS NULL) AS user_invocations,
    ${rateWhere("agent_id IS NULL")} AS user_completion_rate
  FROM skill_use GROUP BY skill_id) u ON u.skill_id = s.id;
`;

export const figureViewNames = [
  ...["v_community_baseline_comparison", "v_skill_effectiveness_trend"],
  ...["v_realtime_skill_dashboard", "skill_community_baselines", "skill_user_interactions"],
  ...["skill_time_series", "skill_metrics_cache", "skill_use"],
];
