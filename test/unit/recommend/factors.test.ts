import assert from "node:assert/strict";
import { test } from "node:test";
import type { FactorName, RecommendContext } from "../../../src/recommend/model";
import { recommend } from "../../../src/recommend/recommender";
import type { SkillKey } from "../../../src/tracker/model";
import {
  day,
  historyOf,
  hour,
  someSkills,
  someTime,
  type HistoryExtras,
  type Run,
} from "../../support/history";
import type { Random } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

/** What each factor should say of a skill, worked out from plain invocations. */
function naiveValues(
  runs: readonly Run[],
  extras: HistoryExtras,
  context: RecommendContext,
  skill: SkillKey,
): Record<Exclude<FactorName, "matchesQuery" | "comesNext" | "fromOthers">, number> {
  const own = runs.filter((run) => run.skill === skill);
  const ofUser = runs.filter(({ agent }) => agent === undefined);
  const habits = ofUser.length > 0 ? ofUser : runs;
  const session = habits.filter((run) => run.session === context.sessionId);
  const last = session.at(-1);
  const steps = [...new Set(habits.map((run) => run.session))].flatMap((id) => {
    const inSession = habits.filter((run) => run.session === id);
    return inSession.slice(1).map((next, at) => ({
      next: next.skill,
      before: inSession[at],
      beforeThat: inSession[at - 1],
    }));
  });
  const follow = (from: typeof steps) => ({
    count: from.filter(({ next }) => next === skill).length,
    total: from.length,
  });
  const afterLast = steps.filter(({ before }) => before?.skill === last?.skill);
  const one = follow(afterLast);
  const two = follow(
    afterLast.filter(
      ({ beforeThat }) => beforeThat !== undefined && beforeThat.skill === session.at(-2)?.skill,
    ),
  );
  const failed = follow(afterLast.filter(({ before }) => before?.outcome === "failed"));

  const uses = (key: SkillKey): number =>
    habits
      .filter((run) => run.skill === key)
      .reduce((sum, run) => sum + 2 ** (-Math.max(0, context.nowMs - run.at) / (14 * day)), 0);
  const most = Math.max(...habits.map((run) => uses(run.skill)));
  const before = habits.findLastIndex((run) => run.skill === skill && run !== last);

  const known = extras.skills?.[skill];
  const phase = context.phase ?? last?.phase ?? (last && extras.skills?.[last.skill]?.phase);
  const phased = own.filter((run) => run.phase !== undefined);
  const damped = known?.category === "Files & text" ? 0.3 : 1;
  const ended = own.filter((run) => run.outcome !== "running" && run.outcome !== "unknown");
  const endedIn = ended.filter((run) => run.phase === phase);
  const completedIn = endedIn.filter((run) => run.outcome === "completed");
  const spared = (extras.rejections ?? [])
    .filter((rejection) => rejection.skill === skill)
    .map(({ after, at }) => {
      const fade = 2 ** (-Math.max(0, context.nowMs - at) / (7 * day));
      return 1 - fade * (after === last?.skill ? 1 : 0.4);
    });
  return {
    followsLast:
      last === undefined ? 0 : (two.count + 2 * (one.count / (one.total + 1))) / (two.total + 2),
    recency: before < 0 ? 0 : damped * 2 ** (-(habits.length - 1 - before) / 8),
    frequency: (damped * Math.log(1 + uses(skill))) / Math.log(1 + most),
    completion:
      (ended.filter((run) => run.outcome === "completed").length + 2) / (ended.length + 4),
    phase:
      phase === undefined
        ? 0
        : (phased.filter((run) => run.phase === phase).length + (known?.phase === phase ? 1 : 0)) /
          (phased.length + 1),
    effectiveness: phase === undefined ? 0 : (completedIn.length + 2) / (endedIn.length + 4),
    afterFailure:
      last?.outcome === "failed"
        ? (failed.count + (skill === last.skill ? 1 : 0)) / (failed.total + 2)
        : 0,
    forLanguage:
      context.focus?.language === "typescript" && skill === "terminal:npm test"
        ? own.length / (own.length + 2)
        : 0,
    forFile: known?.lastCommand?.endsWith(context.focus?.file ?? "?") === true ? 1 : 0,
    pinned: known?.pinned === true ? 1 : 0,
    rejected: 1 - spared.reduce((product, one) => product * one, 1),
  };
}

function randomExtras(random: Random): HistoryExtras {
  const skills = someSkills.map((key) => [
    key,
    {
      ...(random.chance(0.2) ? { pinned: true } : {}),
      ...(random.chance(0.2) ? { category: "Files & text" } : {}),
      ...(random.chance(0.3) ? { phase: random.pick(["setup", "execution"]) } : {}),
      ...(random.chance(0.4) ? { lastCommand: random.pick(["run a.ts", "run src/b.ts"]) } : {}),
    },
  ]);
  return {
    skills: Object.fromEntries(random.shuffle(skills)) as NonNullable<HistoryExtras["skills"]>,
    rejections: Array.from({ length: random.int(0, 4) }, () => ({
      skill: random.pick(someSkills),
      at: someTime + random.int(-10, 4) * day,
      ...(random.chance(0.7) ? { after: random.pick(someSkills) } : {}),
    })),
  };
}

