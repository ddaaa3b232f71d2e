import assert from "node:assert/strict";
import { test } from "node:test";
import type { Correlation } from "../../../../../src/analysis/correlation";
import { localPlace } from "../../../../../src/analysis/calendar";
import type { GitWork } from "../../../../../src/analysis/gitWork";
import { gitRange } from "../../../../../src/views/model/report/gitOfReport";
import { isGitPart, type GitPart } from "../../../../../src/views/model/report/gitPart";
import {
  gitFacts,
  gitFinding,
  gitNote,
  strengthName,
  tieCaption,
  tieRows,
} from "../../../../../src/views/model/report/gitWords";
import { layoutScatter } from "../../../../../src/views/model/report/scatter";
import { layoutWorkChart } from "../../../../../src/views/model/report/workChart";
import { aLog, commitsOf, gitOf, gitOfLog } from "../../../../support/git";
import { day, historyOf, hour, someTime } from "../../../../support/history";
import { seededRandom } from "../../../../support/random";
import { aReport } from "../../../../support/report";
import { sampleReport, sampleHistory } from "../../../../ui/report/sample";
import { english } from "./support";

const place = localPlace();
const midnight = place.calendar.startOf("day", someTime);
const aCommit = (atMs: number) => ({
  ...{ atMs, isMerge: false, isConventional: true, isBreaking: false },
});
const reportOf = (...moments: readonly number[]) =>
  aReport(historyOf(moments.map((at) => ({ skill: "task:a" as const, at }))));

function workOf(git: GitPart): GitWork {
  assert.equal(git.type, "read");
  return git.work;
}

const sample = sampleReport(sampleHistory(40));
const work = workOf(gitOf(sample, commitsOf(sample, seededRandom(4))));
const tie = (more: Partial<Correlation>): Correlation => ({
  ...{ n: 20, r: 0.5, interval: [0.1, 0.8], pValue: 0.02, rho: 0.4 },
  ...{ strength: "moderate", direction: "positive" },
  ...more,
});
const withTie = (runs: Correlation): GitPart => ({
  type: "read",
  work: { ...work, ties: { runs } },
});

test("a range is the filter's from its midnight, an open one begins with the first run", () => {
  const report = reportOf(someTime - 3 * day, someTime);
  assert.deepEqual(gitRange(report, place), {
    fromMs: place.calendar.startOf("day", someTime - 3 * day),
    lastMs: someTime,
  });
  const filter = { fromMs: midnight - 9 * day, toMs: midnight };
  assert.deepEqual(gitRange({ ...report, filter }, place), {
    fromMs: place.calendar.startOf("day", midnight - 9 * day),
    lastMs: midnight - 1,
  });
  assert.deepEqual(gitRange(reportOf(), place), { fromMs: midnight, lastMs: someTime });
});

test("of a range longer than a year the newest year is read", () => {
  const { fromMs } = gitRange(reportOf(someTime - 3000 * day), place);
  assert.ok(fromMs <= someTime - 365 * day && fromMs >= someTime - 366 * day - hour);
});

test("a log that was cut counts from its first whole day, and says so", () => {
  const report = reportOf(someTime - 9 * day, someTime);
  const begun = midnight - 4 * day + hour;
  const commits = [begun, midnight - 3 * day, someTime].map(aCommit);
  const git = gitOfLog(report, aLog(commits, begun));
  assert.equal(git.type === "read" && git.cutAtMs, midnight - 3 * day);
  assert.deepEqual(
    workOf(git).velocity.days.map((one) => one.commits),
    [1, 0, 0, 1],
  );
  assert.match(gitNote(git, english) ?? "", /from Mar \d on: before that there are too many$/);
  const whole = gitOfLog(report, aLog(commits, 0));
  assert.equal(whole.type === "read" && whole.cutAtMs, undefined);
});

test("a failure of git is told without what could be a secret", () => {
  const reason = "fatal: https://me:hunter2secret@example.com/x.git";
  const git = gitOfLog(reportOf(someTime), { type: "failed", reason });
  assert.equal(git.type, "failed");
  assert.doesNotMatch(gitFinding(git, english), /hunter2secret/);
});

test("each reason for having nothing is one sentence of its own", () => {
  const all: readonly (GitPart | undefined)[] = [
    undefined,
    { type: "no-repository" },
    { type: "no-git" },
    { type: "timeout" },
    { type: "failed", reason: "no" },
    { type: "not-read", why: "untrusted" },
    { type: "not-read", why: "no-folder" },
    gitOf(reportOf(someTime), []),
  ];
  const told = all.map((git) => gitFinding(git, english));
  assert.equal(new Set(told).size, all.length);
  assert.equal(told.at(-1), "No commits in this range");
  for (const git of all.slice(0, -1)) assert.equal(gitNote(git, english), undefined);
});

test("the title claims that two things go together only where the interval leaves 0 out", () => {
  const finding = (more: Partial<Correlation>): string => gitFinding(withTie(tie(more)), english);
  const pace = /^\d+ commits, [\d.]+ a week$/;
  assert.equal(finding({}), "Days with more runs have more commits");
  assert.equal(
    finding({ r: -0.5, interval: [-0.8, -0.1], direction: "negative" }),
    "Days with more runs have fewer commits",
  );
  assert.match(finding({ interval: [-0.01, 0.8] }), pace);
  assert.match(finding({ r: 0.15, interval: [0.1, 0.2], strength: "none" }), pace);
  assert.match(gitFinding({ type: "read", work: { ...work, ties: {} } }, english), pace);
});

