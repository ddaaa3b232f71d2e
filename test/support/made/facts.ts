import { skills, type MadeSkill } from "./skills";

/** What is put into a history on purpose, so that somebody can look for it. */
export const facts = {
  /** Somewhat more than 40 % of its finished runs are given up. */
  bottleneck: "rollback",
  /** Its durations grow to four times the usual ones over `recentDays`. */
  slower: skills.build,
  /** Its completion rate falls by four fifths over `recentDays`. */
  declining: skills.browser,
  /** Runs a quarter of a usual day's total within an hour of yesterday. */
  spike: skills.up,
  /** Share their sessions nineteen times in twenty. */
  pair: [skills.psql, skills.query],
  /** In a row, over and over. */
  routine: [skills.fetch, skills.rebase, skills.migrate, skills.seed],
  /** Fails four times in five there, and one time in seven elsewhere. */
  cell: { skill: skills.integration, phase: "setup" },
} as const;

/** Over so many days up to now something gets worse. */
const recentDays = 28;
const dayMs = 86_400_000;

/** How a run would go: chances of finished runs, which sum up to at most 1. */
export interface Prospect {
  readonly completes: number;
  readonly isAbandoned: number;
}

/** When and in which phase something runs. */
export interface Moment {
  readonly phase: string;
  readonly startedAtMs: number;
  readonly isMorning: boolean;
}

/** How skills fare at a moment: as usual, or as the planted facts say. */
export class Fortune {
  constructor(
    private readonly nowMs: number,
    private readonly isPlain: boolean,
  ) {}

  prospect(skill: MadeSkill, moment: Moment): Prospect {
    const usual = abandoningSome(skill.completes);
    if (this.isPlain) return usual;
    if (skill === facts.cell.skill && moment.phase === facts.cell.phase) {
      return { completes: 0.18, isAbandoned: 0.02 };
    }
    if (moment.phase === facts.bottleneck) return { completes: 0.5, isAbandoned: 0.42 };
    const completes =
      skill === facts.declining
        ? skill.completes * (1 - 0.8 * this.recency(moment.startedAtMs))
        : skill.completes;
    return abandoningSome(1 - (1 - completes) * (moment.isMorning ? 0.6 : 1.5));
  }

  /** How many times as long as usual it takes. */
  slowness(skill: MadeSkill, startedAtMs: number): number {
    return this.isPlain || skill !== facts.slower ? 1 : 1 + 3 * this.recency(startedAtMs);
  }

  /** From 0 at the beginning of `recentDays`, and before, to 1 now. */
  private recency(atMs: number): number {
    return Math.max(0, 1 - (this.nowMs - atMs) / dayMs / recentDays);
  }
}

/** One lost run in five is given up, the others fail. */
function abandoningSome(completes: number): Prospect {
  return { completes, isAbandoned: (1 - completes) / 5 };
}

const named = ({ skill }: MadeSkill): string => `${skill.name} (${skill.kind})`;

/** The facts as sentences for somebody who looks at the report. */
export function factLines(): readonly string[] {
  const { bottleneck, slower, declining, spike, pair, routine, cell } = facts;
  return [
    `Bottleneck: more than 30 % of the runs of phase ${bottleneck} are abandoned.`,
    `Slower: ${named(slower)} took longer and longer over the last ${recentDays} days.`,
    `Declining: ${named(declining)} completed less and less over the last ${recentDays} days.`,
    `Spike: ${named(spike)} ran many times within an hour of yesterday.`,
    `Pair: ${named(pair[0])} and ${named(pair[1])} are nearly always in the same sessions.`,
    `Routine: ${routine.map(named).join(" → ")} are run in a row.`,
    "Part of the day: more runs complete in the morning than in the afternoon.",
    `Skill × phase: ${named(cell.skill)} mostly fails in phase ${cell.phase}, and seldom elsewhere.`,
  ];
}