test("every factor has the value that plain counting gives", () => {
  const seen = new Map<FactorName, number>();
  let number = 0;
  forRandomHistories(
    (_, runs, random) => {
      number++;
      const extras = randomExtras(random);
      const context: RecommendContext = {
        nowMs: someTime + random.int(0, 5 * 24) * hour,
        sessionId: random.pick(["s1", "s2", "new"]),
        limit: 100,
        ...(random.chance(0.3) ? { phase: random.pick(["setup", "unheard of"]) } : {}),
        focus: {
          language: random.pick(["typescript", "rust", "unheard of"]),
          file: random.pick(["a.ts", "src/b.ts", "src/c.ts"]),
        },
      };
      for (const offer of recommend(historyOf(runs, extras), context)) {
        const expected = naiveValues(runs, extras, context, offer.key);
        const given = new Map(offer.reasons.map((reason) => [reason.factor, reason.value]));
        for (const [factor, value] of Object.entries(expected) as [FactorName, number][]) {
          const difference = Math.abs((given.get(factor) ?? 0) - value);
          assert.ok(difference < 1e-9, `${offer.key} ${factor}: ${value}`);
          if (given.has(factor)) seen.set(factor, (seen.get(factor) ?? 0) + 1);
        }
      }
    },
    { histories: 200 },
  );
  assert.ok(number >= Math.floor(inShare(200)));
  for (const [factor, times] of seen) assert.ok(times > inShare(15), `${factor}: ${times}`);
  assert.equal(seen.size, 11);
});

const reasonOf = (runs: readonly Run[], skill: SkillKey, factor: FactorName) =>
  recommend(historyOf(runs), { nowMs: someTime + day, sessionId: "now", limit: 100 })
    .find(({ key }) => key === skill)
    ?.reasons.find((reason) => reason.factor === factor);

/** Sessions of their own, then the skill that starts the present one. */
const after = (sequences: readonly (readonly Run["skill"][])[], ...now: Run["skill"][]): Run[] => [
  ...sequences.flatMap((skills, session) =>
    skills.map((skill, at): Run => ({
      skill,
      at: someTime + session * 1000 + at,
      session: `earlier ${session}`,
    })),
  ),
  ...now.map((skill, at): Run => ({ skill, at: someTime + hour + at, session: "now" })),
];

test("what followed 12 of 14 times says so", () => {
  const sequences = Array.from({ length: 14 }, (_, at): Run["skill"][] => [
    "terminal:git add",
    at < 12 ? "terminal:git commit" : "terminal:git status",
  ]);
  assert.deepEqual(
    reasonOf(after(sequences, "terminal:git add"), "terminal:git commit", "followsLast"),
    {
      factor: "followsLast",
      value: 12 / 15,
      share: 0.05 * (12 / 15),
      count: 12,
      total: 14,
      about: "terminal:git add",
    },
  );
});

test("the run before the last decides where it is known, and backs off where it is not", () => {
  const sequences: Run["skill"][][] = [
    ...Array<Run["skill"][]>(5).fill(["task:a", "task:x", "task:b"]),
    ...Array<Run["skill"][]>(5).fill(["task:c", "task:x", "task:d"]),
  ];
  const value = (skill: SkillKey, ...now: Run["skill"][]): number =>
    reasonOf(after(sequences, ...now), skill, "followsLast")?.value ?? 0;
  assert.ok(value("task:b", "task:a", "task:x") > 3 * value("task:d", "task:a", "task:x"));
  assert.equal(value("task:b", "task:e", "task:x"), value("task:d", "task:e", "task:x"));
  assert.equal(value("task:b", "task:e", "task:x"), 5 / 11);
});

test("the end of one session is not followed by the start of the next", () => {
  const runs = after([["task:a"], ["task:b"], ["task:a"], ["task:b"]], "task:a");
  assert.equal(reasonOf(runs, "task:b", "followsLast"), undefined);
});

test("one success of one counts less than 99 of 100", () => {
  const once: Run[] = [{ skill: "task:new", at: someTime }];
  const often = Array.from({ length: 100 }, (_, at): Run => ({
    skill: "task:old",
    at: someTime + at,
    outcome: at === 0 ? "failed" : "completed",
  }));
  const of = (runs: Run[], skill: SkillKey) => reasonOf(runs, skill, "completion")?.value ?? NaN;
  assert.ok(of(once, "task:new") < of(often, "task:old"));
});

test("after a failure nobody has seen before, trying again is what is expected", () => {
  const failed = (...before: Run[]): Run[] => [
    { skill: "task:fix", at: someTime, session: "earlier" },
    ...before,
    { skill: "task:test", at: someTime + hour, session: "now", outcome: "failed" },
  ];
  assert.equal(reasonOf(failed(), "task:test", "afterFailure")?.value, 0.5);
  assert.equal(reasonOf(failed(), "task:fix", "afterFailure"), undefined);
  const fixes = [1, 3, 5, 7].flatMap((at): Run[] => [
    { skill: "task:test", at: someTime + at, session: "earlier", outcome: "failed" },
    { skill: "task:fix", at: someTime + at + 1, session: "earlier" },
  ]);
  assert.equal(reasonOf(failed(...fixes), "task:fix", "afterFailure")?.value, 4 / 6);
});
