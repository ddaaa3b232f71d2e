import type { History } from "../tracker/history";
import type { Rate } from "./model";
import { isTimed, isTypical } from "./durations";
import { isLost } from "./outcomes";
import { Tally } from "./rates";

/**
 * What noticing that a run was lost and starting over costs beside the run itself, milliseconds: an
 * assumption, so that losses count where nothing was timed.
 */
export const noticingMs = 60_000;

/** What the runs of each skill cost, counted in one walk. */
export class SkillFigures {
  private readonly tally: Tally;
  private readonly all: Tally;
  private readonly timedLost: Uint32Array;
  private readonly timedLostMs: Float64Array;
  private readonly typical: Uint32Array;
  private readonly typicalMs: Float64Array;

  constructor(history: History) {
    const skills = history.skills.length;
    this.tally = new Tally(skills);
    this.all = new Tally(1);
    this.timedLost = new Uint32Array(skills);
    this.timedLostMs = new Float64Array(skills);
    this.typical = new Uint32Array(skills);
    this.typicalMs = new Float64Array(skills);
    for (let row = 0; row < history.length; row++) {
      const skill = history.skill[row] ?? 0;
      const outcome = history.outcome[row] ?? 0;
      this.tally.add(skill, outcome);
      this.all.add(0, outcome);
      if (isTypical(history, row)) {
        this.typical[skill] = (this.typical[skill] ?? 0) + 1;
        this.typicalMs[skill] = (this.typicalMs[skill] ?? 0) + (history.durationMs[row] ?? 0);
      } else if (isLost(outcome) && isTimed(history, row)) {
        this.timedLost[skill] = (this.timedLost[skill] ?? 0) + 1;
        this.timedLostMs[skill] = (this.timedLostMs[skill] ?? 0) + (history.durationMs[row] ?? 0);
      }
    }
  }

  /** Of all skills together. */
  allRate(): Rate {
    return this.all.rate(0);
  }

  rate(skill: number): Rate {
    return this.tally.rate(skill);
  }

  /** Whatever became of them. */
  runs(skill: number): number {
    return this.tally.total(skill);
  }

  /** Completed foreground runs of known duration. */
  typicalRuns(skill: number): number {
    return this.typical[skill] ?? 0;
  }

  /** Mean of those, milliseconds; 0 without any. */
  typicalMeanMs(skill: number): number {
    return (this.typicalMs[skill] ?? 0) / Math.max(1, this.typicalRuns(skill));
  }

  /** What a lost run costs, milliseconds: the mean time of timed ones, and noticing it. */
  lossMs(skill: number): number {
    const mean = (this.timedLostMs[skill] ?? 0) / Math.max(1, this.timedLost[skill] ?? 0);
    return mean + noticingMs;
  }
}
