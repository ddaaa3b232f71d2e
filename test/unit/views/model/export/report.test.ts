import assert from "node:assert/strict";
import { test } from "node:test";
import type { WorkflowReport } from "../../../../../src/recommend/workflowReport";
import type { HistoryFilter } from "../../../../../src/tracker/history";
import { reportFormat, toJson } from "../../../../../src/views/model/export/json";
import { toMarkdown } from "../../../../../src/views/model/export/markdown";
import { wordsFor } from "../../../../../src/views/model/report/words";
import {
  historyOf,
  hour,
  minute,
  someTime,
  type HistoryExtras,
  type Run,
} from "../../../../support/history";
import { aMeasurement } from "../../../../support/coverage";
import { gitOf } from "../../../../support/git";
import { aQuality } from "../../../../support/quality";
import { aReport } from "../../../../support/report";
import { inZone } from "../../../../support/zone";

const words = wordsFor("en", {});

function reportOf(
  runs: readonly Run[],
  filter: HistoryFilter = {},
  extras: HistoryExtras = {},
): WorkflowReport {
  return aReport(historyOf(runs, extras), filter);
}

const cycle = Array.from({ length: 12 }, (_, round): Run[] => [
  { skill: "terminal:git add", at: someTime + 3 * round * minute, phase: "setup", ms: 1200 },
  {
    skill: "terminal:npm test",
    at: someTime + (3 * round + 1) * minute,
    phase: "verification",
    outcome: round % 3 === 0 ? "abandoned" : "completed",
    ms: 5000,
  },
]).flat();

test("the Markdown has a section for each part, with its finding and its figures", () => {
  const text = toMarkdown(reportOf(cycle), words);
  for (const title of ["Phases", "Bottlenecks", "Over time", "Skills", "Will it succeed\\?"]) {
    assert.match(text, new RegExp(`^## ${title}$`, "m"));
  }
  assert.match(text, /Verification is where work is given up: 33% of 12 runs/);
  assert.match(text, /^\| setup \| verification \| 12 \| 100% \|/m);
  assert.match(text, /^\| npm test \| .*67% of 12/m);
});

test("the Markdown tells how long runs are going to take, and how well that can be said", () => {
  const text = toMarkdown(aReport(historyOf(cycle), {}, someTime + hour), words);
  assert.match(text, /^\| git add \| \d+% \| 12 \| 12 \| 1\\?\.2 s \| 1\\?\.2 s \|$/m);
  assert.match(text, /; 3 of the 30 forecasts it takes to judge that are there\./);
});

test("no table with a rate is without the number of runs it rests on", () => {
  const headers = toMarkdown(reportOf(cycle), words)
    .split("\n")
    .filter((_, at, lines) => /^\| :?-/.test(lines[at + 1] ?? ""));
  assert.ok(headers.length >= 7);
  for (const header of headers) {
    if (/Completed|Abandoned/.test(header)) assert.match(header, /Finished/);
    if (/Share/.test(header)) assert.match(header, /Times/);
  }
});

