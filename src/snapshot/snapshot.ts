import type { Insights } from "../analysis/insightModel";
import type { AgentSummary, SkillSummary } from "../analysis/model";
import type { Recommendation } from "../recommend/model";
import type { Invocation, OutcomeCounts, SessionId } from "../tracker/model";
import type { StoreProblem } from "../worker/protocol";

export type { StoreProblem };

/** Whether this window records. `off`: by the setting; `paused`: by the user, for now. */
export type TrackingState = "on" | "paused" | "off";

/** The one frozen value every view draws. */
export interface Snapshot {
  readonly tracking: TrackingState;
  readonly session: {
    readonly id: SessionId;
    readonly counts: OutcomeCounts;
    /** Newest first; all that run and the latest ended ones. */
    readonly invocations: readonly Invocation[];
  };
  readonly phases: {
    /** The setting's list, in order. */
    readonly all: readonly string[];
    /** Set by the user for all that runs; undefined = inferred run by run. */
    readonly pinned?: string;
    /** The pinned one, else that of the newest invocation that has one. */
    readonly current?: string;
  };
  readonly recommended: readonly Recommendation[];
  /** Of the whole history, hidden ones included. */
  readonly skills: readonly SkillSummary[];
  readonly agents: {
    /** Names of the agents whose logs are followed. */
    readonly followed: readonly string[];
    /** What agents ran since the window opened, newest first; all that run and the latest ended ones. */
    readonly invocations: readonly Invocation[];
    /** Of the whole history. */
    readonly summaries: readonly AgentSummary[];
  };
  readonly totalInvocations: number;
  /** What matters most, of the whole history; undefined until it was read. */
  readonly insights?: Insights;
  readonly problems: readonly StoreProblem[];
  /** The stored history has not been read yet. */
  readonly isLoading: boolean;
}
