import type { Recommendation } from "../../recommend/model";
import type { Snapshot } from "../../snapshot/snapshot";
import { optional } from "../../tracker/completion";
import { skillKey } from "../../tracker/model";
import { againOf } from "./again";
import { iconText } from "./iconText";
import { kindIcon } from "./kindIcon";
import { offeredLine, othersIcon } from "./offered";
import { outcomeLook } from "./outcomeLook";
import { topReason } from "./reasonWords";
import type { RowTarget } from "./row";
import type { RowContext } from "./rowContext";

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
  /** `$(name)` in it is an icon. */
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
  const { recommended, phases, problems, isLoading } = snapshot;
  const offered = recommended.map((one) => recommendedPick(one, context));
  const recent = recentPicks(snapshot, context);
  const section = (label: string): Pick => ({ label, isSeparator: true });
  const nothing = isLoading ? t("Reading the history…") : t("Nothing yet: run something first");
  const problem: Pick = {
    label: `$(warning) ${t("Something needs attention…")}`,
    action: { type: "problems" },
  };
  return [
    ...(problems.length > 0 ? [problem] : []),
    section(t("Recommended now")),
    ...(offered.length > 0 ? offered : [{ label: nothing }]),
    section(t("Search")),
    { label: `$(search) ${t("Describe a problem…")}`, action: { type: "describe" } },
    section(t("Phase")),
    {
      label: `$(milestone) ${phases.current === undefined ? t("No phase") : iconText(phases.current)}`,
      description: phases.pinned === undefined ? t("inferred from what runs") : t("pinned"),
      action: { type: "phase" },
    },
    ...(recent.length > 0 ? [section(t("Recent")), ...recent] : []),
    section("Session Buddy"),
    { label: `$(graph) ${t("Open workflow report")}`, action: { type: "report" } },
    trackingPick(snapshot, context),
  ];
}

/** @returns a recommendation as an item; Enter runs it, its button inserts it. Others' are inserted only. */
export function recommendedPick(recommendation: Recommendation, context: RowContext): Pick {
  const { skill, label, command, cwd, rank, fromOthers } = recommendation;
  if (fromOthers !== undefined) {
    return {
      label: `$(${othersIcon}) ${iconText(label)}`,
      description: iconText(topReason(recommendation, context)),
      action: { type: "run", target: { skill, rank, fromOthers: true } },
      canInsert: offeredLine(skill) !== undefined,
    };
  }
  return {
    label: `$(${kindIcon(skill.kind)}) ${iconText(label)}`,
    description: iconText(topReason(recommendation, context)),
    action: {
      type: "run",
      target: { skill, rank, ...optional("command", command), ...optional("cwd", cwd) },
    },
    canInsert: againOf(skill, command)?.type === "terminal",
  };
}

function trackingPick({ tracking }: Snapshot, { words: { t } }: RowContext): Pick {
  if (tracking === "on") {
    return { label: `$(debug-pause) ${t("Pause recording")}`, action: { type: "pause" } };
  }
  return tracking === "paused"
    ? { label: `$(debug-continue) ${t("Resume recording")}`, action: { type: "resume" } }
    : { label: `$(record) ${t("Start recording")}`, action: { type: "start" } };
}

/** The newest runs of this session that can be run again, each skill once. */
function recentPicks({ session }: Snapshot, context: RowContext): readonly Pick[] {
  const { words, when, labelOf, nowMs } = context;
  const seen = new Set<string>();
  const found: Pick[] = [];
  for (const { skill, command, cwd, outcome, startedAtMs } of session.invocations) {
    if (found.length === recentCount) break;
    const again = againOf(skill, command);
    if (again === undefined || seen.has(skillKey(skill))) continue;
    seen.add(skillKey(skill));
    const look = outcomeLook(outcome, words);
    found.push({
      label: `$(${look.icon}) ${iconText(labelOf(skill))}`,
      description: `${look.word} · ${when.ago(startedAtMs, nowMs)}`,
      action: {
        type: "run",
        target: { skill, ...optional("command", command), ...optional("cwd", cwd) },
      },
      canInsert: again.type === "terminal",
    });
  }
  return found;
}
