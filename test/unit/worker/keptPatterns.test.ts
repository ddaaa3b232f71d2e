import assert from "node:assert/strict";
import test from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { workflowPatterns, type PatternsMemory } from "../../../src/analysis/patterns";
import type { HistoryFilter } from "../../../src/tracker/history";
import { KeptPatterns } from "../../../src/worker/keptPatterns";
import { day, historyOf, randomRuns, someTime } from "../../support/history";
import { seededRandom } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";

const calendar = localCalendar();
const hourOf = (ms: number): number => new Date(ms).getHours();

/** A memory that counts what had to be worked out. */
function counting(memory: PatternsMemory) {
  const worked: string[] = [];
  const counted: PatternsMemory = {
    late: (filter, workOut) =>
      memory.late(filter, () => {
        worked.push("late");
        return workOut();
      }),
    relations: (filter, workOut) =>
      memory.relations(filter, () => {
        worked.push("relations");
        return workOut();
      }),
  };
  return { counted, take: () => worked.splice(0) };
}

test("what the next filter leaves as it was is not worked out again", () => {
  const history = historyOf(randomRuns(seededRandom(4), { count: 100 }));
  const { counted, take } = counting(new KeptPatterns().of(1, 0));
  const skill = { kind: "terminal", name: "git commit" } as const;
  const ask = (filter: HistoryFilter): readonly string[] => {
    workflowPatterns(history, { filter, nowMs: someTime, calendar, hourOf }, counted);
    return take();
  };
  assert.deepEqual(ask({}), ["late", "relations"]);
  assert.deepEqual(ask({}), []);
  assert.deepEqual(ask({ skill }), ["late"], "other skills than this are related as before");
  assert.deepEqual(ask({ phase: "setup" }), ["late"]);
  assert.deepEqual(ask({ fromMs: someTime - 9 * day }), ["relations"], "lately is the same time");
  assert.deepEqual(ask({ fromMs: someTime - 9 * day, skill }), []);
  assert.deepEqual(ask({ skill, fromMs: someTime - 9 * day }), []);
});

test("a new state of the history and a new day forget everything", () => {
  const kept = new KeptPatterns();
  const none = { changes: { changes: [], tested: 0 }, anomalies: [] } as never;
  kept.of(1, 0).late({}, () => none);
  assert.equal(kept.of(1, 0).late({}, assert.fail), none);
  for (const memory of [kept.of(2, 0), kept.of(2, day), kept.of(1, 0)]) {
    let isWorkedOut = false;
    memory.late({}, () => {
      isWorkedOut = true;
      return none;
    });
    assert.ok(isWorkedOut);
  }
});

test("only the filters asked for last are kept", () => {
  const memory = new KeptPatterns().of(1, 0);
  const answer = { pairs: [], clusters: [], routines: [] };
  for (let at = 0; at < 8; at++) memory.relations({ fromMs: at }, () => answer);
  memory.relations({ fromMs: 0 }, assert.fail);
  memory.relations({ fromMs: 8 }, () => answer);
  memory.relations({ fromMs: 0 }, assert.fail);
  assert.throws(() => memory.relations({ fromMs: 1 }, assert.fail));
});

test("what is kept equals what is worked out anew, whatever was asked before", () => {
  forRandomHistories(
    (history, _, random) => {
      const kept = new KeptPatterns();
      for (let turn = 0; turn < 6; turn++) {
        const skill = history.skills[random.int(0, 5)];
        const filter: HistoryFilter = {
          ...(random.chance(0.4) ? { fromMs: someTime + random.int(1, 3) * 0.5 * day } : {}),
          ...(random.chance(0.4) ? { phase: random.pick(["setup", "execution"]) } : {}),
          ...(skill !== undefined && random.chance(0.4) ? { skill } : {}),
          ...(random.chance(0.2) ? { authors: ["user"] as const } : {}),
        };
        const request = { filter, nowMs: someTime + 3 * day, calendar, hourOf };
        const found = workflowPatterns(history, request, kept.of(1, 0));
        assert.deepEqual(found, workflowPatterns(history, request), `turn ${turn}`);
      }
    },
    { histories: 100 },
  );
});
