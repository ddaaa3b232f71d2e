import assert from "node:assert/strict";
import { test } from "node:test";
import { bottlenecks } from "../../../src/analysis/bottlenecks";
import { localCalendar } from "../../../src/analysis/calendar";
import { select } from "../../../src/analysis/filter";
import type { Insight } from "../../../src/analysis/insightModel";
import { findInsights, leastCertainty, leastEffect } from "../../../src/analysis/insights";
import type { Routine } from "../../../src/analysis/routines";
import type { SkillKey } from "../../../src/tracker/model";
import {
  day,
  historyOf,
  hour,
  minute,
  randomRuns,
  runsOf,
  someTime,
  type Run,
} from "../../support/history";
import { naiveRate } from "../../support/naive";
import type { Random } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

const calendar = localCalendar();

test("insights of random work are ranked, sure, distinct and rest on runs that are there", () => {
  const seen = new Map<string, number>();
  forRandomHistories((_history, _runs, random) => {
    const own = randomWork(random);
    const routines: Routine[] = [0, 1].map((at) => ({
      skills: ["task:a", "task:b", "task:c"].slice(at) as SkillKey[],
      count: random.int(1, 60),
      sessions: 3,
      lift: 4 * random.next(),
      lastStartedAtMs: someTime - random.int(0, 40) * day,
    }));
    const limit = random.int(1, 9);
    const history = historyOf(own);
    const place = { nowMs: someTime, calendar, routines };
    const all = findInsights(history, { ...place, limit: 99 });
    const { missing } = all;
    if (random.chance(0.2)) {
      const { insights } = findInsights(history, { ...place, limit });
      assert.deepEqual(insights, all.insights.slice(0, limit));
    }
    const weights = all.insights.map(({ effect, certainty }) => effect * certainty);
    assert.deepEqual(
      weights,
      [...weights].sort((one, other) => other - one),
    );
    assert.equal(new Set(all.insights.map(({ id }) => id)).size, all.insights.length);
    assert.ok(missing === undefined || all.insights.length === 0);
    for (const { effect, certainty, filter, detail } of all.insights) {
      assert.ok(
        effect >= leastEffect && effect < 1 && certainty >= leastCertainty && certainty <= 1,
      );
      const { skill, ...rest } = filter;
      const rows = runsOf(select(history, rest)).filter(
        (run) => skill === undefined || run.skill === skill,
      );
      assert.ok(rows.length > 0 || detail.type === "routine" || detail.type === "anomaly");
      seen.set(detail.type, (seen.get(detail.type) ?? 0) + 1);
      const recent = own.filter(({ at }) => at >= (filter.fromMs ?? 0) && at <= someTime);
      if (detail.type === "below-usual") {
        const rate = naiveRate(recent.filter((run) => run.skill === detail.key));
        assert.deepEqual(detail.rate, rate);
        assert.equal(detail.usual, naiveRate(recent).rate);
        assert.ok((rate.interval?.[1] ?? 1) < detail.usual && rate.finished >= 10);
      }
      if (detail.type === "bottleneck") {
        assert.deepEqual(
          detail.bottleneck,
          bottlenecks(historyOf(recent)).find(({ phase }) => phase === filter.phase),
        );
      }
    }
    topicsOnce(all.insights);
  });
  for (const type of ["bottleneck", "below-usual", "routine", "anomaly", "change"]) {
    assert.ok((seen.get(type) ?? 0) > inShare(5), `${type}: ${JSON.stringify([...seen])}`);
  }
});

/** No two of them say the same of a skill. */
function topicsOnce(insights: readonly Insight[]): void {
  const topics = insights.flatMap(({ detail }): string[] => {
    switch (detail.type) {
      case "bottleneck":
        return [`ends ${detail.bottleneck.worstSkill}`];
      case "below-usual":
        return [`ends ${detail.key}`];
      case "change":
        return [`${detail.change.metric === "duration" ? "time" : "ends"} ${detail.change.key}`];
      case "anomaly": {
        const { type, skill } = detail.anomaly;
        const about = {
          spike: "use",
          drop: "use",
          "pattern-shift": "ends",
          slower: "time",
          faster: "time",
        };
        return [`${about[type]} ${skill.kind}:${skill.name}`];
      }
      case "pair":
        return [detail.pair.first.key, detail.pair.second.key];
      case "routine":
        return [...detail.routine.skills];
    }
  });
  assert.equal(new Set(topics).size, topics.length, topics.join());
}

/** Some weeks of a few skills, one of which may turn bad or slow, at once or by and by. */
function randomWork(random: Random): Run[] {
  const span = random.pick([3, 20, 45]);
  const bad = random.pick(["none", "rate", "slow", "slowly", "given up"]);
  const runs = randomRuns(random, {
    count: random.pick([10, 100, 200]),
    skills: ["task:a", "task:b", "task:c", "task:d"],
    sessions: 20,
    spanMs: span * day,
  });
  return runs.map((run): Run => {
    const at = run.at - span * day;
    const passed = 1 - (someTime - at) / (span * day);
    if (run.skill !== "task:a") {
      return { ...run, at, ...(random.chance(0.8) ? { outcome: "completed" } : {}) };
    }
    const late =
      bad === "slow" ? (someTime - at < 20 * hour ? 30 : 1) : bad === "slowly" ? 8 ** passed : 1;
    const ms = Math.round(minute * late * (0.9 + 0.2 * random.next()));
    const outcome = bad === "rate" && random.chance(0.6) ? "failed" : "completed";
    const phase = bad === "given up" ? { phase: "verification" } : {};
    const end = bad === "given up" && random.chance(0.7) ? "abandoned" : outcome;
    return { ...run, at, outcome: end, ms, background: false, ...phase };
  });
}
