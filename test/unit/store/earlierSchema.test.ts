import assert from "node:assert/strict";
import { test } from "node:test";
import { anEmptyDatabase, columnsOf } from "./viewSupport";

/** What the earlier Session Buddy schema names, in four steps: tables, views and their columns. */
const named: readonly (readonly [name: string, columns: string])[] = [
  [
    "skill_invocation",
    "id skill_name invoked_at session_id workflow_path completed duration_seconds user_query alternatives_considered selection_rank follow_up_actions error_type created_at embedding workflow_phase workflow_step_id",
  ],
  // The texts alone, each once: its columns are those of the invocations it leads to.
  ["skill_invocation_fts", ""],
  [
    "skill_metrics",
    "skill_name total_invocations completed_invocations abandoned_invocations total_duration_seconds workflow_paths common_errors follow_up_actions avg_selection_rank recommendation_success_rate first_invoked last_invoked completion_rate avg_duration_seconds updated_at",
  ],
  ["session_skills", "session_id skill_name invocation_count"],
  ["skill_migrations", "version applied_at description rollback_sql checksum applied_by success"],
  ["mv_daily_skills", "date skill_name invocations completions abandonments avg_duration_seconds"],
  [
    "v_session_skill_summary",
    "session_id unique_skills total_invocations completed_count abandoned_count total_duration_seconds first_skill_at last_skill_at",
  ],
  [
    "v_skill_effectiveness",
    "skill_name total_invocations completed_invocations abandoned_invocations completion_rate avg_duration_seconds first_invoked last_invoked days_since_last_use",
  ],
  [
    "v_top_skills",
    "skill_name total_invocations completion_rate avg_duration_seconds preferred_workflow",
  ],
  [
    "v_daily_skill_source",
    "date skill_name invocations completions abandonments avg_duration_seconds",
  ],
  [
    "v_skill_effectiveness_by_phase",
    "skill_name workflow_phase total_invocations completed_count abandoned_count avg_duration_seconds avg_completion_time completion_rate",
  ],
  [
    "v_workflow_phase_patterns",
    "workflow_phase invocations_in_phase unique_skills_in_phase successful_completions avg_phase_duration",
  ],
  ["v_skills_by_phase_usage", "skill_name workflow_phase usage_count success_rate"],
  [
    "skill_metrics_cache",
    "skill_name last_invocation_at invocation_count_1h invocation_count_24h avg_completion_rate_24h is_anomalous anomaly_score updated_at",
  ],
  [
    "skill_time_series",
    "id skill_name timestamp invocation_count completion_rate avg_duration_seconds unique_sessions",
  ],
  [
    "skill_anomalies",
    "id skill_name detected_at anomaly_type baseline_value observed_value deviation_score resolved_at",
  ],
  [
    "skill_community_baselines",
    "skill_name total_users total_invocations global_completion_rate global_avg_duration_seconds most_common_workflow_phase effectiveness_percentile last_updated",
  ],
  [
    "skill_user_interactions",
    "id user_id session_id skill_name invoked_at completed rating alternatives_considered",
  ],
  ["skill_clusters", "cluster_id cluster_name description centroid_embedding created_at"],
  ["skill_cluster_membership", "skill_name cluster_id membership_score"],
  [
    "ab_test_configs",
    "test_id test_name description control_strategy treatment_strategy start_date end_date min_sample_size metrics assignment_ratio status created_at",
  ],
  ["ab_test_assignments", "assignment_id test_id user_id group_name assigned_at"],
  [
    "ab_test_outcomes",
    "outcome_id test_id user_id skill_name completed duration_seconds user_rating recorded_at",
  ],
  [
    "skill_categories",
    "category_id category_name parent_category_id description domain created_at",
  ],
  ["skill_category_mapping", "skill_name category_id confidence_score assigned_at"],
  ["skill_dependencies", "skill_a skill_b co_occurrence_count lift_score last_updated"],
  [
    "skill_modalities",
    "skill_name modality_type input_format output_format requires_human_review created_at",
  ],
  [
    "v_realtime_skill_dashboard",
    "skill_name last_invocation_at invocation_count_1h invocation_count_24h avg_completion_rate_24h is_anomalous anomaly_score total_invocations completion_rate avg_duration_seconds",
  ],
  [
    "v_skill_effectiveness_trend",
    "skill_name avg_completion_rate_7d max_completion_rate_7d min_completion_rate_7d trend_slope",
  ],
  [
    "v_community_baseline_comparison",
    "skill_name user_invocations user_completion_rate baseline_completion_rate effectiveness_percentile delta_from_baseline",
  ],
  [
    "v_skill_dependency_network",
    "skill_a skill_b co_occurrence_count lift_score relationship_type",
  ],
  [
    "v_ab_test_summary",
    "test_id test_name control_strategy treatment_strategy status total_users control_users treatment_users control_completion_rate treatment_completion_rate",
  ],
  [
    "v_multimodal_skill_catalog",
    "skill_name modality_type input_format output_format requires_human_review total_sessions completion_rate avg_duration_seconds category_name domain",
  ],
];

test("every table and view of the earlier schema is there, with its columns first and in order", async () => {
  const db = await anEmptyDatabase();
  assert.equal(named.length, 33);
  for (const [name, columns] of named) {
    const expected = columns.split(" ").filter((column) => column !== "");
    const actual = columnsOf(db, name);
    assert.ok(actual.length > 0, `${name} is not there`);
    assert.deepEqual(actual.slice(0, expected.length), expected, name);
    db.prepare(`SELECT * FROM ${name}`).all();
  }
});
