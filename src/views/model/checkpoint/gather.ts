import type { Bottleneck } from "../../../analysis/model";
import { compareText } from "../../../analysis/ranking";
import { noCounts } from "../../../analysis/rates";
import type { Snapshot } from "../../../snapshot/snapshot";
import { optional } from "../../../tracker/completion";
import { outcomes, skillKey, type Invocation, type SkillKey } from "../../../tracker/model";
import { topReason } from "../reasonWords";
import type { RowContext } from "../rowContext";
import type { Changes, Checkpoint, Labelled, TimeShare, ToolUse } from "./checkpoint";

/** What an account is made from. */
export interface CheckpointParts {
  readonly kind: Checkpoint["kind"];
  readonly project: string;
  readonly sinceMs: number;
  readonly snapshot: Snapshot;
  readonly context: RowContext;
  readonly changes: Changes;
  /** Absent where the history was not read. */
  readonly bottlenecks?: readonly Bottleneck[];
}

/** The account of what this window saw run, by people and by agents, as one value. */
export function checkpointOf(parts: CheckpointParts): Checkpoint {
  const { kind, project, sinceMs, snapshot, context, changes, bottlenecks } = parts;
  const { session, agents, skills, recommended } = snapshot;
  const runs = [...session.invocations, ...agents.invocations];
  const counts = { ...session.counts };
  for (const { outcome } of agents.invocations) counts[outcome]++;
  const categories = new Map(skills.map(({ key, category }) => [key, category]));
  const labelled = (run: Invocation): Labelled => ({ label: context.labelOf(run.skill), run });
  const byStart = (one: Invocation, other: Invocation): number =>
    one.startedAtMs - other.startedAtMs;
  return {
    ...{ kind, project, atMs: context.nowMs, sinceMs, counts },
    earlierRuns:
      outcomes.reduce((sum, outcome) => sum + session.counts[outcome], 0) -
      session.invocations.length,
    phases: timeBy(runs, ({ phase }) => phase),
    categories: timeBy(runs, ({ skill }) => categories.get(skillKey(skill))),
    tools: toolsOf(runs, context),
    running: runs
      .filter(({ outcome }) => outcome === "running")
      .sort(byStart)
      .map(labelled),
    failed: lastFailures(runs).sort(byStart).reverse().map(labelled),
    ...optional("bottlenecks", bottlenecks),
    changes,
    next: recommended.map((one) => ({ label: one.label, reason: topReason(one, context) })),
  };
}

/** Runs by what they have in common, those that took most time first, then those of most runs. */
export function timeBy(
  runs: readonly Invocation[],
  nameOf: (run: Invocation) => string | undefined,
): readonly TimeShare[] {
  const shares = new Map<string | undefined, { runs: number; timed: number; ms: number }>();
  for (const run of runs) {
    const name = nameOf(run);
    const share = shares.get(name) ?? { runs: 0, timed: 0, ms: 0 };
    shares.set(name, share);
    share.runs++;
    if (run.background || run.durationMs === undefined) continue;
    share.timed++;
    share.ms += run.durationMs;
  }
  return [...shares]
    .map(([name, share]): TimeShare => ({ ...optional("name", name), ...share }))
    .sort(
      (one, other) =>
        other.ms - one.ms ||
        other.runs - one.runs ||
        compareText(one.name ?? "\uffff", other.name ?? "\uffff"),
    );
}

function toolsOf(runs: readonly Invocation[], { labelOf }: RowContext): readonly ToolUse[] {
  const tools = new Map<SkillKey, ToolUse & { counts: ReturnType<typeof noCounts> }>();
  for (const { skill, author, outcome } of runs) {
    const key = skillKey(skill);
    const before = tools.get(key) ?? {
      ...{ key, kind: skill.kind, label: labelOf(skill), runs: 0, byAgents: 0 },
      counts: noCounts(),
    };
    before.counts[outcome]++;
    const byAgents = before.byAgents + (author.kind === "agent" ? 1 : 0);
    tools.set(key, { ...before, runs: before.runs + 1, byAgents });
  }
  return [...tools.values()].sort(
    (one, other) => other.runs - one.runs || compareText(one.key, other.key),
  );
}

/** A run that ended and nobody said how neither fails nor makes up for a failure. */
function lastFailures(runs: readonly Invocation[]): Invocation[] {
  const last = new Map<SkillKey, Invocation>();
  for (const run of runs) {
    if (run.outcome === "running" || run.outcome === "unknown") continue;
    const key = skillKey(run.skill);
    const before = last.get(key);
    if (before === undefined || before.startedAtMs < run.startedAtMs) last.set(key, run);
  }
  return [...last.values()].filter(({ outcome }) => outcome === "failed");
}
