import assert from "node:assert/strict";
import { test } from "node:test";
import type { Transition } from "../../../src/analysis/model";
import {
  maxTransitions,
  phaseTransitions,
  skillTransitions,
} from "../../../src/analysis/transitions";
import { historyOf, minute, someTime, type Run } from "../../support/history";
import { groupBy, mode, naiveQuantile, withoutUndefined } from "../../support/naive";
import { forRandomHistories } from "../../support/randomHistories";

test("a step needs two neighbours in one session that differ", () => {
  const found = skillTransitions(
    historyOf([
      { skill: "task:a", at: 1, session: "one" },
      { skill: "task:b", at: 2, session: "two" },
      { skill: "task:a", at: 3, session: "one" },
      { skill: "task:b", at: 4, session: "one" },
      { skill: "task:c", at: 5, session: "one" },
    ]),
  );
  assert.deepEqual(
    found.map(({ from, to, count, share }) => [from, to, count, share]),
    [
      ["task:a", "task:b", 1, 1],
      ["task:b", "task:c", 1, 1],
    ],
  );
});

test("a run without a phase is passed over between two phases", () => {
  const [step, ...more] = phaseTransitions(
    historyOf([
      { skill: "task:a", at: someTime, phase: "setup", ms: minute },
      { skill: "task:b", at: someTime + 2 * minute },
      { skill: "task:c", at: someTime + 5 * minute, phase: "execution" },
    ]),
  );
  assert.deepEqual(step, {
    from: "setup",
    to: "execution",
    count: 1,
    share: 1,
    medianGapMs: 4 * minute,
    commonSkill: "task:c",
  });
  assert.deepEqual(more, []);
});

test("the gap is from the end of the one to the start of the other and never negative", () => {
  const gapAfter = (first: Partial<Run>): number | undefined =>
    skillTransitions(
      historyOf([
        { skill: "task:a", at: someTime, ...first },
        { skill: "task:b", at: someTime + 10 * minute },
      ]),
    )[0]?.medianGapMs;
  assert.equal(gapAfter({ ms: 4 * minute }), 6 * minute);
  assert.equal(gapAfter({ ms: 15 * minute }), 0);
  assert.equal(gapAfter({}), 10 * minute);
  assert.equal(gapAfter({ outcome: "running" }), 10 * minute);
  assert.equal(gapAfter({ ms: 9 * minute, background: true }), 10 * minute);
});

test("shares out of one phase add up to 1", () => {
  forRandomHistories((history) => {
    for (const [, steps] of groupBy(phaseTransitions(history), (step) => step.from)) {
      const sum = steps.reduce((total, { share }) => total + share, 0);
      assert.ok(Math.abs(sum - 1) < 1e-12);
    }
  });
});

test("of very many pairs the most frequent are listed", () => {
  // The pair from `task:n` to `task:end` occurs n times, each in a session of its own.
  const runs = Array.from({ length: 210 }, (_, number) =>
    Array.from({ length: number }, (_, use): Run[] => [
      { skill: `task:${number}`, at: 1, session: `${number}.${use}` },
      { skill: "task:end", at: 2, session: `${number}.${use}` },
    ]).flat(),
  ).flat();
  const found = skillTransitions(historyOf(runs));
  assert.deepEqual(
    found.map(({ from, count }) => [from, count]),
    Array.from({ length: maxTransitions }, (_, place) => [`task:${209 - place}`, 209 - place]),
  );
});

test("steps between phases and between skills equal those between plain invocations", () => {
  forRandomHistories((history, runs) => {
    const phased = runs.filter((run) => run.phase !== undefined);
    assert.deepEqual(
      phaseTransitions(history),
      naiveTransitions(phased, (run) => run.phase ?? "", true),
    );
    assert.deepEqual(
      skillTransitions(history),
      naiveTransitions(runs, (run) => run.skill, false),
    );
  });
});

test("steps are the same among thousands of skills that are known and were not used", () => {
  const names = Array.from({ length: 1100 }, (_, at) => [`task:unused ${at}`, {}] as const);
  const extras = { skills: Object.fromEntries(names) };
  forRandomHistories(
    (_, runs) => {
      const known = historyOf(runs, extras);
      assert.deepEqual(skillTransitions(known), skillTransitions(historyOf(runs)));
    },
    { histories: 150 },
  );
});

function naiveTransitions(
  runs: readonly Run[],
  nodeOf: (run: Run) => string,
  withSkill: boolean,
): readonly Transition[] {
  const steps = [...groupBy(runs, (run) => run.session)].flatMap(([, own]) =>
    own.flatMap((to, at) => {
      const from = own[at - 1];
      if (from === undefined || nodeOf(from) === nodeOf(to)) return [];
      const end = from.background === true ? from.at : from.at + (from.ms ?? 0);
      const gapMs = Math.max(0, to.at - end);
      return [{ from: nodeOf(from), to: nodeOf(to), gapMs, skill: to.skill }];
    }),
  );
  return [...groupBy(steps, ({ from, to }) => `${from}\n${to}`)]
    .flatMap(([, own]) => {
      const [first] = own;
      if (first === undefined) return [];
      return [
        withoutUndefined<Transition>({
          from: first.from,
          to: first.to,
          count: own.length,
          share: own.length / steps.filter(({ from }) => from === first.from).length,
          medianGapMs: naiveQuantile(
            own.map(({ gapMs }) => gapMs),
            0.5,
          ),
          commonSkill: withSkill ? mode(own.map(({ skill }) => skill)) : undefined,
        }),
      ];
    })
    .sort((one, other) => {
      if (one.count !== other.count) return other.count - one.count;
      return `${one.from}\n${one.to}` < `${other.from}\n${other.to}` ? -1 : 1;
    });
}
