import { coverageOf, type CoverageReading } from "./model";

/** What records say of one source file. */
interface FileCounts {
  /** By line number: whether it was run. */
  readonly lines: Map<string, boolean>;
  /** By line, block and branch: whether it was taken. */
  readonly branches: Map<string, boolean>;
  readonly said: Partial<Record<"LF" | "LH" | "BRF" | "BRH", number>>;
}

/**
 * Reads a tracefile of lcov. The totals that a record gives (LF, LH, BRF, BRH) count; where it gives
 * none, its lines (DA) and branches (BRDA) are counted, each once.
 *
 * A source file may be named more than once, for example by two test programs, and counts once: what
 * its records say of single lines and branches is merged, run if any of them says so. Of records
 * without single lines the last one counts.
 *
 * Source: geninfo(1), “FILES”.
 */
export function readLcov(text: string): CoverageReading {
  const repeated = repeatedFiles(text);
  const merged = new Map<string, FileCounts>();
  const sums = { covered: 0, total: 0, branchesCovered: 0, branchesTotal: 0 };
  let open: FileCounts | undefined;
  let records = 0;
  const finish = (): void => {
    if (open !== undefined) add(sums, open, false);
    open = undefined;
  };
  let current: FileCounts | undefined;
  for (const [, key = "", value = ""] of text.matchAll(entry)) {
    if (key === "SF") {
      finish();
      records++;
      current = merged.get(value) ?? { lines: new Map(), branches: new Map(), said: {} };
      if (repeated.has(value)) merged.set(value, current);
      else open = current;
    } else if (key === "end_of_record") {
      finish();
      current = undefined;
    } else if (current !== undefined) note(current, key, value);
  }
  finish();
  for (const counts of merged.values()) add(sums, counts, true);
  if (records === 0) return { problem: "It is no tracefile of lcov: it names no source file." };
  return coverageOf("lcov", "lines", sums);
}

/** What lines and branches are told in; every other line is skipped. */
const entry = /^(SF|DA|LF|LH|BRDA|BRF|BRH|end_of_record)(?::(.*))?$/gm;

/** Known before anything is counted, so that the lines of all others need not be kept. */
function repeatedFiles(text: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const [, file = ""] of text.matchAll(/^SF:(.*)$/gm)) {
    if (seen.has(file)) repeated.add(file);
    seen.add(file);
  }
  return repeated;
}

function note({ lines, branches, said }: FileCounts, key: string, value: string): void {
  switch (key) {
    case "DA": {
      const [line = "", count] = value.split(",");
      lines.set(line, lines.get(line) === true || Number(count) > 0);
      return;
    }
    case "BRDA": {
      const at = value.lastIndexOf(",");
      const branch = value.slice(0, at);
      // "-" stands for a branch that was never reached.
      const isTaken = Number(value.slice(at + 1)) > 0;
      branches.set(branch, branches.get(branch) === true || isTaken);
      return;
    }
    case "LF":
    case "LH":
    case "BRF":
    case "BRH":
      said[key] = Number(value);
  }
}

function add(
  sums: { covered: number; total: number; branchesCovered: number; branchesTotal: number },
  { lines, branches, said }: FileCounts,
  isMerged: boolean,
): void {
  const [covered, total] = countsOf(lines, said.LH, said.LF, isMerged);
  const [taken, all] = countsOf(branches, said.BRH, said.BRF, isMerged);
  sums.covered += covered;
  sums.total += total;
  sums.branchesCovered += taken;
  sums.branchesTotal += all;
}

function countsOf(
  single: ReadonlyMap<string, boolean>,
  saidCovered: number | undefined,
  saidTotal: number | undefined,
  isMerged: boolean,
): readonly [covered: number, total: number] {
  const isSaid = saidCovered !== undefined && saidTotal !== undefined;
  if (isSaid && !(isMerged && single.size > 0)) return [saidCovered, saidTotal];
  let covered = 0;
  for (const isCovered of single.values()) if (isCovered) covered++;
  return [covered, single.size];
}
