import type { HistoryFilter } from "../tracker/history";
import type { OutcomeCounts, SkillKey, SkillKind } from "../tracker/model";
import type { SmoothedRate } from "./smoothedRate";

/** A skill with its figures: a row of the Skills view and of the report. */
export interface SkillSummary {
  readonly key: SkillKey;
  readonly kind: SkillKind;
  readonly name: string;
  readonly label: string;
  readonly category: string;
  readonly phase?: string;
  /** The phase a person gave it. */
  readonly givenPhase?: string;
  readonly hidden: boolean;
  readonly pinned: boolean;
  readonly command?: string;
  readonly cwd?: string;
  readonly counts: OutcomeCounts;
  readonly total: number;
  /** 0–1; undefined when nothing finished. */
  readonly completionRate?: number;
  /** Median over completed foreground runs, milliseconds. */
  readonly medianDurationMs?: number;
  readonly firstStartedAtMs: number;
  readonly lastStartedAtMs: number;
  /**
   * How the completion rate of the newest 10 finished runs differs from that of the ones before,
   * −1…1; undefined with fewer than 10 of those and 5 before.
   */
  readonly trend?: number;
}

/** What an agent did with one skill. */
export interface AgentSkill {
  readonly key: SkillKey;
  readonly kind: SkillKind;
  readonly label: string;
  readonly counts: OutcomeCounts;
  readonly total: number;
  /** Runs the user did not allow; they are among the abandoned ones. */
  readonly refused: number;
  /** 0–1; undefined when nothing finished. */
  readonly completionRate?: number;
  /** Median over completed foreground runs that were measured, milliseconds. */
  readonly medianDurationMs?: number;
  readonly lastStartedAtMs: number;
}

/** What one agent ran. */
export interface AgentSummary {
  /** As it is named in the history; "" for one without a name. */
  readonly agent: string;
  readonly total: number;
  readonly refused: number;
  readonly skills: readonly AgentSkill[];
}

/** Counts and rate with the interval that says how sure it is. */
export interface Rate {
  readonly counts: OutcomeCounts;
  readonly total: number;
  /** completed + failed + abandoned. */
  readonly finished: number;
  /** 0–1; undefined when nothing finished. */
  readonly rate?: number;
  /** 95 % Wilson score interval of `rate`, 0–1; undefined when nothing finished. */
  readonly interval?: readonly [low: number, high: number];
}

export interface Durations {
  /** How many runs it rests on: completed, in the foreground, with a known duration. */
  readonly count: number;
  readonly medianMs?: number;
  readonly p90Ms?: number;
  /** Sum over all foreground runs with a known duration, whatever their outcome. */
  readonly totalMs: number;
}

export interface Overview extends Rate {
  readonly sessions: number;
  readonly skills: number;
  readonly byAgents: number;
  readonly durations: Durations;
  readonly firstStartedAtMs?: number;
  readonly lastStartedAtMs?: number;
}

/** How often something completed, and what that says of the next run. */
export interface Effectiveness extends Rate {
  /** Undefined when nothing finished. */
  readonly smoothed?: SmoothedRate;
}

export interface PhaseEffectiveness extends Effectiveness {
  /** Undefined = runs without a phase. */
  readonly phase?: string;
  readonly durations: Durations;
  /** The skills of this phase, most used first, at most 8. */
  readonly skills: readonly (Effectiveness & { readonly key: SkillKey; readonly label: string })[];
}

/** A phase whose abandonment passes the threshold with enough samples. */
export interface Bottleneck {
  readonly phase: string;
  readonly finished: number;
  readonly abandoned: number;
  readonly failed: number;
  /** abandoned ÷ finished, 0–1. */
  readonly abandonmentRate: number;
  /** Milliseconds spent in runs that failed or were abandoned. */
  readonly lostMs: number;
  readonly severity: "watch" | "warning" | "critical";
  /** The skill that lost the most runs there. */
  readonly worstSkill: SkillKey;
}

/** A directly followed by B inside one session, A ≠ B. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** count ÷ all transitions out of `from`, 0–1. */
  readonly share: number;
  /** From the end of the one (its start, where no duration is known) to the start of the other. */
  readonly medianGapMs?: number;
  /** The skill most often run on arrival in `to`. */
  readonly commonSkill?: SkillKey;
}

export interface HeatmapCell extends Rate {
  readonly key: SkillKey;
  readonly phase: string;
}

/** Skill × phase. A pair that never occurred has no cell: absent is not 0 %. */
export interface Heatmap {
  readonly skills: readonly { readonly key: SkillKey; readonly label: string }[];
  readonly phases: readonly string[];
  readonly cells: readonly HeatmapCell[];
}

/** One day (or hour) of a zero-filled series. */
export interface TimelineBucket extends Rate {
  /** Start of the bucket, milliseconds since 1970 UTC. */
  readonly startMs: number;
  readonly medianDurationMs?: number;
}

export interface Timeline {
  readonly unit: "hour" | "day" | "week";
  /** Runs of the range that are older than the first bucket; 0 unless it is longer than two years. */
  readonly earlier: number;
  readonly buckets: readonly TimelineBucket[];
}

/** What ran on one local day. */
export interface RunDay {
  /** Where the day begins, milliseconds since 1970 UTC. */
  readonly startMs: number;
  readonly runs: number;
  /** Completed, failed or abandoned. */
  readonly finished: number;
  readonly completed: number;
  /** Minutes of the clock in which at least one run began. */
  readonly activeMinutes: number;
}

/** Everything the report page draws. A plain value: it crosses thread and frame boundaries. */
export interface ReportData {
  readonly generatedAtMs: number;
  readonly filter: HistoryFilter;
  readonly overview: Overview;
  readonly phases: readonly PhaseEffectiveness[];
  readonly bottlenecks: readonly Bottleneck[];
  readonly phaseTransitions: readonly Transition[];
  readonly skillTransitions: readonly Transition[];
  readonly heatmap: Heatmap;
  readonly timeline: Timeline;
  readonly skills: readonly SkillSummary[];
  /** The newest days with runs, at most 366, ascending. */
  readonly runDays: readonly RunDay[];
  /** The choices the filter bar offers, over the whole history. */
  readonly choices: {
    readonly kinds: readonly SkillKind[];
    readonly authors: readonly ("user" | "agent")[];
    readonly phases: readonly string[];
  };
}

/** Where days begin: local time zones and their clock changes come in by this door. */
export interface Calendar {
  /** Start of the unit that holds `ms`, milliseconds since 1970 UTC. Weeks begin on Monday. */
  startOf(unit: Timeline["unit"], ms: number): number;
  /** Start of the unit after the one that begins at `startMs`. */
  next(unit: Timeline["unit"], startMs: number): number;
}
