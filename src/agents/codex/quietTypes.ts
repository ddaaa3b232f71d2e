/** Kinds of rollout lines that are known and tell of no run. */
export const quietLines: ReadonlySet<string> = new Set([
  "compacted",
  "inter_agent_communication_metadata",
  "world_state",
]);

/** Items of the conversation that are known and tell of no run. */
export const quietItems: ReadonlySet<string> = new Set([
  "agent_message",
  "compaction",
  "compaction_summary",
  "context_compaction",
  "ghost_snapshot",
  "message",
  "other",
  "reasoning",
]);

/**
 * Events that are known and tell of no run, or of one that an item of the conversation tells of as
 * well. The `collab` events say what the tools of the same name do; the agents themselves have
 * rollouts of their own.
 */
export const quietEvents: ReadonlySet<string> = new Set([
  "agent_message",
  "agent_reasoning",
  "agent_reasoning_raw_content",
  "agent_reasoning_section_break",
  "collab_agent_interaction_end",
  "collab_agent_spawn_end",
  "collab_close_end",
  "collab_resume_end",
  "collab_waiting_end",
  "context_compacted",
  "dynamic_tool_call_request",
  "entered_review_mode",
  "error",
  "exited_review_mode",
  "guardian_assessment",
  "image_generation_end",
  "stream_error",
  "sub_agent_activity",
  "thread_goal_updated",
  "thread_name_updated",
  "thread_rolled_back",
  "thread_settings_applied",
  "token_count",
  "turn_diff",
  "undo_completed",
  "user_message",
  "view_image_tool_call",
  "warning",
  "web_search_end",
]);

/** Completed items that are known and tell of no run, or of one an item of the conversation has. */
export const quietCompleted: ReadonlySet<string> = new Set([
  "AgentMessage",
  "ContextCompaction",
  "EnteredReviewMode",
  "ExitedReviewMode",
  "Extension",
  "ImageGeneration",
  "ImageView",
  "Plan",
  "Reasoning",
  "UserMessage",
  "WebSearch",
]);
