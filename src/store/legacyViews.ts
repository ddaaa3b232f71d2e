import { endReasonCodes, outcomeCodes, presumedLostAfterMs, writerStates } from "./schema";

const { abandoned, completed, failed, running, unknown } = outcomeCodes;

export const uuid = (column: string): string =>
  `lower(substr(hex(${column}),1,8)||'-'||substr(hex(${column}),9,4)||'-'||substr(hex(${column}),13,4)` +
  `||'-'||substr(hex(${column}),17,4)||'-'||substr(hex(${column}),21))`;
export const iso = (column: string): string =>
  `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1000.0, 'unixepoch')`;
const text = (column: string): string => `(SELECT value FROM text WHERE id = ${column})`;

/** completed ÷ (completed + failed + abandoned): NULL when nothing finished, as the integers divide to NULL. */
export const rate = "CAST(sum(completed = 1) AS REAL) / nullif(count(completed), 0)";
const counts = `count(*) AS total_invocations,
  sum(completed IS 1) AS completed_%, sum(completed IS 0) AS abandoned_%`;
const countsNamed = (name: string): string => counts.replaceAll("%", name);
export const completedSeconds =
  "avg(CASE WHEN completed = 1 AND background = 0 THEN duration_seconds END)";
const frequencies = (column: string): string =>
  `(SELECT json_group_object(value, uses) FROM (
    SELECT ${column} AS value, count(*) AS uses FROM skill_invocation o
    WHERE o.skill_name = i.skill_name AND o.skill_kind = i.skill_kind AND ${column} IS NOT NULL
    GROUP BY 1 ORDER BY 2 DESC, 1))`;
const daily = `SELECT substr(invoked_at, 1, 10) AS date, skill_name, count(*) AS invocations,
  sum(completed IS 1) AS completions, sum(completed IS 0) AS abandonments,
  ${completedSeconds} AS avg_duration_seconds, skill_kind
FROM skill_invocation GROUP BY 1, skill_kind, skill_name`;

/**
 * Views in the order in which they build on each other.
 *
 * `effective_invocation` says what counts: amendments over what was recorded, and an end for
 * invocations whose recording process is gone. The others carry the names and columns of the
 * earlier Session Buddy schema, so that queries and dashboards written for it go on working.
 */
