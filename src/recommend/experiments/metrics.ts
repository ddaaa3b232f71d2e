/** What the user's runs in one unit add up to. Runs of agents do not count: nobody chose them. */
export interface UnitRuns {
  readonly runs: number;
  /** completed + failed + abandoned. */
  readonly finished: number;
  readonly completed: number;
  /** Runs that were chosen from a recommendation, and of these: */
  readonly chosen: number;
  readonly chosenFirst: number;
  readonly chosenFinished: number;
  readonly chosenCompleted: number;
}

export const metricNames = [
  "completionRate",
  "acceptanceRate",
  "firstChoiceRate",
  "chosenCompletionRate",
] as const;
export type MetricName = (typeof metricNames)[number];

/** One number from 0 to 1 for a unit, more being better; undefined where there is nothing to divide. */
export type Metric = (unit: UnitRuns) => number | undefined;

/** What an experiment can measure. */
export const metrics: Readonly<Record<MetricName, Metric>> = {
  /** 1: every finished run completed; 0: none did. */
  completionRate: ({ completed, finished }) => share(completed, finished),

  /** 1: every run was chosen from a recommendation; 0: none was. */
  acceptanceRate: ({ chosen, runs }) => share(chosen, runs),

  /** 1: whenever something was chosen it was offered first; 0: never. */
  firstChoiceRate: ({ chosenFirst, chosen }) => share(chosenFirst, chosen),

  /** 1: every finished run that was chosen from a recommendation completed; 0: none did. */
  chosenCompletionRate: ({ chosenCompleted, chosenFinished }) =>
    share(chosenCompleted, chosenFinished),
};

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
