/**
 * Types of entries that are known and tell of no run: state of the user interface, titles,
 * checkpoints of files, what hooks and reminders added. As found in transcripts of versions 1.0 to
 * 2.1.270.
 */
export const quietTypes: ReadonlySet<string> = new Set([
  "agent-color",
  "agent-name",
  "agent-setting",
  "ai-title",
  "artifact-autoreact-ledger",
  "artifact-comment-monitor",
  "atis-latch",
  "attachment",
  "bridge-session",
  "continued-in",
  "cost-state",
  "custom-title",
  "file-history-delta",
  "file-history-snapshot",
  "frame-link",
  "last-prompt",
  "launched",
  "mode",
  "permission-mode",
  "pr-link",
  "relocated",
  "result",
  "saved_hook_context",
  "started",
  "summary",
  "tag",
  "worktree-state",
]);