test("the facts are counts with what they rest on", () => {
  const velocity = {
    ...{ commits: 12, merges: 2, conventional: 8, conventionalRate: 0.8, breaking: 1 },
    ...{ commitsPerDay: 12 / 14, busiestWeekday: 1, busiestHour: 15, weeks: [] },
    days: Array.from({ length: 14 }, (_, at) => ({ startMs: midnight + at * day, commits: 0 })),
  };
  assert.deepEqual(gitFacts({ ...work, velocity }, english), [
    "12 commits, 6 a week · 2 of them merges",
    "Conventional: 80% of 10 commits that are no merges; breaking: 1",
    "Most on Tuesday and in the hour from 03:00 PM",
  ]);
  const few = { ...velocity, days: velocity.days.slice(0, 6) };
  assert.match(gitFacts({ ...work, velocity: few }, english)[0] ?? "", /^12 commits in 6 days · 2/);
  const none = workOf(gitOf(reportOf(someTime), []));
  assert.deepEqual(gitFacts(none, english), []);
  const merge = workOf(gitOf(reportOf(someTime), [{ ...aCommit(someTime), isMerge: true }]));
  assert.equal(gitFacts(merge, english).length, 2);
});

test("the caption has n, r and the interval, and says that it is no cause", () => {
  assert.match(
    tieCaption({ ...work, ties: { runs: tie({}) } }, english),
    /^20 days, r = 0\.500, 95% interval 0\.100 to 0\.800: moderate\. Correlation is not cause;/,
  );
  assert.match(
    tieCaption({ ...work, ties: {} }, english),
    /^\d+ days with runs or commits: too few/,
  );
});

test("a strength has a name only where it is told from none", () => {
  const named = (["strong", "moderate", "weak", "none"] as const).map((strength) =>
    strengthName(tie({ strength }), english),
  );
  assert.deepEqual(named, ["strong", "moderate", "weak", "not told from none"]);
  assert.equal(strengthName(tie({ interval: [-0.1, 0.8] }), english), "not told from none");
});

test("rows are those that can be said", () => {
  assert.equal(tieRows(work, english).length, 3);
  assert.deepEqual(tieRows({ ...work, ties: {} }, english), []);
});

test("what is no part of git, or lost a piece, is refused", () => {
  const part: GitPart = { type: "read", work };
  assert.ok(isGitPart(JSON.parse(JSON.stringify(part))));
  for (const name of Object.keys(work))
    assert.equal(isGitPart({ ...part, work: { ...work, [name]: 7 } }), false, name);
  for (const name of ["commits", "days", "weeks"])
    assert.equal(
      isGitPart({ ...part, work: { ...work, velocity: { ...work.velocity, [name]: {} } } }),
      false,
    );
  for (const value of [undefined, null, 7, [], {}, { type: "read" }, { type: "failed" }])
    assert.equal(isGitPart(value), false);
  assert.equal(isGitPart({ type: "not-read", why: "closing" }), false);
  for (const type of ["no-repository", "no-git", "timeout"]) assert.ok(isGitPart({ type }));
});

test("bars stand on the axis, in the order of time, and the greatest reaches no tick too far", () => {
  const chart = layoutWorkChart(work);
  for (const [bars, ticks, values] of [
    [chart.runs, chart.runTicks, work.buckets.map(({ runs }) => runs)],
    [chart.commits, chart.commitTicks, work.buckets.map(({ commits }) => commits)],
  ] as const) {
    assert.equal(bars.length, values.length);
    const top = ticks.at(-1)?.value ?? 0;
    bars.forEach((bar, at) => {
      assert.ok(Math.abs(bar.y + bar.height - 100) < 1e-9);
      assert.ok(Math.abs((bar.height / 100) * top - (values[at] ?? NaN)) < 0.01 * top);
    });
    assert.ok(bars.every((bar, at) => at === 0 || bar.x > (bars[at - 1]?.x ?? NaN)));
  }
  assert.ok(chart.dateTicks.length <= 8 && chart.dateTicks.length > 0);
  assert.deepEqual(layoutWorkChart({ buckets: [] }).runs, []);
});

test("days that are equal are one point, and every day is in one", () => {
  const { points, runTicks, commitTicks } = layoutScatter(work.days);
  assert.equal(
    points.reduce((sum, point) => sum + point.days, 0),
    work.days.length,
  );
  for (const { runs, commits, days } of points)
    assert.equal(
      work.days.filter((one) => one.runs === runs && one.commits === commits).length,
      days,
    );
  assert.ok(points.every(({ x, y }) => x >= 0 && x <= 100 && y >= 0 && y <= 100));
  const equal = layoutScatter(Array.from({ length: 9 }, () => ({ runs: 0, commits: 1 })));
  assert.deepEqual(
    equal.points.map(({ x, y, days }) => [x, y, days]),
    [[0, 0, 9]],
  );
  assert.deepEqual([runTicks[0]?.at, commitTicks[0]?.at], [0, 100]);
});