export const views = /* sql */ `
CREATE VIEW effective_invocation AS
SELECT i.id, i.session_id, coalesce(a.skill_id, i.skill_id) AS skill_id, i.started_at_ms,
  CASE
    WHEN a.outcome_id IS NOT NULL THEN a.outcome_id
    WHEN i.ended_at_ms IS NOT NULL THEN i.outcome_id
    WHEN w.state = ${writerStates.dead} THEN ${abandoned}
    WHEN w.state = ${writerStates.unknown}
      AND coalesce((SELECT started_at_ms FROM session WHERE id = i.session_id), i.started_at_ms)
        < (SELECT value FROM meta WHERE key = 'newest_at_ms') - ${presumedLostAfterMs} THEN ${unknown}
    ELSE ${running}
  END AS outcome_id,
  CASE
    WHEN a.outcome_id IS NOT NULL THEN ${endReasonCodes["by-hand"]}
    WHEN i.ended_at_ms IS NOT NULL THEN i.end_reason_id
    WHEN w.state = ${writerStates.dead} THEN ${endReasonCodes["host-lost"]}
    WHEN w.state = ${writerStates.unknown}
      AND coalesce((SELECT started_at_ms FROM session WHERE id = i.session_id), i.started_at_ms)
        < (SELECT value FROM meta WHERE key = 'newest_at_ms') - ${presumedLostAfterMs}
      THEN ${endReasonCodes["host-lost"]}
  END AS end_reason_id,
  i.duration_ms, i.exit_code, i.agent_id, coalesce(a.source_id, i.source_id) AS source_id,
  i.background, coalesce(a.phase_id, i.phase_id) AS phase_id, i.category_id, i.command_id, i.cwd_id,
  i.selection_rank, i.parent_id, i.workflow_path_id, i.workflow_step_id, i.query_id,
  i.alternatives_id, coalesce(a.error_type_id, i.error_type_id) AS error_type_id, i.follow_ups_id,
  i.ended_at_ms, i.writer_id
FROM invocation i
LEFT JOIN amended a ON a.invocation_id = i.id
LEFT JOIN writer w ON w.id = i.writer_id;

CREATE VIEW follow_up AS
SELECT i.id AS invocation_id, 0 AS at_ms, '' AS amendment_id, j.key AS position, j.value AS action
FROM invocation i, json_each(${text("i.follow_ups_id")}) j WHERE i.follow_ups_id IS NOT NULL
UNION ALL
SELECT a.invocation_id, a.at_ms, a.id, j.key, j.value
FROM amendment a, json_each(${text("a.follow_ups_id")}) j WHERE a.follow_ups_id IS NOT NULL;

CREATE VIEW skill_invocation AS
SELECT ${uuid("e.id")} AS id, s.name AS skill_name, ${iso("e.started_at_ms")} AS invoked_at,
  ${uuid("n.uuid")} AS session_id, ${text("e.workflow_path_id")} AS workflow_path,
  CASE WHEN e.outcome_id = ${completed} THEN 1
    WHEN e.outcome_id IN (${failed}, ${abandoned}) THEN 0 END AS completed,
  e.duration_ms / 1000.0 AS duration_seconds, ${text("e.query_id")} AS user_query,
  ${text("e.alternatives_id")} AS alternatives_considered, e.selection_rank,
  (SELECT json_group_array(action) FROM (SELECT action FROM follow_up f
    WHERE f.invocation_id = e.id ORDER BY at_ms, amendment_id, position) HAVING count(*) > 0)
    AS follow_up_actions,
  ${text("e.error_type_id")} AS error_type, ${iso("e.started_at_ms")} AS created_at,
  NULL AS embedding, ${text("e.phase_id")} AS workflow_phase,
  ${text("e.workflow_step_id")} AS workflow_step_id, s.kind AS skill_kind,
  (SELECT name FROM outcome WHERE id = e.outcome_id) AS outcome,
  (SELECT name FROM end_reason WHERE id = e.end_reason_id) AS end_reason, e.exit_code,
  CASE WHEN e.agent_id IS NULL THEN 'user' ELSE 'agent' END AS author,
  nullif(${text("e.agent_id")}, '') AS agent_name,
  (SELECT name FROM source WHERE id = e.source_id) AS source, e.background,
  ${text("e.category_id")} AS category, ${text("e.command_id")} AS command,
  ${text("e.cwd_id")} AS cwd,
  CASE WHEN e.parent_id IS NOT NULL THEN ${uuid("e.parent_id")} END AS parent_id
FROM effective_invocation e JOIN skill s ON s.id = e.skill_id JOIN session n ON n.id = e.session_id;

CREATE VIEW skill_metrics AS
SELECT skill_name, ${countsNamed("invocations")},
  coalesce(sum(duration_seconds), 0.0) AS total_duration_seconds,
  ${frequencies("workflow_path")} AS workflow_paths, ${frequencies("error_type")} AS common_errors,
  (SELECT json_group_object(action, uses) FROM (
    SELECT j.value AS action, count(*) AS uses
    FROM skill_invocation o, json_each(o.follow_up_actions) j
    WHERE o.skill_name = i.skill_name AND o.skill_kind = i.skill_kind
    GROUP BY 1 ORDER BY 2 DESC, 1)) AS follow_up_actions,
  avg(selection_rank) AS avg_selection_rank,
  avg(CASE WHEN selection_rank IS NOT NULL THEN completed END) AS recommendation_success_rate,
  min(invoked_at) AS first_invoked, max(invoked_at) AS last_invoked, ${rate} AS completion_rate,
  ${completedSeconds} AS avg_duration_seconds, max(invoked_at) AS updated_at,
  sum(outcome = 'failed') AS failed_invocations, skill_kind
FROM skill_invocation i GROUP BY skill_kind, skill_name;

CREATE VIEW session_skills AS
SELECT session_id, skill_name, count(*) AS invocation_count, skill_kind
FROM skill_invocation GROUP BY session_id, skill_kind, skill_name;

CREATE VIEW v_daily_skill_source AS ${daily};
CREATE VIEW mv_daily_skills AS ${daily};

CREATE VIEW v_session_skill_summary AS
SELECT session_id, count(DISTINCT skill_kind || ':' || skill_name) AS unique_skills,
  ${countsNamed("count")}, sum(duration_seconds) AS total_duration_seconds,
  min(invoked_at) AS first_skill_at, max(invoked_at) AS last_skill_at
FROM skill_invocation GROUP BY session_id;

CREATE VIEW v_skill_effectiveness AS
SELECT skill_name, ${countsNamed("invocations")}, ${rate} AS completion_rate,
  ${completedSeconds} AS avg_duration_seconds, min(invoked_at) AS first_invoked,
  max(invoked_at) AS last_invoked,
  CAST(julianday('now') - julianday(max(invoked_at)) AS INTEGER) AS days_since_last_use, skill_kind
FROM skill_invocation GROUP BY skill_kind, skill_name ORDER BY total_invocations DESC;

CREATE VIEW v_top_skills AS
SELECT skill_name, count(*) AS total_invocations, ${rate} AS completion_rate,
  ${completedSeconds} AS avg_duration_seconds,
  (SELECT workflow_path FROM skill_invocation o
    WHERE o.skill_name = i.skill_name AND o.skill_kind = i.skill_kind AND workflow_path IS NOT NULL
    GROUP BY workflow_path ORDER BY count(*) DESC, workflow_path LIMIT 1) AS preferred_workflow,
  skill_kind
FROM skill_invocation i GROUP BY skill_kind, skill_name ORDER BY total_invocations DESC;

CREATE VIEW v_skill_effectiveness_by_phase AS
SELECT skill_name, workflow_phase, ${countsNamed("count")},
  ${completedSeconds} AS avg_duration_seconds, ${completedSeconds} AS avg_completion_time,
  ${rate} AS completion_rate, skill_kind
FROM skill_invocation WHERE workflow_phase IS NOT NULL
GROUP BY skill_kind, skill_name, workflow_phase;

CREATE VIEW v_workflow_phase_patterns AS
SELECT workflow_phase, count(*) AS invocations_in_phase,
  count(DISTINCT skill_kind || ':' || skill_name) AS unique_skills_in_phase,
  sum(completed IS 1) AS successful_completions, avg(duration_seconds) AS avg_phase_duration
FROM skill_invocation WHERE workflow_phase IS NOT NULL GROUP BY workflow_phase;

CREATE VIEW v_skills_by_phase_usage AS
SELECT skill_name, workflow_phase, count(*) AS usage_count, ${rate} AS success_rate, skill_kind
FROM skill_invocation WHERE workflow_phase IS NOT NULL
GROUP BY skill_kind, skill_name, workflow_phase ORDER BY usage_count DESC;
`;
