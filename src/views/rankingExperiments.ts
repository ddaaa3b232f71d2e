import { strategyFor, type Sha256 } from "../recommend/experiments/assign";
import { createExperiment, isOpen, stopExperiment } from "../recommend/experiments/lifecycle";
import type { Experiment, ExperimentPlan } from "../recommend/experiments/model";
import { defaultStrategy, type StrategyId } from "../recommend/experiments/strategies";
import type { ExperimentQuery } from "../recommend/workflowReport";
import type { SessionId } from "../tracker/model";

/** Where experiments and the sessions to leave out of them outlive the window. */
export interface ExperimentMemory {
  /** Oldest first. */
  readonly experiments: readonly Experiment[];
  keepExperiments(experiments: readonly Experiment[]): void;
  readonly rankedByHand: readonly SessionId[];
  keepRankedByHand(sessions: readonly SessionId[]): void;
}

export interface ExperimentParts {
  readonly memory: ExperimentMemory;
  readonly sessionId: SessionId;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly sha256: Sha256;
  /** Whether the settings name a ranking, which goes before any experiment. */
  readonly isRankedByHand: () => boolean;
}

/** So many experiments, and sessions to leave out, are remembered: the newest. */
const mostExperiments = 20;
const mostSessions = 1000;

/** The ranking experiments of this workspace, seen from one window: a session of theirs. */
export class RankingExperiments {
  constructor(private readonly parts: ExperimentParts) {}

  /** The one that is under way. */
  get open(): Experiment | undefined {
    const { memory, nowMs } = this.parts;
    return memory.experiments.find((one) => isOpen(one, nowMs()));
  }

  /** @returns the strategy this session has by experiment; nothing where it has none. */
  ranking(): { readonly strategy?: StrategyId } {
    const { open, parts } = this;
    if (open === undefined || parts.isRankedByHand()) return {};
    const strategy = strategyFor(open, parts.sessionId, parts.nowMs(), parts.sha256);
    return strategy === undefined ? {} : { strategy };
  }

  /** Leaves this session out for good, if the user has chosen its ranking during an experiment. */
  update(): void {
    const { memory, sessionId, isRankedByHand } = this.parts;
    const { rankedByHand } = memory;
    if (this.open === undefined || !isRankedByHand() || rankedByHand.includes(sessionId)) return;
    memory.keepRankedByHand([...rankedByHand, sessionId].slice(-mostSessions));
  }

  /**
   * Begins to compare a strategy with the usual one.
   *
   * @throws PlanError when that cannot be.
   */
  start(plan: Pick<ExperimentPlan, "name" | "treatment" | "minimumUnits">): void {
    const { memory, newId, nowMs } = this.parts;
    const { experiments } = memory;
    const whole = { ...plan, control: defaultStrategy, startMs: nowMs() };
    const experiment = createExperiment(whole, newId(), experiments);
    memory.keepExperiments([...experiments, experiment].slice(-mostExperiments));
    this.update();
  }

  /** Ends the open one, if there is one. */
  stop(): void {
    const { open } = this;
    const { memory, nowMs } = this.parts;
    if (open === undefined) return;
    const stopped = stopExperiment(open, nowMs());
    memory.keepExperiments(memory.experiments.map((one) => (one.id === open.id ? stopped : one)));
  }

  /** What the database is to hold: all that are remembered, and the sessions they leave out. */
  forDatabase():
    | { readonly experiments: readonly Experiment[]; readonly except: readonly SessionId[] }
    | undefined {
    const { experiments, rankedByHand } = this.parts.memory;
    return experiments.length === 0 ? undefined : { experiments, except: rankedByHand };
  }

  /** What a report shows: the open one, else the last; without this session, which goes on. */
  forReport(): { readonly experiment?: ExperimentQuery } {
    const { memory, sessionId } = this.parts;
    const experiment = this.open ?? memory.experiments.at(-1);
    if (experiment === undefined) return {};
    return { experiment: { experiment, except: [...memory.rankedByHand, sessionId] } };
  }
}
