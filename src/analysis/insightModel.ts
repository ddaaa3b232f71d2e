import type { SkillKey } from "../tracker/model";
import type { AnomalyEpisode } from "./anomalyEpisodes";
import type { Bottleneck, Calendar, Rate } from "./model";
import type { Routine } from "./routines";
import type { SkillPair } from "./skillPairs";
import type { SkillChange } from "./skillTrends";

export type InsightDetail =
  | { readonly type: "bottleneck"; readonly bottleneck: Bottleneck }
  | { readonly type: "anomaly"; readonly anomaly: AnomalyEpisode }
  | { readonly type: "change"; readonly change: SkillChange }
  | { readonly type: "pair"; readonly pair: SkillPair }
  | {
      readonly type: "below-usual";
      readonly key: SkillKey;
      readonly label: string;
      /** Of the skill. */
      readonly rate: Rate;
      /** The completion rate of all skills together, 0–1. */
      readonly usual: number;
    }
  | { readonly type: "routine"; readonly routine: Routine };

/** Something worth a sentence. */
export interface Insight {
  /** The same finding has the same id, over days and windows. */
  readonly id: string;
  /** How much it matters, 0–1. */
  readonly effect: number;
  /** How sure it is, 0–1. */
  readonly certainty: number;
  /** The runs behind it, for a filter of the report. */
  readonly filter: {
    readonly skill?: SkillKey;
    readonly phase?: string;
    readonly fromMs?: number;
    readonly toMs?: number;
  };
  readonly detail: InsightDetail;
}

export interface Insights {
  /** What matters most first. */
  readonly insights: readonly Insight[];
  /** What is missing for any, in the last 30 days; absent where there are some or nothing is. */
  readonly missing?: { readonly finishedRuns: number; readonly activeDays: number };
}

export interface InsightPlace {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number;
  readonly calendar: Calendar;
  /** From elsewhere. */
  readonly routines?: readonly Routine[];
  /** At most this many; 7 when left out. */
  readonly limit?: number;
}

/** An insight and what it is about: of two about the same the stronger is kept. */
export interface Candidate extends Insight {
  readonly topics: readonly string[];
}