test("names that mean something in Markdown stay text", () => {
  const text = toMarkdown(
    reportOf([{ skill: "task:<b>|x|</b>", at: someTime, phase: "a|b\n# c" }]),
    words,
  );
  assert.doesNotMatch(text, /[^\\]<b>|^# c/m);
  for (const row of text.split("\n").filter((line) => line.startsWith("|"))) {
    assert.ok(row.endsWith("|"));
  }
});

test("a skill that was hidden is not listed", () => {
  const report = reportOf(cycle, {}, { skills: { "terminal:git add": { hidden: true } } });
  const [, skills = ""] = toMarkdown(report, words).split("## Skills\n");
  assert.doesNotMatch(skills, /git add/);
  assert.match(skills, /npm test/);
});

test("an empty report says so and draws no tables of nothing", () => {
  const text = toMarkdown(reportOf([]), words);
  assert.match(text, /0 runs of 0 skills/);
  assert.doesNotMatch(text, /^## /m);
});

test("days are local ones", () => {
  const report = reportOf([]);
  assert.match(
    inZone("Pacific/Kiritimati", () => toMarkdown(report, words)),
    /2026-03-05/,
  );
  assert.match(
    inZone("America/New_York", () => toMarkdown(report, words)),
    /2026-03-04/,
  );
});

test("the filter is said in words", () => {
  const filter: HistoryFilter = { kinds: ["task"], phase: "setup", outcomes: ["failed"] };
  const text = toMarkdown(reportOf(cycle, filter), words);
  assert.match(text, /Only: Tasks; Failed; phase setup/);
  assert.match(toMarkdown(reportOf(cycle), words), /Everything recorded/);
});

test("moments in the JSON are ISO 8601 in UTC and durations are milliseconds", () => {
  const filter: HistoryFilter = { fromMs: someTime - minute, toMs: someTime + 60 * minute };
  const report = reportOf(cycle, filter);
  const text = toJson(report);
  const json = JSON.parse(text) as Record<string, unknown> & { overview: Record<string, unknown> };
  assert.equal(json["format"], reportFormat);
  assert.equal(json["generatedAt"], "2026-03-04T10:00:00.000Z");
  assert.deepEqual(json["filter"], {
    from: "2026-03-04T09:59:00.000Z",
    to: "2026-03-04T11:00:00.000Z",
  });
  assert.equal(json.overview["firstStartedAt"], "2026-03-04T10:00:00.000Z");
  assert.deepEqual(json.overview["durations"], report.overview.durations);
  const moments = [...text.matchAll(/"(\w+)": 1[67]\d{11}\b/g)].map(([, name]) => name);
  assert.deepEqual(moments, []);
});

test("git has a section of its own, after the patterns, where it was asked", () => {
  const report = reportOf(cycle);
  const commits = [0, 1, 2].map((at) => ({
    ...{ atMs: someTime + at, isMerge: at === 2, isConventional: true, isBreaking: false },
  }));
  const text = toMarkdown(report, words, gitOf(report, commits));
  assert.match(text, /^## Routines$[^]*^## Git$[^]*^## Will it succeed/m);
  assert.match(text, /^3 commits in 1 day$/m);
  assert.match(text, /^- Conventional: 100% of 2 commits that are no merges; breaking: 0$/m);
  assert.match(text, /^\| 2026-03-0\d \| 24 \| 3 \|$/m);
  assert.doesNotMatch(toMarkdown(report, words), /^## Git$/m);
  const none = toMarkdown(report, words, { type: "no-repository" });
  assert.match(none, /^## Git\n\nThe folder is not in a git repository\n\n## Will/m);
});

test("the JSON has what git says, with its moments as dates", () => {
  const report = reportOf(cycle);
  const part = gitOf(report, []);
  assert.equal(part.type, "read");
  const json = JSON.parse(toJson(report, { ...part, cutAtMs: someTime })) as {
    readonly git: {
      readonly cutAt: string;
      readonly work: { readonly buckets: readonly { readonly start: string }[] };
    };
    readonly runDays: readonly { readonly start: string; readonly runs: number }[];
  };
  assert.equal(json.git.cutAt, "2026-03-04T10:00:00.000Z");
  assert.equal(json.git.work.buckets[0]?.start, json.runDays[0]?.start);
  assert.equal(json.runDays[0]?.runs, 24);
  assert.equal("git" in JSON.parse(toJson(report)), false);
});

test("the Markdown and the JSON have checks and coverage, where it was asked", () => {
  const path = "a|b\n# c/lcov.info";
  const history = historyOf(cycle, { skills: { "terminal:npm test": { category: "Testing" } } });
  const quality = aQuality(history, [aMeasurement({ path }), aMeasurement()], {}, someTime + hour);
  const part = { type: "read", quality } as const;
  const report = reportOf(cycle);
  const text = toMarkdown(report, words, undefined, part);
  assert.match(text, /^## Quality\n\nCoverage 80\\?\.0% on Mar 4 · Checks pass 67% of the time$/m);
  assert.match(text, /^- 67% of 12 runs of checks passed, 95% interval 39% – 86%$/m);
  assert.match(text, /^\| 2026-03-04 \| 80\\.0% \| 67% \| 12 \|$/m);
  assert.doesNotMatch(text, /^# c|[^\\]\|b/m);
  assert.doesNotMatch(toMarkdown(report, words), /^## Quality$/m);
  const failed = toMarkdown(report, words, undefined, { type: "failed", reason: "no" });
  assert.match(failed, /^## Quality\n\nQuality could not be read: “no”\n\n## Will/m);
  const json = JSON.parse(toJson(report, undefined, part)) as {
    readonly quality: {
      readonly quality: {
        readonly coverage: readonly { readonly newest: { readonly measuredAt: string } }[];
      };
    };
  };
  assert.equal(json.quality.quality.coverage[0]?.newest.measuredAt, "2026-03-04T10:00:00.000Z");
  assert.equal("quality" in JSON.parse(toJson(report)), false);
});

test("of a long history of quality the Markdown lists the newest fifty days", () => {
  const reports = Array.from({ length: 80 }, (_, back) =>
    aMeasurement({ atMs: someTime - back * 24 * hour }),
  );
  const quality = aQuality(historyOf([]), reports);
  const text = toMarkdown(reportOf(cycle), words, undefined, { type: "read", quality });
  const days = text.match(/^\| \d{4}-\d\d-\d\d \| 80\\.0% \|/gm) ?? [];
  assert.equal(days.length, 50);
  assert.equal(days.at(-1), "| 2026-03-04 | 80\\.0% |");
});
