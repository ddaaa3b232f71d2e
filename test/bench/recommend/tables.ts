import { percentile } from "../row";
import type { Interval } from "./bootstrap";
import type { Comparison, Result } from "./compare";
import { mean, type Measured } from "./measure";
import { miniSearch } from "./methods";
import { minimumOf, telling } from "./strangers";

/** Recall@1 / recall@5 / MRR of each method in each condition, and their means. */
export function qualityTable(results: readonly Result[]): string {
  const methods = results[0]?.measured.map(({ method }) => method) ?? [];
  const cell = (some: readonly (Measured | undefined)[]): string => {
    const over = (of: (one: Measured) => number): number =>
      mean(some.map((one) => (one === undefined ? NaN : of(one))));
    const [r1, r5] = [over((one) => one.quality.recall1), over((one) => one.quality.recall5)];
    return `${r1.toFixed(1)} / ${r5.toFixed(1)} / ${over((one) => one.quality.mrr).toFixed(3)}`;
  };
  return table(
    ["R@1 / R@5 / MRR", "n", "skills", ...methods],
    [
      ...results.map(({ condition, measured }) => [
        condition.name,
        condition.queries.length,
        condition.skills.length,
        ...measured.map((one) => cell([one])),
      ]),
      ["**mean**", "", "", ...methods.map((_, at) => cell(results.map((r) => r.measured[at])))],
    ],
  );
}

/** What the first method is better by, with 95 % intervals: recall@1 in points, and MRR. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const against = [...new Set(comparisons.map((one) => one.against))];
  const places = [...new Set(comparisons.map(({ where }) => where))];
  const shown = ({ mean: middle, low, high }: Interval, digits: number): string =>
    `${signed(middle, digits)} [${signed(low, digits)}, ${signed(high, digits)}]`;
  const cells = (where: string): readonly string[] =>
    against.map((name) => {
      const found = comparisons.find((one) => one.against === name && one.where === where);
      return found === undefined ? "" : `${shown(found.recall1, 1)}; ${shown(found.mrr, 3)}`;
    });
  return table(
    ["ΔR@1; ΔMRR", ...against.map((name) => `less ${name}`)],
    places.map((where) => [where === "mean" ? "**mean**" : where, ...cells(where)]),
  );
}

/** How well unanswerable queries are told apart, where a set has some. */
export function strangerTable(results: readonly Result[]): string {
  const own = results.flatMap(({ condition, measured }) =>
    condition.strangers.length === 0 ? [] : measured.map((one) => ({ condition, one })),
  );
  const percent = (value: number): string => `${value.toFixed(1)} %`;
  return table(
    [
      ...["condition", "method", "AUROC", "minimum", "kept", "rejected"],
      ...["minimum that keeps 90 %", "rejects"],
    ],
    own.map(({ condition, one }) => {
      const { auroc, kept, rejected, minimumFor90, rejectedAt90 } = telling(one);
      // Scores of MiniSearch have no upper bound.
      const bounded = one.method !== miniSearch;
      const at = bounded ? [minimumOf(one.method), percent(kept), percent(rejected)] : ["", "", ""];
      const for90 = [minimumFor90.toFixed(2), percent(rejectedAt90)];
      return [condition.name, one.method, auroc.toFixed(3), ...at, ...for90];
    }),
  );
}

/** Times of the first method and of MiniSearch in the same run, in milliseconds. */
export function timeTable(results: readonly Result[]): string {
  const cells = ({ condition, measured: [own, ...others] }: Result): (string | number)[] => {
    const theirs = others.find(({ method }) => method === miniSearch);
    const beside = (of: (one: Measured) => number, digits: number): readonly string[] => {
      const [ours, its] = [own ? of(own) : NaN, theirs ? of(theirs) : NaN];
      return [ours.toFixed(digits), its.toFixed(digits), (ours / its).toFixed(2)];
    };
    return [
      condition.name,
      condition.skills.reduce((sum, skill) => sum + skill.texts.length, 0),
      ...beside(({ buildMs }) => buildMs, 0),
      ...beside(({ queryMs }) => percentile(queryMs, 0.5), 2),
      ...beside(({ queryMs }) => percentile(queryMs, 0.95), 2),
    ];
  };
  const heads = ["build", "query p50", "query p95"].flatMap((what) => [
    `${what} ms`,
    miniSearch,
    "ratio",
  ]);
  return table(["condition", "texts", ...heads], results.map(cells));
}

function signed(value: number, digits: number): string {
  const shown = value.toFixed(digits);
  return value < 0 ? shown.replace("-", "−") : `+${shown}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map((_, at) => (at === 0 ? "---" : "--:"))),
    ...rows.map(line),
  ].join("\n");
}
