import type { Recommendation } from "../../recommend/model";
import type { Snapshot } from "../../snapshot/snapshot";
import { optional } from "../../tracker/completion";
import { againOf } from "./again";
import { kindIcon } from "./kindIcon";
import { outcomeLook } from "./outcomeLook";
import { topReason } from "./reasonWords";
import type { RowTarget } from "./row";
import type { RowContext } from "./sessionRows";

/** What choosing an item of the quick pick does. */
export type PickAction =
  | { readonly type: "run"; readonly target: RowTarget }
  | { readonly type: "typed"; readonly line: string }
  | { readonly type: "describe" }
  | { readonly type: "phase" }
  | { readonly type: "report" }
  | { readonly type: "pause" }
  | { readonly type: "resume" }
  | { readonly type: "start" }
  | { readonly type: "problems" };

/** One line of the quick pick; a `separator` begins a section. */
export interface Pick {
  readonly label: string;
  readonly isSeparator?: boolean;
  readonly description?: string;
  readonly detail?: string;
  readonly action?: PickAction;
  readonly canInsert?: boolean;
}

/** How many recent skills are listed. */
const recentCount = 5;

/** The status bar's quick pick: what to run now, a question, the phase, what ran, the report. */
export function picks(snapshot: Snapshot, context: RowContext): readonly Pick[] {
  const { t } = context.words;
  const { recommended, phases, tracking, problems } = snapshot;
  const offered = recommended.map((one) => recommendedPick(one, context));
  const recent = recentPicks(snapshot, context);
  const section = (label: string): Pick => ({ label, isSeparator: true });
  const act = (label: string, action: PickAction, description?: string): Pick => ({
    label,
    action,
    ...optional("description", description),
  });
  return [
    ...(problems.length === 0
      ? []
      : [act(`$(warning) ${t("Something needs attention…")}`, { type: "problems" })]),
    section(t("Recommended now")),
    ...(offered.length > 0 ? offered : [{ label: t("Nothing yet: run something first") }]),
    section(t("Search")),
    act(`$(search) ${t("Describe a problem…")}`, { type: "describe" }),
    section(t("Phase")),
    act(
      `$(milestone) ${phases.current ?? t("No phase")}`,
      { type: "phase" },
      phases.pinned === undefined ? t("inferred from what runs") : t("pinned"),
    ),
    ...(recent.length > 0 ? [section(t("Recent")), ...recent] : []),
    section("Session Buddy"),
    act(`$(graph) ${t("Open workflow report")}`, { type: "report" }),
    tracking === "on"
      ? act(`$(debug-pause) ${t("Pause recording")}`, { type: "pause" })
      : tracking === "paused"
        ? act(`$(debug-continue) ${t("Resume recording")}`, { type: "resume" })
        : act(`$(record) ${t("Start recording")}`, { type: "start" }),
  ];
}

/** @returns a recommendation as an item; Enter runs it, its button inserts it. */
export function recommendedPick(recommendation: Recommendation, context: RowContext): Pick {
  const { skill, label, command, cwd, rank } = recommendation;
  return {
    label: `$(${kindIcon(skill.kind)}) ${label}`,
    description: topReason(recommendation, context),
    action: {
      type: "run",
      target: { skill, rank, ...optional("command", command), ...optional("cwd", cwd) },
    },
    canInsert: againOf(skill, command)?.type === "terminal",
  };
}

function recentPicks({ session }: Snapshot, { words, when, nowMs }: RowContext): readonly Pick[] {
  const seen = new Set<string>();
  const found: Pick[] = [];
  for (const { skill, command, cwd, outcome, startedAtMs } of session.invocations) {
    if (found.length === recentCount) break;
    if (seen.has(skill.name) || againOf(skill, command) === undefined) continue;
    seen.add(skill.name);
    const look = outcomeLook(outcome, words);
    found.push({
      label: `$(${look.icon}) ${skill.name}`,
      description: `${look.word} · ${when.ago(startedAtMs, nowMs)}`,
      action: {
        type: "run",
        target: { skill, ...optional("command", command), ...optional("cwd", cwd) },
      },
      canInsert: againOf(skill, command)?.type === "terminal",
    });
  }
  return found;
}
