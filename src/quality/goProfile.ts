import { coverageOf, type CoverageReading } from "./model";

/**
 * Reads a cover profile of Go. It counts statements, by blocks; a block that is told more than once,
 * as where the profiles of several packages are joined, counts once and was run if any of them says
 * so. Where two disagree on its statements, the greater number holds, so that their order does not
 * matter.
 *
 * Source: `go tool cover`, package golang.org/x/tools/cover.
 */
export function readGoProfile(text: string): CoverageReading {
  if (!/^mode: (?:set|count|atomic)\s/.test(text)) {
    return { problem: "It is no cover profile of Go: its first line names no mode." };
  }
  const blocks = new Map<string, { statements: number; isCovered: boolean }>();
  for (const [, block = "", statements, count] of text.matchAll(blockLine)) {
    const known = blocks.get(block) ?? { statements: 0, isCovered: false };
    known.statements = Math.max(known.statements, Number(statements));
    known.isCovered ||= Number(count) > 0;
    blocks.set(block, known);
  }
  let [covered, total] = [0, 0];
  for (const { statements, isCovered } of blocks.values()) {
    total += statements;
    if (isCovered) covered += statements;
  }
  return coverageOf("go-profile", "statements", { covered, total });
}

/** File and range, statements, count: `a/b.go:12.30,14.2 2 1`. */
const blockLine = /^(\S.*:\d+\.\d+,\d+\.\d+) (\d+) (\d+)\s*$/gm;
