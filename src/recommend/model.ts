import type { SessionId, SkillKey, SkillKind, SkillRef } from "../tracker/model";
import type { Focus } from "./focus";

/** The inputs of a ranking; each is a number from 0 to 1, documented where it is computed. */
export const factorNames = [
  "comesNext",
  "followsLast",
  "frequency",
  "recency",
  "completion",
  "phase",
  "effectiveness",
  "afterFailure",
  "forLanguage",
  "forFile",
  "matchesQuery",
  "pinned",
  "rejected",
  "fromOthers",
] as const;
export type FactorName = (typeof factorNames)[number];

/** The factors that weights are given to, and that speak for skills which were used before. */
export type OwnFactor = Exclude<FactorName, "rejected" | "fromOthers">;

/** Why one factor speaks for (or, with a negative `share`, against) a skill. */
export interface Reason {
  readonly factor: FactorName;
  /** 0–1. */
  readonly value: number;
  /**
   * Its part of the score: weight × value; for `rejected` −weight × value × what the others add up
   * to. All shares of a recommendation add up to its score.
   */
  readonly share: number;
  /** The counts behind it: `count` of `total`, where the factor rests on counts. */
  readonly count?: number;
  readonly total?: number;
  /** The skill, phase, language, file or words it refers to, for example the last skill for `followsLast`. */
  readonly about?: string;
  /** How likely it comes next, 0–1, over all skills; only of `comesNext`. */
  readonly probability?: number;
  /** How near it is by meaning, 0–1; only of `matchesQuery`, where meanings are known. */
  readonly meaning?: number;
  /** What somebody asked for when they ran it, if that answers best; only of `matchesQuery`. */
  readonly asked?: string;
}

/** One skill offered, with its reasons sorted by the size of their share, greatest first. */
export interface Recommendation {
  readonly skill: SkillRef;
  readonly key: SkillKey;
  readonly label: string;
  /** 1 = best. */
  readonly rank: number;
  /** 0–1. */
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** What "run again" would insert; absent where no command line was kept. */
  readonly command?: string;
  readonly cwd?: string;
  readonly invocations: number;
  /** 0–1, as it is (not smoothed); undefined when nothing finished. */
  readonly completionRate?: number;
  /** 0 when it never ran. */
  readonly lastStartedAtMs: number;
  /** Whether it is offered to be tried, in the stead of what usually comes next. */
  readonly toTry?: true;
  /** Only of a skill that never ran here; then `fromOthers` is its one reason. */
  readonly fromOthers?: FromOthers;
}

/** What is told of other users: never of fewer than k of them, and never who. */
export interface FromOthers {
  /** How many completed it. */
  readonly users: number;
  /** Smoothed, more than 0 and less than 1. */
  readonly completionRate: number;
  /** Median of their medians, milliseconds. */
  readonly medianMs?: number;
  /** The phase most of them run it in. */
  readonly phase?: string;
}

/** Where baselines are shared, and who asks. */
export interface SharedBaselines {
  /** Absolute. */
  readonly folder: string;
  readonly user: UserSecret;
}

/** What a user's name among others is made of; both stay on this machine. */
export interface UserSecret {
  readonly id: string;
  readonly salt: string;
}

/** Which skills may be offered: those with a run that passes all that is given. */
export interface SkillFilter {
  readonly sessionId?: SessionId;
  readonly kinds?: readonly SkillKind[];
  readonly authors?: readonly ("user" | "agent")[];
}

export const defaultMinSimilarity = 0.3;
export const defaultPhaseWeight = 0.3;

/** Where the user stands when asking what to run next. */
export interface RecommendContext {
  readonly nowMs: number;
  readonly sessionId: SessionId;
  /** The phase the user pinned, if any. */
  readonly phase?: string;
  /** What is in front of them: terminal and file; absent where that is not known. */
  readonly focus?: Focus;
  /** Words describing a problem; absent when nothing was asked. */
  readonly query?: string;
  /** What a query has to be answered by at least, 0–1; see `defaultMinSimilarity`. */
  readonly minSimilarity?: number;
  /**
   * How much of an answer to a query the success in the present phase decides, 0–1; 0 leaves it out.
   * See `defaultPhaseWeight`.
   */
  readonly phaseWeight?: number;
  /** A variant of the ranking; the usual one when absent. See `strategies`. */
  readonly strategy?: string;
  /** Whether the last place may go to something to try; see `skillToTry`. Absent = no. */
  readonly explore?: boolean;
  /** An agent asks: what agents ran is offered as well, though it is none of the user's habits. */
  readonly isForAgent?: boolean;
  /** Offers only skills with a run that passes; absent = all. */
  readonly only?: SkillFilter;
  /** What others share is read from there; absent = nothing is. */
  readonly shared?: SharedBaselines;
  /** At most this many, 1–100. */
  readonly limit: number;
}
