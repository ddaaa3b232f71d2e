import { completedSeconds, rate } from "./legacyViews";

const moment = (...change: string[]): string =>
  `strftime('%Y-%m-%dT%H:%M:%fZ', ${["now", ...change].map((part) => `'${part}'`).join(", ")})`;
const within = (time: string): string => `invoked_at BETWEEN ${moment(time)} AND ${moment()}`;
const today = "julianday('now', 'start of day')";

/** The completion rate of those runs alone; NULL when none of them finished. */
const rateWhere = (condition: string): string =>
  `CAST(sum(completed = 1 AND ${condition}) AS REAL) / nullif(count(CASE WHEN ${condition} THEN completed END), 0)`;

/** Who ran it, as the earlier schema names users. */
const userId = "CASE author WHEN 'user' THEN 'user' ELSE 'agent:' || coalesce(agent_name, '') END";

/**
 * What the earlier schema keeps as counters, worked out from the invocations when it is asked for:
 * a count of the last hour is of the last hour, and a run that ended late counts.
 *
 * An anomaly stands only while anything ran in the last 24 hours, the window it is looked for in.
 * The slope is that of the least-squares line through the rates of the days, per day.
 */
export const figureViews = /* sql */ `
CREATE VIEW skill_metrics_cache AS
SELECT skill_name, last_invocation_at, invocation_count_1h, invocation_count_24h,
  avg_completion_rate_24h, anomaly_score IS NOT NULL AS is_anomalous, anomaly_score,
  ${moment()} AS updated_at, skill_kind
FROM (SELECT skill_name, skill_kind, max(invoked_at) AS last_invocation_at,
    sum(${within("-1 hour")}) AS invocation_count_1h,
    sum(${within("-24 hours")}) AS invocation_count_24h,
    ${rateWhere(within("-24 hours"))} AS avg_completion_rate_24h,
    (SELECT deviation_score FROM skill_anomalies a
      WHERE a.skill_name = i.skill_name AND a.skill_kind = i.skill_kind AND resolved_at IS NULL
        AND (SELECT value FROM meta WHERE key = 'newest_at_ms')
          >= unixepoch('now', '-24 hours') * 1000
      ORDER BY abs(deviation_score) DESC, id LIMIT 1) AS anomaly_score
  FROM skill_invocation i GROUP BY skill_kind, skill_name);

CREATE VIEW skill_time_series AS
SELECT row_number() OVER (ORDER BY timestamp, skill_kind, skill_name) AS id, *
FROM (SELECT skill_name, substr(invoked_at, 1, 13) || ':00:00.000Z' AS timestamp,
    count(*) AS invocation_count, ${rate} AS completion_rate,
    ${completedSeconds} AS avg_duration_seconds, count(DISTINCT session_id) AS unique_sessions,
    skill_kind
  FROM skill_invocation GROUP BY timestamp, skill_kind, skill_name);

CREATE VIEW skill_user_interactions AS
SELECT id, ${userId} AS user_id, session_id, skill_name, invoked_at, completed,
  CAST(NULL AS REAL) AS rating, alternatives_considered, skill_kind
FROM skill_invocation;

CREATE VIEW skill_community_baselines AS
WITH phases AS (
  SELECT skill_kind, skill_name, workflow_phase, row_number() OVER (
      PARTITION BY skill_kind, skill_name ORDER BY count(*) DESC, workflow_phase) AS place
  FROM skill_invocation WHERE workflow_phase IS NOT NULL
  GROUP BY skill_kind, skill_name, workflow_phase),
skills AS (
  SELECT skill_kind, skill_name, count(DISTINCT ${userId}) AS total_users,
    count(*) AS total_invocations, ${rate} AS global_completion_rate,
    ${completedSeconds} AS global_avg_duration_seconds, max(invoked_at) AS last_updated
  FROM skill_invocation GROUP BY skill_kind, skill_name)
SELECT s.skill_name, total_users, total_invocations, global_completion_rate,
  global_avg_duration_seconds, workflow_phase AS most_common_workflow_phase,
  CASE WHEN global_completion_rate IS NOT NULL THEN
    100.0 * (rank() OVER (PARTITION BY global_completion_rate IS NULL
      ORDER BY global_completion_rate) - 1)
      / count(*) OVER (PARTITION BY global_completion_rate IS NULL)
  END AS effectiveness_percentile, last_updated, s.skill_kind
FROM skills s LEFT JOIN phases p
  ON p.skill_kind = s.skill_kind AND p.skill_name = s.skill_name AND p.place = 1;

CREATE VIEW v_realtime_skill_dashboard AS
SELECT c.skill_name, last_invocation_at, invocation_count_1h, invocation_count_24h,
  avg_completion_rate_24h, is_anomalous, anomaly_score, total_invocations, completion_rate,
  avg_duration_seconds, c.skill_kind
FROM skill_metrics_cache c JOIN v_skill_effectiveness e
  ON e.skill_name = c.skill_name AND e.skill_kind = c.skill_kind
ORDER BY invocation_count_24h DESC, total_invocations DESC;

CREATE VIEW v_skill_effectiveness_trend AS
WITH daily AS (
  SELECT skill_name, skill_kind, julianday(substr(invoked_at, 1, 10)) - ${today} AS day,
    ${rate} AS completion_rate
  FROM skill_invocation
  WHERE completed IS NOT NULL
    AND invoked_at BETWEEN ${moment("start of day", "-6 days")} AND ${moment()}
  GROUP BY skill_kind, skill_name, day)
SELECT skill_name, avg(completion_rate) AS avg_completion_rate_7d,
  max(completion_rate) AS max_completion_rate_7d, min(completion_rate) AS min_completion_rate_7d,
  (count(*) * sum(day * completion_rate) - sum(day) * sum(completion_rate))
    / nullif(count(*) * sum(day * day) - sum(day) * sum(day), 0) AS trend_slope, skill_kind
FROM daily GROUP BY skill_kind, skill_name;

CREATE VIEW v_community_baseline_comparison AS
SELECT skill_name, user_invocations, user_completion_rate, baseline_completion_rate,
  effectiveness_percentile, user_completion_rate - baseline_completion_rate AS delta_from_baseline,
  skill_kind
FROM (SELECT i.skill_name, i.skill_kind, sum(author = 'user') AS user_invocations,
    ${rateWhere("author = 'user'")} AS user_completion_rate,
    b.global_completion_rate AS baseline_completion_rate, b.effectiveness_percentile
  FROM skill_invocation i JOIN skill_community_baselines b
    ON b.skill_name = i.skill_name AND b.skill_kind = i.skill_kind
  GROUP BY i.skill_kind, i.skill_name);
`;

export const figureViewNames = [
  ...["v_community_baseline_comparison", "v_skill_effectiveness_trend"],
  ...["v_realtime_skill_dashboard", "skill_community_baselines", "skill_user_interactions"],
  ...["skill_time_series", "skill_metrics_cache"],
];
