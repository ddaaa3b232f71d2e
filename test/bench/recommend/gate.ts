import type { Result } from "./compare";
import { mean } from "./measure";

/** The mean reciprocal rank of each method in each condition, as it was committed. */
export type Committed = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The mean may be so much less than what was committed: other machines round in other ways. */
const tolerance = 0.01;

export interface Verdict {
  readonly passed: boolean;
  readonly sentence: string;
}

/** Compares the extension's mean over the conditions that are there with what was committed of them. */
export function gate(results: readonly Result[], committed: Committed): Verdict {
  const both = results.flatMap(({ condition, measured: [own] }) => {
    const before = own && committed[own.method]?.[condition.name];
    return before === undefined ? [] : [{ before, now: own?.quality.mrr ?? NaN }];
  });
  if (both.length === 0) {
    return { passed: true, sentence: "The gate is left out: no condition of it was measured." };
  }
  const now = mean(both.map((one) => one.now));
  const before = mean(both.map((one) => one.before));
  const passed = now >= before - tolerance;
  const figures = `mean MRR ${now.toFixed(4)}, committed ${before.toFixed(4)}`;
  const where = `${both.length} conditions`;
  return {
    passed,
    sentence: passed
      ? `The gate holds: ${figures}, over ${where}.`
      : `The gate fails: ${figures}, over ${where}; at most ${tolerance} less is let pass.`,
  };
}

/** What to commit of these results. */
export function toCommit(results: readonly Result[]): Committed {
  const figures: Record<string, Record<string, number>> = {};
  for (const { condition, measured } of results) {
    for (const { method, quality } of measured.slice(0, 2)) {
      (figures[method] ??= {})[condition.name] = Number(quality.mrr.toFixed(4));
    }
  }
  return figures;
}
