import assert from "node:assert/strict";
import { test } from "node:test";
import { readLcov } from "../../../src/quality/lcov";
import { seededRandom, type Random } from "../../support/random";
import { inShare, seedsUpTo } from "../../support/seeds";

const counts = (covered: number, total: number, branches?: readonly [number, number]) => ({
  ...{ format: "lcov", unit: "lines", covered, total },
  ...(branches === undefined ? {} : { branches: { covered: branches[0], total: branches[1] } }),
});

test("the totals of the records are added up", () => {
  const text = [
    ...["TN:", "SF:/a.ts", "FN:1,f", "FNF:1", "FNH:1", "DA:1,1", "LF:10", "LH:8"],
    ...["BRF:4", "BRH:1", "end_of_record", "SF:/b.ts", "LF:5", "LH:0", "end_of_record", ""],
  ];
  assert.deepEqual(readLcov(text.join("\n")), counts(8, 15, [1, 4]));
  assert.deepEqual(readLcov(text.join("\r\n")), counts(8, 15, [1, 4]));
});

test("a record without totals is counted from its lines and branches, each once", () => {
  const text = [
    ...["SF:a", "DA:1,0", "DA:1,2", "DA:2,0", "DA:3,7,checksum", "BRDA:1,0,0,-", "BRDA:1,0,1,3"],
    ...["end_of_record"],
  ];
  assert.deepEqual(readLcov(text.join("\n")), counts(2, 3, [1, 2]));
});

test("a file named twice counts once, run where any record says so", () => {
  const one = ["SF:a", "DA:1,1", "DA:2,0", "LF:2", "LH:1", "end_of_record"];
  const other = ["SF:a", "DA:2,1", "DA:3,0", "LF:2", "LH:1", "end_of_record"];
  for (const text of [
    [...one, ...other],
    [...other, ...one],
  ])
    assert.deepEqual(readLcov(text.join("\n")), counts(2, 3));
});

test("of a file with totals alone, the last record counts", () => {
  const of = (hit: number): string => `SF:a\nLF:9\nLH:${hit}\nend_of_record\n`;
  assert.deepEqual(readLcov(of(7) + of(3)), counts(3, 9));
});

test("a file that was cut off counts as far as it goes", () => {
  assert.deepEqual(readLcov("SF:a\nDA:1,1\nDA:2,0"), counts(1, 2));
});

test("what is no tracefile, and one that counts nothing, have no share", () => {
  for (const text of [
    "",
    "hello",
    "DA:1,1",
    "LF:3\nLH:3",
    "SF:a\nend_of_record",
    "SF:a\nLF:0\nLH:0",
  ])
    assert.ok("problem" in readLcov(text), text);
  assert.match(JSON.stringify(readLcov("SF:a\nLF:2\nLH:3")), /3 of 2 lines were run/);
  assert.ok("problem" in readLcov("SF:a\nLF:x\nLH:3"));
});

interface NaiveRecord {
  readonly file: string;
  readonly lines: readonly (readonly [line: number, count: number])[];
  readonly branches: readonly (readonly [line: number, branch: number, taken: string])[];
  readonly hasTotals: boolean;
}

function randomRecord(random: Random): NaiveRecord {
  const length = (most: number): readonly undefined[] =>
    Array.from({ length: random.int(0, most) }, () => undefined);
  return {
    file: random.pick(["a", "b", "src/c", "C:\\d"]),
    lines: length(6).map(() => [random.int(1, 8), random.pick([0, 0, 1, 5])]),
    branches: length(4).map(() => [
      random.int(1, 3),
      random.int(0, 1),
      random.pick(["-", "0", "2"]),
    ]),
    hasTotals: random.chance(0.5),
  };
}

const keys = <T>(items: readonly T[], keyOf: (item: T) => string): number =>
  new Set(items.map(keyOf)).size;

function textOf({ file, lines, branches, hasTotals }: NaiveRecord): string {
  const lineKey = ([line]: readonly [number, number]): string => String(line);
  const branchKey = ([line, at]: readonly [number, number, string]): string => `${line}/${at}`;
  return [
    `SF:${file}`,
    ...lines.map(([line, count]) => `DA:${line},${count}`),
    ...branches.map(([line, branch, taken]) => `BRDA:${line},0,${branch},${taken}`),
    ...(hasTotals
      ? [
          `LF:${keys(lines, lineKey)}`,
          `LH:${keys(
            lines.filter(([, count]) => count > 0),
            lineKey,
          )}`,
          `BRF:${keys(branches, branchKey)}`,
          `BRH:${keys(
            branches.filter(([, , taken]) => Number(taken) > 0),
            branchKey,
          )}`,
        ]
      : []),
    "end_of_record",
  ].join("\n");
}

test("random tracefiles add up to the lines and branches that are in them", () => {
  let merged = 0;
  for (const seed of seedsUpTo(1000)) {
    const random = seededRandom(seed);
    const records = Array.from({ length: random.int(1, 6) }, () => randomRecord(random));
    const lines = records.flatMap(({ file, lines: own }) =>
      own.map(([line, count]) => ({ key: `${file}:${line}`, isHit: count > 0 })),
    );
    const branches = records.flatMap(({ file, branches: own }) =>
      own.map(([line, at, taken]) => ({ key: `${file}:${line}:${at}`, isHit: Number(taken) > 0 })),
    );
    const share = (all: typeof lines): readonly [number, number] => [
      keys(
        all.filter(({ isHit }) => isHit),
        ({ key }) => key,
      ),
      keys(all, ({ key }) => key),
    ];
    const [covered, total] = share(lines);
    const read = readLcov(random.shuffle(records).map(textOf).join("\n"));
    if (total === 0) assert.ok("problem" in read, `seed ${seed}`);
    else
      assert.deepEqual(
        read,
        counts(covered, total, branches.length > 0 ? share(branches) : undefined),
        `seed ${seed}`,
      );
    if (new Set(records.map(({ file }) => file)).size < records.length) merged++;
  }
  assert.ok(merged > inShare(100));
});
