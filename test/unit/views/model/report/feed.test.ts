import assert from "node:assert/strict";
import test from "node:test";
import type { ReportData } from "../../../../../src/analysis/model";
import type { Quality } from "../../../../../src/analysis/quality";
import type { WorkflowReport } from "../../../../../src/recommend/workflowReport";
import { findingsStandMs, gatherMs, ReportFeed } from "../../../../../src/views/model/report/feed";
import type { ReportFilter } from "../../../../../src/views/model/report/filter";
import type { GitPart } from "../../../../../src/views/model/report/gitPart";
import type { ToReport } from "../../../../../src/views/model/reportProtocol";
import { aQuality } from "../../../../support/quality";
import { aReport } from "../../../../support/report";
import { historyOf, someTime } from "../../../../support/history";

const report = aReport(historyOf([]), {}, 0);
const aRun = aReport(historyOf([{ skill: "task:a", at: someTime }]));
const noGit: GitPart = { type: "no-git" };
const someQuality = aQuality(historyOf([]), []);

/** A question that is answered when the test says so. */
function open<T>() {
  let settle: { resolve: (value: T) => void; reject: (error: Error) => void } | undefined;
  const outcome = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  const answer = async (value: T | Error): Promise<void> => {
    if (value instanceof Error) settle?.reject(value);
    else settle?.resolve(value);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { outcome, answer };
}

/** A feed whose questions are answered, and whose time passes, when the test says so. */
function controlled() {
  const asked: {
    readonly part: "figures" | "findings";
    readonly filter: ReportFilter;
    readonly answer: (outcome?: WorkflowReport | Error) => Promise<void>;
  }[] = [];
  const askedGit: {
    readonly figures: ReportData;
    readonly answer: (outcome: GitPart | Error) => Promise<void>;
  }[] = [];
  const askedQuality: {
    readonly filter: ReportFilter;
    readonly answer: (outcome: Quality | Error) => Promise<void>;
  }[] = [];
  const posted: ToReport[] = [];
  const timers = new Map<() => void, number>();
  const errors: unknown[] = [];
  const question = (part: "figures" | "findings") => (filter: ReportFilter) => {
    const { outcome, answer } = open<WorkflowReport>();
    asked.push({ part, filter, answer: (given = report) => answer(given) });
    return outcome;
  };
  const feed = new ReportFeed({
    figures: question("figures"),
    findings: question("findings"),
    git: (figures) => {
      const { outcome, answer } = open<GitPart>();
      askedGit.push({ figures, answer });
      return outcome;
    },
    quality: (filter) => {
      const { outcome, answer } = open<Quality>();
      askedQuality.push({ filter, answer });
      return outcome;
    },
    post: (message) => posted.push(message),
    delay: (callback, ms) => {
      timers.set(callback, ms);
      return { dispose: () => timers.delete(callback) };
    },
    onError: (error) => errors.push(error),
  });
  const tick = (ms = gatherMs): void => {
    for (const [callback, afterMs] of [...timers]) {
      if (afterMs !== ms || !timers.delete(callback)) continue;
      callback();
    }
  };
  const questions = () => asked.map(({ part, filter }) => `${part} ${filter.range}`);
  const types = () => posted.map(({ type }) => type);
  return { feed, asked, questions, askedGit, askedQuality, posted, types, timers, errors, tick };
}

const week: ReportFilter = { range: "7d" };
const month: ReportFilter = { range: "30d" };

test("answers what was asked for, with figures before findings", async () => {
  const { feed, asked, posted } = controlled();
  feed.ask(week);
  assert.equal(asked.length, 1);
  await asked[0]?.answer();
  const next = { findings: "next" } as const;
  assert.deepEqual(posted, [{ type: "figures", filter: week, figures: report, ...next }]);
  await asked[1]?.answer();
  assert.deepEqual(posted.slice(1), [{ type: "findings", filter: week, findings: report }]);
  assert.equal(asked.length, 2);
});

test("makes one report at a time and never answers an older question", async () => {
  const { feed, asked, questions, posted } = controlled();
  feed.ask(week);
  feed.ask({ range: "90d" });
  feed.ask(month);
  assert.equal(asked.length, 1);
  await asked[0]?.answer();
  assert.equal(posted.length, 0);
  assert.deepEqual(questions(), ["figures 7d", "figures 30d"]);
  await asked[1]?.answer();
  assert.deepEqual(posted, [{ type: "figures", filter: month, figures: report, findings: "next" }]);
});

test("findings that nobody waits for any more are not shown", async () => {
  const { feed, asked, questions, posted } = controlled();
  feed.ask(week);
  await asked[0]?.answer();
  feed.ask(month);
  await asked[1]?.answer();
  assert.deepEqual(questions(), ["figures 7d", "findings 7d", "figures 30d"]);
  await asked[2]?.answer();
  await asked[3]?.answer();
  assert.deepEqual(
    posted.map((message) => ("filter" in message ? message.filter.range : message.type)),
    ["7d", "30d", "30d"],
  );
});

test("gathers many changes of the history into one new report", async () => {
  const { feed, asked, questions, timers, tick } = controlled();
  feed.ask(week);
  await asked[0]?.answer();
  await asked[1]?.answer();
  for (let change = 0; change < 100; change++) feed.changed();
  assert.equal(timers.size, 1);
  tick();
  assert.deepEqual(questions().slice(2), ["figures 7d"]);
});

test("a change while a report is being made leads to another one, and both are shown", async () => {
  const { feed, asked, posted, tick } = controlled();
  feed.ask(week);
  feed.changed();
  tick();
  for (const turn of [0, 1, 2, 3]) await asked[turn]?.answer();
  assert.equal(asked.length, 4);
  assert.equal(posted.length, 4);
});

test("findings stand for a while when the history changes, and are then found anew", async () => {
  const { feed, asked, questions, posted, tick } = controlled();
  const change = async (): Promise<void> => {
    feed.changed();
    tick();
    await asked.at(-1)?.answer({ ...aRun });
  };
  feed.ask(week);
  await asked[0]?.answer(aRun);
  await asked[1]?.answer(aRun);
  await change();
  await change();
  assert.deepEqual(questions().slice(2), ["figures 7d", "figures 7d"]);
  tick(findingsStandMs);
  await asked[4]?.answer(aRun);
  await asked[5]?.answer(aRun);
  assert.deepEqual(questions().slice(4), ["figures 7d", "findings 7d"]);
  assert.deepEqual(
    posted.map((message) => ("findings" in message ? message.findings : message.type)),
    ["next", aRun, "later", "later", "next", aRun],
  );
});

test("findings that stand are left alone when nothing changed", async () => {
  const { feed, asked, timers, tick } = controlled();
  feed.ask(week);
  await asked[0]?.answer(aRun);
  await asked[1]?.answer(aRun);
  tick(findingsStandMs);
  assert.deepEqual([asked.length, timers.size], [2, 0]);
});

test("who asks does not wait for what stands, and a closed page leaves no timer", async () => {
  const { feed, asked, questions, timers, tick } = controlled();
  feed.ask(week);
  await asked[0]?.answer(aRun);
  await asked[1]?.answer(aRun);
  feed.changed();
  tick();
  await asked[2]?.answer(aRun);
  feed.ask(week);
  await asked[3]?.answer(aRun);
  await asked[4]?.answer(aRun);
  assert.deepEqual(questions().slice(3), ["figures 7d", "findings 7d"]);
  feed.dispose();
  assert.equal(timers.size, 0);
});

test("a hidden page gets nothing until it is seen again, then once", async () => {
  const { feed, asked, timers } = controlled();
  feed.ask(week);
  await asked[0]?.answer();
  await asked[1]?.answer();
  feed.setVisible(false);
  feed.changed();
  feed.changed();
  assert.equal(timers.size, 0);
  assert.equal(asked.length, 2);
  feed.setVisible(true);
  assert.equal(asked.length, 3);
});

test("a page seen again without a change is left alone", async () => {
  const { feed, asked } = controlled();
  feed.ask(week);
  await asked[0]?.answer();
  await asked[1]?.answer();
  feed.setVisible(false);
  feed.setVisible(true);
  assert.equal(asked.length, 2);
});

test("tells the page and the log what went wrong, and can be asked again", async () => {
  const { feed, asked, posted, errors } = controlled();
  feed.ask(week);
  await asked[0]?.answer(new Error("The database is in use."));
  assert.deepEqual(posted, [{ type: "failed", message: "The database is in use." }]);
  assert.equal(errors.length, 1);
  feed.ask(week);
  await asked[1]?.answer();
  await asked[2]?.answer(new Error("The worker has stopped."));
  assert.deepEqual(
    posted.map(({ type }) => type),
    ["failed", "figures", "failed"],
  );
  assert.equal(errors.length, 2);
});

test("a closed page is told nothing any more", async () => {
  const { feed, asked, posted, timers } = controlled();
  feed.ask(week);
  feed.changed();
  feed.dispose();
  await asked[0]?.answer();
  assert.deepEqual([posted.length, timers.size, asked.length], [0, 0, 1]);
});

test("git follows the figures it belongs to, and nothing waits for it", async () => {
  const { feed, asked, askedGit, posted, types, tick } = controlled();
  feed.ask(week);
  await asked[0]?.answer(aRun);
  await asked[1]?.answer(aRun);
  feed.changed();
  tick();
  const newer = { ...aRun };
  await asked[2]?.answer(newer);
  assert.deepEqual(
    askedGit.map(({ figures }) => figures === newer),
    [false, true],
  );
  await askedGit[0]?.answer({ type: "timeout" });
  await askedGit[1]?.answer(noGit);
  assert.deepEqual(types(), ["figures", "findings", "figures", "git"]);
  assert.deepEqual(posted.at(-1), { type: "git", filter: week, git: noGit });
});

test("git of a filter that nobody looks at any more is not shown", async () => {
  const { feed, asked, askedGit, types } = controlled();
  feed.ask(week);
  await asked[0]?.answer(aRun);
  feed.ask(month);
  await asked[1]?.answer();
  await asked[2]?.answer({ ...aRun });
  await askedGit[0]?.answer(noGit);
  assert.deepEqual(types(), ["figures", "figures"]);
});

test("nobody asks git about a report without runs, or for a page that is closed", async () => {
  const { feed, asked, askedGit, posted } = controlled();
  feed.ask(week);
  await asked[0]?.answer();
  await asked[1]?.answer();
  assert.equal(askedGit.length, 0);
  feed.ask(month);
  await asked[2]?.answer(aRun);
  feed.dispose();
  await askedGit[0]?.answer(noGit);
  assert.equal(posted.length, 3);
});

test("an error of git leaves the report as it is and says so in its place", async () => {
  const { feed, asked, askedGit, posted, errors } = controlled();
  feed.ask(week);
  await asked[0]?.answer(aRun);
  await askedGit[0]?.answer(new Error("no"));
  assert.deepEqual(posted.at(-1), {
    ...{ type: "git", filter: week, git: { type: "failed", reason: "no" } },
  });
  assert.equal(errors.length, 1);
});

test("quality follows the figures of its filter, and nothing waits for it", async () => {
  const { feed, asked, askedQuality, posted, types } = controlled();
  feed.ask(week);
  await asked[0]?.answer(aRun);
  assert.equal(askedQuality.length, 1);
  await asked[1]?.answer(aRun);
  assert.deepEqual(types(), ["figures", "findings"]);
  await askedQuality[0]?.answer(someQuality);
  assert.deepEqual(posted.at(-1), {
    ...{ type: "quality", filter: week, quality: { type: "read", quality: someQuality } },
  });
});

test("quality of a filter that nobody looks at any more is not shown, nor on a page that is closed", async () => {
  const { feed, asked, askedQuality, types } = controlled();
  feed.ask(week);
  await asked[0]?.answer(aRun);
  feed.ask(month);
  await asked[1]?.answer(aRun);
  await asked[2]?.answer({ ...aRun });
  await askedQuality[0]?.answer(someQuality);
  assert.ok(!types().includes("quality"));
  feed.dispose();
  await askedQuality[1]?.answer(someQuality);
  assert.ok(!types().includes("quality"));
});

test("an error of quality leaves the report as it is and says so in its place", async () => {
  const { feed, asked, askedQuality, posted, errors } = controlled();
  feed.ask(week);
  await asked[0]?.answer(aRun);
  await askedQuality[0]?.answer(new Error("no"));
  assert.deepEqual(posted.at(-1), {
    ...{ type: "quality", filter: week, quality: { type: "failed", reason: "no" } },
  });
  assert.equal(errors.length, 1);
});
