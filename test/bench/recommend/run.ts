import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { percentile } from "../row";
import committed from "./committed.json";
import { compare, type Comparison, type Result } from "./compare";
import { readConditions } from "./conditions";
import { gate, toCommit, type Committed, type Verdict } from "./gate";
import { measure, type Quality } from "./measure";
import { methods } from "./methods";
import { telling, type Telling } from "./strangers";
import { comparisonTable, qualityTable, strangerTable, timeTable } from "./tables";
import { loadEmbedder, textsOf, vectorsOf } from "./vectors";

export interface BenchOptions {
  /** The folder of the sets. */
  readonly dir: string | undefined;
  /** The folder of the embedding model. */
  readonly model: string;
  /** Where vectors are kept from one run to the next. */
  readonly cache: string;
  /** Called with each sentence for whoever waits. */
  readonly tell: (sentence: string) => void;
}

export interface BenchResult {
  /** The embedding model; absent where only words were compared. */
  readonly model?: string;
  /** Milliseconds to embed a query, median of 200. */
  readonly embedMs?: number;
  readonly conditions: readonly {
    readonly name: string;
    readonly queries: number;
    readonly skills: number;
    readonly methods: readonly {
      readonly method: string;
      readonly quality: Quality;
      readonly buildMs: number;
      readonly queryP50Ms: number;
      readonly queryP95Ms: number;
      readonly outOfScope?: Telling;
    }[];
  }[];
  readonly comparisons: readonly Comparison[];
  readonly committable: Committed;
  readonly verdict: Verdict;
  readonly tables: readonly string[];
}

/**
 * Measures what there is; undefined, and a sentence told, where there is nothing.
 *
 * @throws SetFormatError where a line of a set cannot be read.
 */
export async function run(options: BenchOptions): Promise<BenchResult | undefined> {
  const { dir, tell } = options;
  if (dir === undefined || !existsSync(dir)) {
    const where = dir === undefined ? "no folder was given" : `${dir} does not exist`;
    tell(`Nothing is measured: ${where}. Give the folder of the text sets: --dir DIR`);
    return undefined;
  }
  const { conditions, missing } = readConditions((file) => {
    const path = join(dir, file);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  });
  if (missing.length > 0) tell(`Left out, because ${dir} has no ${missing.join(", no ")}.`);
  if (conditions.length === 0) return undefined;
  const embedder = await loadEmbedder(options.model);
  if (embedder === undefined) tell("There is no embedding model: only the words are measured.");
  const vectors = embedder && vectorsOf(textsOf(conditions), embedder, options.cache, tell);
  const results = conditions.map((condition): Result => {
    tell(`measuring ${condition.name} …`);
    const measured = methods(vectors).map((method) => measure(method, condition));
    return { condition, measured };
  });
  const comparisons = compare(results);
  const queries = textsOf(conditions).slice(0, 200);
  const embedMs = embedder && percentile(queries.map(timed((text) => embedder.embed(text))), 0.5);
  return {
    ...(embedder && embedMs !== undefined ? { model: embedder.id, embedMs } : {}),
    conditions: results.map(summaryOf),
    comparisons,
    committable: toCommit(results),
    verdict: gate(results, committed),
    tables: [
      qualityTable(results),
      comparisonTable(comparisons),
      strangerTable(results),
      timeTable(results),
    ],
  };
}

function summaryOf({ condition, measured }: Result): BenchResult["conditions"][number] {
  return {
    name: condition.name,
    queries: condition.queries.length,
    skills: condition.skills.length,
    methods: measured.map((one) => ({
      method: one.method,
      quality: one.quality,
      buildMs: one.buildMs,
      queryP50Ms: percentile(one.queryMs, 0.5),
      queryP95Ms: percentile(one.queryMs, 0.95),
      ...(condition.strangers.length === 0 ? {} : { outOfScope: telling(one) }),
    })),
  };
}

/** @returns the milliseconds that work takes on each. */
function timed<T>(work: (value: T) => unknown): (value: T) => number {
  return (value) => {
    const begun = performance.now();
    work(value);
    return performance.now() - begun;
  };
}
