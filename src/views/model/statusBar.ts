import type { Snapshot } from "../../snapshot/snapshot";
import { completionRate } from "../../tracker/model";
import { iconText } from "./iconText";
import { escapeMarkdown } from "./markdown";
import { topReason } from "./reasonWords";
import type { RowContext } from "./rowContext";

/** The status bar item as a value. */
export interface StatusBarLook {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly spoken: string;
  readonly isWarning: boolean;
}

/**
 * For example `$(pulse) verification · 14 · 93%`: phase, runs of this session, completion rate.
 *
 * @param backend where what is recorded goes; told when that is not only here.
 */
export function statusBarLook(
  snapshot: Snapshot,
  context: RowContext,
  backend = "direct",
): StatusBarLook {
  const { t } = context.words;
  const { tracking, problems } = snapshot;
  const isWarning = problems.length > 0;
  const icon = isWarning ? "warning" : tracking === "on" ? "pulse" : "debug-pause";
  const state = tracking === "paused" ? t("Paused") : tracking === "off" ? t("Off") : undefined;
  const { shown, spoken } = figures(snapshot, context);
  const heard = [
    "Session Buddy",
    ...(state === undefined ? spoken : [state]),
    ...(isWarning ? [t("needs attention")] : []),
  ];
  return {
    text: `$(${icon}) ${state ?? shown.map(iconText).join(" · ")}`,
    tooltip: [
      "**Session Buddy**",
      ...sentences(snapshot, context).map(escapeMarkdown),
      ...(backend === "direct" ? [] : [escapeMarkdown(t("Backend: {backend}", { backend }))]),
    ].join("\n\n"),
    spoken: heard.join(", "),
    isWarning,
  };
}

function runsIn({ session }: Snapshot): number {
  return Object.values(session.counts).reduce((sum, count) => sum + count, 0);
}

/** The same facts, as short as the status bar wants them and as a screen reader says them. */
function figures(
  snapshot: Snapshot,
  { words }: RowContext,
): { readonly shown: readonly string[]; readonly spoken: readonly string[] } {
  const { current } = snapshot.phases;
  const runs = runsIn(snapshot);
  const rate = completionRate(snapshot.session.counts);
  const percent = words.percent(rate);
  const phase = current === undefined ? [] : [current];
  return {
    shown: [...phase, words.count(runs), ...(rate === undefined ? [] : [percent])],
    spoken: [
      ...phase.map((name) => words.t("Phase: {phase}", { phase: name })),
      words.runs(runs),
      ...(rate === undefined ? [] : [words.t("{percent} completed", { percent })]),
    ],
  };
}

function sentences(snapshot: Snapshot, context: RowContext): readonly string[] {
  const { words } = context;
  const { t } = words;
  const { session, tracking, problems, recommended } = snapshot;
  const { counts } = session;
  const [first] = recommended;
  return [
    tracking === "paused" ? t("Recording is paused.") : undefined,
    tracking === "off" ? t("Recording is off in this workspace.") : undefined,
    runsIn(snapshot) === 0
      ? t("Nothing recorded in this window yet.")
      : t("{completed} completed, {failed} failed, {abandoned} abandoned, {running} running", {
          completed: words.count(counts.completed),
          failed: words.count(counts.failed),
          abandoned: words.count(counts.abandoned),
          running: words.count(counts.running),
        }),
    counts.unknown === 0
      ? undefined
      : t("{n} ended, result unknown", { n: words.count(counts.unknown) }),
    first === undefined
      ? undefined
      : t("Next: {label} ({reason})", { label: first.label, reason: topReason(first, context) }),
    problems.length === 0 ? undefined : t("Something needs attention: click for details."),
  ].filter((line) => line !== undefined);
}
