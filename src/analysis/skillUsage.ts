import {
  completionRate,
  skillKey,
  type Invocation,
  type SkillKey,
  type SkillRef,
} from "../tracker/model";
import { compareText } from "./ranking";
import { noCounts } from "./rates";
import { byCount, usageOf, type SkillUsage } from "./usage";

/** What of a run counts here. */
export type UsedRun = Pick<
  Invocation,
  | "skill"
  | "outcome"
  | "startedAtMs"
  | "durationMs"
  | "background"
  | "workflowPath"
  | "errorType"
  | "followUps"
  | "selectionRank"
>;

/**
 * Every skill that occurs, most used first, then by key.
 *
 * @param runs in any order.
 */
export function skillUsage(
  runs: Iterable<UsedRun>,
  labelOf: (skill: SkillRef) => string = ({ name }) => name,
): readonly SkillUsage[] {
  const tallies = new Map<SkillKey, SkillTally>();
  for (const run of runs) {
    const key = skillKey(run.skill);
    const tally = tallies.get(key) ?? new SkillTally(run.skill);
    tallies.set(key, tally);
    tally.add(run);
  }
  return [...tallies.values()]
    .map((tally) => tally.usage(labelOf))
    .sort((one, other) => other.total - one.total || compareText(one.key, other.key));
}

/** Takes the runs of one skill, one after the other. */
class SkillTally {
  private readonly counts = noCounts();
  private readonly asFirst = noCounts();
  private readonly paths = new Map<string, number>();
  private readonly errors = new Map<string, number>();
  private readonly followUps = new Map<string, number>();
  private totalMs = 0;
  private measured = 0;
  private measuredMs = 0;
  private ranks = 0;
  private rankSum = 0;
  private firstMs = Infinity;
  private lastMs = -Infinity;

  constructor(private readonly skill: SkillRef) {}

  add({ outcome, startedAtMs, durationMs, background, ...more }: UsedRun): void {
    this.counts[outcome]++;
    this.firstMs = Math.min(this.firstMs, startedAtMs);
    this.lastMs = Math.max(this.lastMs, startedAtMs);
    if (durationMs !== undefined && !background) {
      this.totalMs += durationMs;
      if (outcome === "completed") {
        this.measured++;
        this.measuredMs += durationMs;
      }
    }
    const { workflowPath, errorType, followUps, selectionRank } = more;
    if (workflowPath !== undefined) countOne(this.paths, workflowPath);
    if (errorType !== undefined) countOne(this.errors, errorType);
    for (const action of followUps) countOne(this.followUps, action);
    if (selectionRank === undefined) return;
    this.ranks++;
    this.rankSum += selectionRank;
    if (selectionRank === 1) this.asFirst[outcome]++;
  }

  usage(labelOf: (skill: SkillRef) => string): SkillUsage {
    const { kind, name } = this.skill;
    const firstChoiceRate = completionRate(this.asFirst);
    return {
      ...{ key: skillKey(this.skill), kind, name, label: labelOf(this.skill) },
      ...usageOf(this.counts, this.totalMs, this.measured, this.measuredMs),
      workflowPaths: byCount(this.paths),
      errorTypes: byCount(this.errors),
      followUps: byCount(this.followUps),
      ...(this.ranks === 0 ? {} : { meanSelectionRank: this.rankSum / this.ranks }),
      ...(firstChoiceRate === undefined ? {} : { firstChoiceRate }),
      firstStartedAtMs: this.firstMs,
      lastStartedAtMs: this.lastMs,
    };
  }
}

function countOne(counts: Map<string, number>, text: string): void {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}
