import type { Snapshot } from "../../snapshot/snapshot";
import { completionRate } from "../../tracker/model";
import { escapeMarkdown } from "./markdown";
import { topReason } from "./reasonWords";
import type { RowContext } from "./sessionRows";

/** The status bar item as a value. */
export interface StatusBarLook {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly spoken: string;
  readonly isWarning: boolean;
}

/** For example `$(pulse) verification · 14 · 93 %`: phase, runs of this session, completion rate. */
export function statusBarLook(snapshot: Snapshot, context: RowContext): StatusBarLook {
  const { words } = context;
  const { t } = words;
  const { session, phases, tracking, problems, recommended } = snapshot;
  const { counts } = session;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const rate = completionRate(counts);
  const problem = problems.length > 0;
  const facts = [
    ...(phases.current === undefined ? [] : [phases.current]),
    words.count(total),
    ...(rate === undefined ? [] : [words.percent(rate)]),
  ];
  const icon = problem ? "warning" : tracking === "on" ? "pulse" : "debug-pause";
  const state =
    tracking === "on" ? facts.join(" · ") : tracking === "paused" ? t("Paused") : t("Off");
  const first = recommended[0];
  const lines = [
    `**Session Buddy**`,
    tracking === "paused" ? t("Recording is paused.") : undefined,
    tracking === "off" ? t("Recording is off in this workspace.") : undefined,
    t("{completed} completed, {failed} failed, {abandoned} abandoned, {running} running", {
      completed: words.count(counts.completed),
      failed: words.count(counts.failed),
      abandoned: words.count(counts.abandoned),
      running: words.count(counts.running),
    }),
    first === undefined
      ? undefined
      : t("Next: {label} ({reason})", { label: first.label, reason: topReason(first, context) }),
    problem ? t("Something needs attention: click for details.") : undefined,
  ].filter((line) => line !== undefined);
  return {
    text: `$(${icon}) ${state}`,
    tooltip: lines.map((line, index) => (index === 0 ? line : escapeMarkdown(line))).join("\n\n"),
    spoken: `Session Buddy, ${state}`,
    isWarning: problem,
  };
}
