import assert from "node:assert/strict";
import { test } from "node:test";
import type { Effectiveness } from "../../../src/analysis/model";
import { phaseEffectiveness } from "../../../src/analysis/phases";
import type { SkillKey } from "../../../src/tracker/model";
import { historyOf, someTime, type Run } from "../../support/history";
import { groupBy, naiveDurations, naiveRate, withoutUndefined } from "../../support/naive";
import { forRandomHistories } from "../../support/randomHistories";

test("phases come by use, runs without one last, and a label replaces the name", () => {
  const history = historyOf(
    [
      { skill: "task:build", at: 1, phase: "setup" },
      { skill: "task:build", at: 2, phase: "execution", outcome: "failed" },
      { skill: "task:build", at: 3, phase: "execution", ms: 500 },
      { skill: "task:build", at: 4 },
      { skill: "task:build", at: 5 },
      { skill: "task:build", at: 6 },
    ],
    { skills: { "task:build": { label: "Build it" } }, phases: ["never"] },
  );
  const [execution, setup, none, ...more] = phaseEffectiveness(history);
  assert.equal(execution?.phase, "execution");
  assert.equal(execution.rate, 0.5);
  assert.equal(execution.durations.medianMs, 500);
  assert.equal(execution.skills[0]?.label, "Build it");
  assert.equal(setup?.phase, "setup");
  assert.equal(none?.phase, undefined);
  assert.equal(none?.total, 3);
  assert.deepEqual(more, []);
});

test("a phase lists its eight most used skills", () => {
  const runs = Array.from({ length: 10 }, (_, skill) =>
    Array.from({ length: skill + 1 }, (_, use): Run => ({
      skill: `task:${skill}`,
      at: someTime + skill * 100 + use,
      phase: "setup",
    })),
  ).flat();
  const [setup] = phaseEffectiveness(historyOf(runs));
  assert.deepEqual(
    setup?.skills.map(({ key, total }) => [key, total]),
    [9, 8, 7, 6, 5, 4, 3, 2].map((skill) => [`task:${skill}`, skill + 1]),
  );
});

test("effectiveness equals that counted from plain invocations", () => {
  forRandomHistories((history, runs) => {
    const expected = [...groupBy(runs, (run) => run.phase)]
      .sort(([one, ones], [other, others]) => {
        if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
        return others.length - ones.length || (one < other ? -1 : 1);
      })
      .map(([phase, own]) =>
        withoutUndefined({
          phase,
          ...naiveRate(own),
          durations: naiveDurations(own),
          skills: [...groupBy(own, (run) => run.skill)]
            .sort(
              ([one, ones], [other, others]) =>
                others.length - ones.length || (one < other ? -1 : 1),
            )
            .map(([key, uses]) => ({ key, label: nameOf(key), ...naiveRate(uses) })),
        }),
      );
    const counted = phaseEffectiveness(history).map((phase) => ({
      ...withoutSmoothed(phase),
      skills: phase.skills.map(withoutSmoothed),
    }));
    assert.deepEqual(counted, expected);
  });
});

test("a phase is smoothed towards all runs, a skill towards its phase", () => {
  const finishedOf = (runs: readonly Run[]): readonly Run[] =>
    runs.filter(({ outcome }) => outcome !== "running" && outcome !== "unknown");
  const naive = (runs: readonly Run[], e: number): number => {
    const finished = finishedOf(runs);
    const completed = finished.filter(({ outcome }) => outcome === "completed").length;
    return (completed + 4 * e) / (finished.length + 4);
  };
  forRandomHistories((history, runs) => {
    const all = naive(runs, 0.5);
    for (const { phase, smoothed, skills } of phaseEffectiveness(history)) {
      const own = runs.filter((run) => run.phase === phase);
      assert.equal(smoothed?.rate, finishedOf(own).length === 0 ? undefined : naive(own, all));
      for (const skill of skills) {
        const uses = own.filter((run) => run.skill === skill.key);
        const expected = finishedOf(uses).length === 0 ? undefined : naive(uses, naive(own, all));
        assert.equal(skill.smoothed?.rate, expected);
        const [low = 0, high = 1] = skill.smoothed?.interval ?? [];
        assert.ok(low < (expected ?? 0.5) && (expected ?? 0.5) < high);
      }
    }
  });
});

function nameOf(key: SkillKey): string {
  return key.slice(key.indexOf(":") + 1);
}

function withoutSmoothed({ smoothed, ...counted }: Effectiveness): Effectiveness {
  assert.equal(smoothed === undefined, counted.finished === 0);
  return counted;
}
