import assert from "node:assert/strict";
import { test } from "node:test";
import { sessionSummaries, type SessionSummary } from "../../../src/analysis/sessions";
import { hour, historyOf, minute, someTime, type Run } from "../../support/history";
import { naiveRate, withoutUndefined } from "../../support/naive";
import { forRandomHistories } from "../../support/randomHistories";

function naiveSessions(runs: readonly Run[], fromMs: number, toMs: number): SessionSummary[] {
  const ids = [...new Set(runs.map(({ session = "s1" }) => session))];
  return ids
    .map((sessionId) => {
      const own = runs.filter(({ session = "s1" }) => session === sessionId);
      const startedAtMs = Math.min(...own.map(({ at }) => at));
      const lastKnownMs = Math.max(...own.map(({ at, ms = 0 }) => at + ms));
      return withoutUndefined({
        ...naiveRate(own),
        ...{ sessionId, startedAtMs, lastKnownMs },
        spanMs: lastKnownMs > startedAtMs ? lastKnownMs - startedAtMs : undefined,
        skills: new Set(own.map(({ skill }) => skill)).size,
        byAgents: own.filter(({ agent }) => agent !== undefined).length,
      });
    })
    .filter(({ startedAtMs }) => startedAtMs >= fromMs && startedAtMs < toMs)
    .sort((one, other) => other.startedAtMs - one.startedAtMs);
}

test("sessions equal those gathered from plain invocations, whatever the stretch", () => {
  forRandomHistories((history, runs, random) => {
    const fromMs = someTime + random.int(-1, 24) * hour;
    const toMs = fromMs + random.int(0, 60) * hour;
    assert.deepEqual(
      sessionSummaries(history, { fromMs, toMs }),
      naiveSessions(runs, fromMs, toMs),
    );
    assert.deepEqual(sessionSummaries(history), naiveSessions(runs, -Infinity, Infinity));
  });
});

test("a session of which only one moment is known has no length", () => {
  const [session] = sessionSummaries(historyOf([{ skill: "task:build", at: someTime }]));
  assert.ok(session !== undefined);
  assert.equal(session.spanMs, undefined);
  assert.equal(session.lastKnownMs, someTime);
});

test("a session that began before the stretch is left out with all of its runs", () => {
  const runs: Run[] = [
    { skill: "task:build", at: someTime, session: "early" },
    { skill: "task:build", at: someTime + hour, session: "early" },
    { skill: "task:build", at: someTime + hour, session: "late" },
  ];
  const found = sessionSummaries(historyOf(runs), { fromMs: someTime + minute });
  assert.deepEqual(
    found.map(({ sessionId }) => sessionId),
    ["late"],
  );
});
