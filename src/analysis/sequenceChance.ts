import type { Sequences } from "./sequences";
import { incompleteBeta } from "./specialFunctions";
import type { Stretches } from "./stretches";

/** How a sequence stands to chance, by the cut at which the two parts hold together least. */
export interface Cohesion {
  /** Times as often as chance would make it, > 0. */
  readonly lift: number;
  /** The chance of as many or more, 0–1: the greatest over all cuts. */
  readonly pValue: number;
}

/**
 * Tells whether sequences come more often than the runs of each stretch would bring them about in
 * another order, with nothing but their parts held together.
 *
 * A sequence is cut into head and tail u|v at every place. In a stretch of R runs, in which they
 * come n_u and n_v times, by chance v follows u n_u·n_v ÷ (R − c_u − c_v) times, at most n_u and
 * n_v times. A single skill comes as often as it ran and has c = 0. A longer part is one piece:
 * c = (steps − 2)·n + the runs of the skill at the cut, which as repeats may stand between.
 * Expected is the sum over stretches, and lift = count ÷ expected. That every cut must hold keeps
 * out what follows a real routine by chance. Source: Webb, ACM TKDD 4 (2010), art. 3 (productive
 * sets; here sequences).
 *
 * The p-value is the upper binomial tail of count among Σ min(n_u, n_v) chances. They are not
 * equally likely, and that only makes great counts rarer: Hoeffding, Ann. Math. Stat. 27 (1956).
 */
export class SequenceChance {
  private readonly known = new Map<string, Int32Array>();
  private readonly totals: readonly Int32Array[];
  private readonly runs: number;

  /** @param levels as `sequencesOf` gives them. */
  constructor(
    private readonly stretches: Stretches,
    private readonly levels: readonly Sequences[],
  ) {
    const { length, skill, runs } = stretches;
    const runsOf = new Int32Array(levels[0]?.count.length ?? 0);
    let all = 0;
    for (let step = 0; step < length; step++) {
      const one = skill[step] ?? 0;
      runsOf[one] = (runsOf[one] ?? 0) + (runs[step] ?? 0);
      all += runs[step] ?? 0;
    }
    this.runs = all;
    this.totals = levels.map(({ count }, at) => (at === 0 ? runsOf : count));
  }

  /**
   * The lift, > 0, as if all stretches were a single one: known without a walk over them. Where it
   * is near 1, both parts are so common that they meet everywhere.
   */
  roughLift(steps: number, sequence: number): number {
    let most = 0;
    for (let cut = 1; cut < steps; cut++) {
      const heads = this.totals[cut - 1]?.[this.partOf(steps, sequence, 0, cut)] ?? 0;
      const tails = this.totals[steps - cut - 1]?.[this.partOf(steps, sequence, cut, steps)] ?? 0;
      most = Math.max(most, heads * tails);
    }
    return ((this.totals[steps - 1]?.[sequence] ?? 0) * this.runs) / most;
  }

  /** @param sequence of at least two steps, by its number among those with as many. */
  cohesion(steps: number, sequence: number): Cohesion {
    const count = this.levels[steps - 1]?.count[sequence] ?? 0;
    let lift = Infinity;
    let pValue = 0;
    for (let cut = 1; cut < steps; cut++) {
      const { expected, chances } = this.byChance(steps, sequence, cut);
      lift = Math.min(lift, count / expected);
      const tail = incompleteBeta(expected / chances, count, chances - count + 1);
      pValue = Math.max(pValue, tail);
    }
    return { lift, pValue };
  }

  private byChance(
    steps: number,
    sequence: number,
    cut: number,
  ): { readonly expected: number; readonly chances: number } {
    const head = this.part(steps, sequence, 0, cut);
    const tail = this.part(steps, sequence, cut, steps);
    const { runsIn } = this.stretches;
    const besideHead = this.part(steps, sequence, cut - 1, cut);
    const besideTail = this.part(steps, sequence, cut, cut + 1);
    const longHead = cut > 1;
    const longTail = steps - cut > 1;
    let expected = 0;
    let chances = 0;
    for (let stretch = 0; stretch < runsIn.length; stretch++) {
      const heads = head[stretch] ?? 0;
      const tails = tail[stretch] ?? 0;
      if (heads === 0 || tails === 0) continue;
      let room = runsIn[stretch] ?? 0;
      if (longHead) room -= (cut - 2) * heads + (besideHead[stretch] ?? 0);
      if (longTail) room -= (steps - cut - 2) * tails + (besideTail[stretch] ?? 0);
      const most = Math.min(heads, tails);
      expected += Math.min(most, (heads * tails) / Math.max(1, room));
      chances += most;
    }
    return { expected, chances };
  }

  /** How often the part from step `from` to before step `to` comes in each stretch. */
  private part(steps: number, sequence: number, from: number, to: number): Int32Array {
    const number = this.partOf(steps, sequence, from, to);
    const key = `${to - from}:${number}`;
    const known = this.known.get(key) ?? this.perStretch(to - from, number);
    this.known.set(key, known);
    return known;
  }

  private partOf(steps: number, sequence: number, from: number, to: number): number {
    let number = sequence;
    for (let length = steps; length > to; length--) {
      number = this.levels[length - 1]?.head[number] ?? 0;
    }
    for (let length = to; length > to - from; length--) {
      number = this.levels[length - 1]?.tail[number] ?? 0;
    }
    return number;
  }

  private perStretch(steps: number, sequence: number): Int32Array {
    const { stretch, runs, runsIn } = this.stretches;
    const times = new Int32Array(runsIn.length);
    const level = this.levels[steps - 1];
    for (let step = level?.last[sequence] ?? -1; step >= 0; step = level?.previous[step] ?? -1) {
      const at = stretch[step] ?? 0;
      times[at] = (times[at] ?? 0) + (steps === 1 ? (runs[step] ?? 0) : 1);
    }
    return times;
  }
}
