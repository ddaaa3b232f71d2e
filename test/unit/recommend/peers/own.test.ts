import assert from "node:assert/strict";
import { test } from "node:test";
import { ownBaseline } from "../../../../src/recommend/peers/own";
import type { SkillRecord } from "../../../../src/recommend/peers/model";
import { historyOf, someSkills, someTime, type Run } from "../../../support/history";
import {
  groupBy,
  mode,
  naiveQuantile,
  naiveTypical,
  withoutUndefined,
} from "../../../support/naive";
import { forRandomHistories } from "../../../support/randomHistories";
import { user } from "./peers";

function naiveRecords(runs: readonly Run[]): SkillRecord[] {
  return [...groupBy(runs, (run) => run.skill)]
    .flatMap(([skill, own]) => {
      const finished = own.filter(({ outcome }) => outcome !== "running" && outcome !== "unknown");
      if (finished.length === 0) return [];
      const medianMs = naiveQuantile(naiveTypical(own), 0.5);
      return [
        withoutUndefined<SkillRecord>({
          skill,
          runs: own.length,
          finished: finished.length,
          completed: own.filter(({ outcome }) => outcome === "completed").length,
          medianMs: medianMs === undefined ? undefined : Math.round(medianMs),
          phase: mode(own.flatMap(({ phase }) => phase ?? [])),
        }),
      ];
    })
    .sort((one, other) => (one.skill < other.skill ? -1 : 1));
}

test("a user shares, for each skill, what plain counting gives", () => {
  forRandomHistories((history, runs) => {
    assert.deepEqual(ownBaseline(history, user("me")), {
      user: user("me"),
      skills: naiveRecords(runs),
    });
  });
});

test("hidden skills are not shared, and neither are commands, folders, labels or sessions", () => {
  const [hidden = "task:hidden", shown = "task:shown"] = someSkills;
  const secrets = { lastCommand: "SECRET command", lastCwd: "SECRET cwd", label: "SECRET label" };
  const history = historyOf(
    [hidden, shown].map((skill, at): Run => ({
      skill,
      at: someTime + at,
      session: "SECRET session",
      agent: "SECRET agent",
    })),
    { skills: { [hidden]: { hidden: true }, [shown]: secrets } },
  );
  const baseline = ownBaseline(history, user("me"));
  assert.deepEqual(
    baseline.skills.map(({ skill }) => skill),
    [shown],
  );
  assert.doesNotMatch(JSON.stringify(baseline), /SECRET/);
});
