import { coverageOf, type CoverageReading } from "./model";

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
  const times = new Map<string, number>();
  for (const { file } of recordsOf(text)) times.set(file, (times.get(file) ?? 0) + 1);
  if (times.size === 0) return { problem: "It is no tracefile of lcov: it names no source file." };
  const merged = new Map<string, FileCounts>();
  const sums = { covered: 0, total: 0, branchesCovered: 0, branchesTotal: 0 };
  for (const { file, record } of recordsOf(text)) {
    const isMerged = times.get(file) !== 1;
    const counts = merged.get(file) ?? { lines: new Counts("LH", "LF"), branches: branchCounts() };
    if (isMerged) merged.set(file, counts);
    counts.lines.take(record, isMerged, line);
    counts.branches.take(record, isMerged, branch);
    if (!isMerged) add(sums, counts);
  }
  for (const counts of merged.values()) add(sums, counts);
  return coverageOf("lcov", "lines", sums);
}

/** What records say of one source file. */
interface FileCounts {
  readonly lines: Counts;
  readonly branches: Counts;
}

const branchCounts = (): Counts => new Counts("BRH", "BRF");
/** Number of the line, and how often it was run. */
const line = /^DA:(\d+),([^,\r\n]*)/gm;
/** Line, block and branch, and how often it was taken; "-" where it was never reached. */
const branch = /^BRDA:(.*),([^,\r\n]*)$/gm;

/** Lines or branches of one source file. */
class Counts {
  private readonly single = new Map<string, boolean>();
  private said: readonly [covered: number, total: number] | undefined;

  constructor(
    private readonly coveredKey: string,
    private readonly totalKey: string,
  ) {}

  /** @param needsSingle whether totals are not enough: there are other records to merge with. */
  take(record: string, needsSingle: boolean, each: RegExp): void {
    const covered = valueOf(record, this.coveredKey);
    const total = valueOf(record, this.totalKey);
    if (covered !== undefined && total !== undefined) this.said = [covered, total];
    // Most of a file are single lines: they are read only where they are wanted.
    if (this.said !== undefined && !needsSingle) return;
    for (const [, name = "", count] of record.matchAll(each)) {
      this.single.set(name, this.single.get(name) === true || Number(count) > 0);
    }
  }

  get result(): readonly [covered: number, total: number] {
    if (this.said !== undefined && this.single.size === 0) return this.said;
    let covered = 0;
    for (const isCovered of this.single.values()) if (isCovered) covered++;
    return [covered, this.single.size];
  }
}

/** @returns the last number that a record gives under this key. */
function valueOf(record: string, key: string): number | undefined {
  const at = record.lastIndexOf(`\n${key}:`);
  if (at < 0) return undefined;
  const start = at + key.length + 2;
  const end = record.indexOf("\n", start);
  return Number(record.slice(start, end < 0 ? undefined : end));
}

/** The records, each from its source file to its end, the next source file or the end of the text. */
function* recordsOf(text: string): Generator<{ readonly file: string; readonly record: string }> {
  let at = text.startsWith("SF:") ? 0 : text.indexOf("\nSF:") + 1;
  if (!text.startsWith("SF:", at)) return;
  for (;;) {
    const next = text.indexOf("\nSF:", at);
    const rest = text.slice(at, next < 0 ? undefined : next);
    const end = rest.indexOf("\nend_of_record");
    const record = end < 0 ? rest : rest.slice(0, end);
    const [first = ""] = record.split(/[\r\n]/, 1);
    yield { file: first.slice("SF:".length), record };
    if (next < 0) return;
    at = next + 1;
  }
}

function add(
  sums: { covered: number; total: number; branchesCovered: number; branchesTotal: number },
  { lines, branches }: FileCounts,
): void {
  const [covered, total] = lines.result;
  const [taken, all] = branches.result;
  sums.covered += covered;
  sums.total += total;
  sums.branchesCovered += taken;
  sums.branchesTotal += all;
}
