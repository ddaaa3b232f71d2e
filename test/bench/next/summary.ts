import type { Score } from "./measure";

/** Shares of predictions, 0–100, and the mean reciprocal rank, 0–1. */
export interface Quality {
  readonly hits1: number;
  readonly hits3: number;
  readonly hits5: number;
  readonly mrr: number;
}

/** How one ranker did on all users. */
export interface Summary {
  readonly ranker: string;
  /** Every user counts the same. */
  readonly meanOfUsers: Quality;
  /** The standard error of that mean; 0 for a single user. */
  readonly standardError: Quality;
  /** Every prediction counts the same. */
  readonly pooled: Quality;
}

/** @param scores of one ranker, one a user; users without a prediction are left out. */
export function summarize(ranker: string, scores: readonly Score[]): Summary {
  const asked = scores.filter(({ n }) => n > 0);
  const each = asked.map(qualityOf);
  const of = (pick: (quality: Quality) => number): number[] => each.map(pick);
  const over = (how: (values: readonly number[]) => number): Quality => ({
    hits1: how(of(({ hits1 }) => hits1)),
    hits3: how(of(({ hits3 }) => hits3)),
    hits5: how(of(({ hits5 }) => hits5)),
    mrr: how(of(({ mrr }) => mrr)),
  });
  const sum = (pick: (score: Score) => number): number =>
    asked.reduce((total, score) => total + pick(score), 0);
  return {
    ranker,
    meanOfUsers: over(mean),
    standardError: over(standardError),
    pooled: qualityOf({
      n: sum(({ n }) => n),
      hits1: sum(({ hits1 }) => hits1),
      hits3: sum(({ hits3 }) => hits3),
      hits5: sum(({ hits5 }) => hits5),
      reciprocalRanks: sum(({ reciprocalRanks }) => reciprocalRanks),
    }),
  };
}

function qualityOf({ n, hits1, hits3, hits5, reciprocalRanks }: Score): Quality {
  const percent = (hits: number): number => (n === 0 ? 0 : (100 * hits) / n);
  return {
    hits1: percent(hits1),
    hits3: percent(hits3),
    hits5: percent(hits5),
    mrr: n === 0 ? 0 : reciprocalRanks / n,
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function standardError(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** One line a ranker, as a Markdown table. */
export function tableOf(summaries: readonly Summary[]): string {
  const percent = (value: number, error: number): string =>
    `${value.toFixed(1)} ± ${error.toFixed(1)}`;
  const lines = summaries.map(({ ranker, meanOfUsers, standardError: error, pooled }) =>
    [
      ranker,
      percent(meanOfUsers.hits1, error.hits1),
      percent(meanOfUsers.hits3, error.hits3),
      percent(meanOfUsers.hits5, error.hits5),
      meanOfUsers.mrr.toFixed(3),
      pooled.hits1.toFixed(1),
      pooled.hits3.toFixed(1),
      pooled.hits5.toFixed(1),
      pooled.mrr.toFixed(3),
    ].join(" | "),
  );
  return [
    "| ranker | hit@1 | hit@3 | hit@5 | MRR | pooled hit@1 | hit@3 | hit@5 | MRR |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ...lines.map((line) => `| ${line} |`),
  ].join("\n");
}
