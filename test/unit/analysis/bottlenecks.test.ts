import assert from "node:assert/strict";
import { test } from "node:test";
import { bottlenecks } from "../../../src/analysis/bottlenecks";
import type { Outcome } from "../../../src/tracker/model";
import { historyOf, minute, someTime, type Run } from "../../support/history";
import { groupBy, mode } from "../../support/naive";
import { seededRandom } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

/** So many runs of one phase for each outcome. */
function phase(name: string, ends: Partial<Record<Outcome, number>>): Run[] {
  return Object.entries(ends).flatMap(([outcome, count]) =>
    Array.from({ length: count }, (_, at): Run => ({
      skill: "task:build",
      at: someTime + at,
      outcome: outcome as Outcome,
      phase: name,
      ms: minute,
    })),
  );
}

const severityOf = (ends: Partial<Record<Outcome, number>>): string | undefined =>
  bottlenecks(historyOf(phase("setup", ends)))[0]?.severity;

test("the thresholds are 20 % to watch, above 30 % a warning, above 50 % critical", () => {
  assert.equal(severityOf({ completed: 81, abandoned: 19 }), undefined);
  assert.equal(severityOf({ completed: 80, abandoned: 20 }), "watch");
  assert.equal(severityOf({ completed: 70, abandoned: 30 }), "watch");
  assert.equal(severityOf({ completed: 69, abandoned: 31 }), "warning");
  assert.equal(severityOf({ completed: 50, abandoned: 50 }), "warning");
  assert.equal(severityOf({ completed: 49, abandoned: 51 }), "critical");
});

test("fewer than three finished runs are not judged, and only finished ones count", () => {
  assert.equal(severityOf({ abandoned: 2 }), undefined);
  assert.equal(severityOf({ abandoned: 2, running: 5, unknown: 5 }), undefined);
  assert.equal(severityOf({ abandoned: 2, failed: 1, running: 5, unknown: 50 }), "critical");
});

test("failures alone make no bottleneck, but their time is lost in one", () => {
  assert.equal(severityOf({ failed: 10, completed: 1 }), undefined);
  const [found] = bottlenecks(historyOf(phase("setup", { failed: 2, abandoned: 1, completed: 1 })));
  assert.equal(found?.abandonmentRate, 0.25);
  assert.equal(found.lostMs, 3 * minute);
});

test("critical ones come first, among equals those that lost more time", () => {
  const found = bottlenecks(
    historyOf([
      ...phase("long warning", { abandoned: 40, completed: 60 }),
      ...phase("short critical", { abandoned: 3 }),
      ...phase("short warning", { abandoned: 4, completed: 6 }),
    ]),
  );
  assert.deepEqual(
    found.map((bottleneck) => bottleneck.phase),
    ["short critical", "long warning", "short warning"],
  );
});

test("bottlenecks equal those found among plain invocations", () => {
  let seen = 0;
  forRandomHistories((history, runs) => {
    const found = bottlenecks(history);
    const byPhase = groupBy(
      runs.filter((run) => run.phase !== undefined),
      (run) => run.phase,
    );
    const expected = [...byPhase].flatMap(([name, own]) => {
      const count = (outcome: Outcome): number => own.filter((r) => r.outcome === outcome).length;
      const lost = own.filter((run) => run.outcome === "failed" || run.outcome === "abandoned");
      const finished = lost.length + count("completed");
      const rate = count("abandoned") / finished;
      if (finished < 3 || !(rate >= 0.2)) return [];
      return [
        {
          phase: name,
          finished,
          abandoned: count("abandoned"),
          failed: count("failed"),
          abandonmentRate: rate,
          lostMs: lost.reduce((sum, r) => sum + (r.background === true ? 0 : (r.ms ?? 0)), 0),
          severity: rate > 0.5 ? "critical" : rate > 0.3 ? "warning" : "watch",
          worstSkill: mode(lost.map((run) => run.skill)),
        },
      ];
    });
    const byName = <T extends { phase?: string | undefined }>(list: readonly T[]): T[] =>
      [...list].sort((one, other) => ((one.phase ?? "") < (other.phase ?? "") ? -1 : 1));
    assert.deepEqual(byName(found), byName(expected));
    seen += found.length;
  });
  assert.ok(seen > inShare(100));
});

test("a phase of many runs gets the severity of its true share, one of few often another", () => {
  const random = seededRandom(101);
  const rounds = 150;
  const shareOf = (rate: number, runs: number, severity: string | undefined): number => {
    const right = Array.from({ length: rounds }, () => {
      const abandoned = Array.from({ length: runs }).filter(() => random.chance(rate)).length;
      return severityOf({ completed: runs - abandoned, abandoned });
    }).filter((found) => found === severity);
    return right.length / rounds;
  };
  assert.ok(shareOf(0.12, 200, undefined) > 0.97);
  assert.ok(shareOf(0.25, 400, "watch") > 0.9);
  assert.ok(shareOf(0.4, 200, "warning") > 0.95);
  assert.ok(shareOf(0.65, 200, "critical") > 0.97);
  // One of three is a third: the threshold of three runs guards against nothing but one or two.
  assert.ok(shareOf(0.1, 3, undefined) < 0.85);
});
