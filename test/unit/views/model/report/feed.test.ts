import assert from "node:assert/strict";
import test from "node:test";
import type { WorkflowReport } from "../../../../../src/recommend/workflowReport";
import { ReportFeed } from "../../../../../src/views/model/report/feed";
import type { ReportFilter } from "../../../../../src/views/model/report/filter";
import type { ToReport } from "../../../../../src/views/model/reportProtocol";
import { aReport } from "../../../../support/report";
import { historyOf } from "../../../../support/history";

const empty = aReport(historyOf([]), {}, 0);

/** A feed whose reports are finished, and whose time passes, when the test says so. */
function controlled() {
  const asked: {
    filter: ReportFilter;
    finish: (outcome: WorkflowReport | Error) => Promise<void>;
  }[] = [];
  const posted: ToReport[] = [];
  const timers = new Set<() => void>();
  const errors: unknown[] = [];
  const feed = new ReportFeed({
    load: (filter) =>
      new Promise((resolve, reject) => {
        asked.push({
          filter,
          finish: async (outcome) => {
            if (outcome instanceof Error) reject(outcome);
            else resolve(outcome);
            for (let turn = 0; turn < 5; turn++) await Promise.resolve();
          },
        });
      }),
    post: (message) => posted.push(message),
    delay: (callback) => {
      timers.add(callback);
      return { dispose: () => timers.delete(callback) };
    },
    onError: (error) => errors.push(error),
  });
  const tick = (): void => {
    for (const callback of [...timers]) {
      timers.delete(callback);
      callback();
    }
  };
  return { feed, asked, posted, timers, errors, tick };
}

const week: ReportFilter = { range: "7d" };
const month: ReportFilter = { range: "30d" };

test("answers what was asked for", async () => {
  const { feed, asked, posted } = controlled();
  feed.ask(week);
  await asked[0]?.finish(empty);
  assert.deepEqual(posted, [{ type: "data", filter: week, report: empty }]);
});

test("makes one report at a time and never answers an older question", async () => {
  const { feed, asked, posted } = controlled();
  feed.ask(week);
  feed.ask({ range: "90d" });
  feed.ask(month);
  assert.equal(asked.length, 1);
  await asked[0]?.finish(empty);
  assert.equal(posted.length, 0);
  assert.deepEqual(
    asked.map((one) => one.filter),
    [week, month],
  );
  await asked[1]?.finish(empty);
  assert.deepEqual(posted, [{ type: "data", filter: month, report: empty }]);
});

test("gathers many changes of the history into one new report", async () => {
  const { feed, asked, timers, tick } = controlled();
  feed.ask(week);
  await asked[0]?.finish(empty);
  for (let change = 0; change < 100; change++) feed.changed();
  assert.equal(timers.size, 1);
  tick();
  assert.equal(asked.length, 2);
});

test("a change while a report is being made leads to another one, and both are shown", async () => {
  const { feed, asked, posted, tick } = controlled();
  feed.ask(week);
  feed.changed();
  tick();
  await asked[0]?.finish(empty);
  await asked[1]?.finish(empty);
  assert.equal(asked.length, 2);
  assert.equal(posted.length, 2);
});

test("a hidden page gets nothing until it is seen again, then once", async () => {
  const { feed, asked, timers } = controlled();
  feed.ask(week);
  await asked[0]?.finish(empty);
  feed.setVisible(false);
  feed.changed();
  feed.changed();
  assert.equal(timers.size, 0);
  assert.equal(asked.length, 1);
  feed.setVisible(true);
  assert.equal(asked.length, 2);
});

test("a page seen again without a change is left alone", async () => {
  const { feed, asked } = controlled();
  feed.ask(week);
  await asked[0]?.finish(empty);
  feed.setVisible(false);
  feed.setVisible(true);
  assert.equal(asked.length, 1);
});

test("tells the page and the log what went wrong, and can be asked again", async () => {
  const { feed, asked, posted, errors } = controlled();
  feed.ask(week);
  await asked[0]?.finish(new Error("The database is in use."));
  assert.deepEqual(posted, [{ type: "failed", message: "The database is in use." }]);
  assert.equal(errors.length, 1);
  feed.ask(week);
  await asked[1]?.finish(empty);
  assert.equal(posted.at(-1)?.type, "data");
});

test("a closed page is told nothing any more", async () => {
  const { feed, asked, posted, timers } = controlled();
  feed.ask(week);
  feed.changed();
  feed.dispose();
  await asked[0]?.finish(empty);
  assert.deepEqual([posted.length, timers.size, asked.length], [0, 0, 1]);
});
