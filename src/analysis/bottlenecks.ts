import type { History } from "../tracker/history";
import { isTimed } from "./durations";
import type { Bottleneck } from "./model";
import { isLost } from "./outcomes";
import { Tally } from "./rates";
import { compareText, greatest } from "./ranking";

/** With fewer finished runs a phase is not judged. */
export const minimumFinished = 3;
/** From this share of abandoned runs on, a phase is worth watching. */
export const watchFrom = 0.2;
/** Above this share it is a warning. */
export const warningAbove = 0.3;
/** Above this share more runs are given up than not. */
export const criticalAbove = 0.5;

const severities = ["critical", "warning", "watch"] as const;

/**
 * The phases in which too much is given up: abandoned ÷ finished of at least `watchFrom`, over at
 * least `minimumFinished` finished runs. Runs without a phase, running ones and unknown ends do not
 * count.
 *
 * Critical ones come first; among equals the one that lost the most time, then the greater rate,
 * then the name. Lost time is that of failed and abandoned foreground runs of known duration.
 */
export function bottlenecks(history: History): readonly Bottleneck[] {
  const phases = history.phases.length;
  const skills = history.skills.length;
  const tally = new Tally(phases);
  const lostMs = new Float64Array(phases);
  const lostBySkill = new Uint32Array(phases * skills);
  for (let row = 0; row < history.length; row++) {
    const phase = history.phase[row] ?? -1;
    if (phase < 0) continue;
    const outcome = history.outcome[row] ?? 0;
    tally.add(phase, outcome);
    if (!isLost(outcome)) continue;
    const cell = phase * skills + (history.skill[row] ?? 0);
    lostBySkill[cell] = (lostBySkill[cell] ?? 0) + 1;
    if (isTimed(history, row)) {
      lostMs[phase] = (lostMs[phase] ?? 0) + (history.durationMs[row] ?? 0);
    }
  }
  const found = history.phases.flatMap((phase, index): Bottleneck[] => {
    const { counts, finished } = tally.rate(index);
    const abandonmentRate = counts.abandoned / finished;
    const severity = severityOf(abandonmentRate);
    if (finished < minimumFinished || severity === undefined) return [];
    const [worst] = greatest(history, (skill) => lostBySkill[index * skills + skill] ?? 0, 1);
    if (worst === undefined) return [];
    return [
      {
        phase,
        finished,
        abandoned: counts.abandoned,
        failed: counts.failed,
        abandonmentRate,
        lostMs: lostMs[index] ?? 0,
        severity,
        worstSkill: worst.key,
      },
    ];
  });
  return found.sort(
    (one, other) =>
      severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
      other.lostMs - one.lostMs ||
      other.abandonmentRate - one.abandonmentRate ||
      compareText(one.phase, other.phase),
  );
}

function severityOf(abandonmentRate: number): Bottleneck["severity"] | undefined {
  if (abandonmentRate > criticalAbove) return "critical";
  if (abandonmentRate > warningAbove) return "warning";
  return abandonmentRate >= watchFrom ? "watch" : undefined;
}
