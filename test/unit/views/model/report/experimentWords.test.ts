import assert from "node:assert/strict";
import { test } from "node:test";
import { analyse } from "../../../../../src/recommend/experiments/analyse";
import {
  createExperiment,
  stopExperiment,
} from "../../../../../src/recommend/experiments/lifecycle";
import type { Group } from "../../../../../src/recommend/experiments/model";
import type { UnitOutcome } from "../../../../../src/recommend/experiments/units";
import { experimentTables } from "../../../../../src/views/model/export/experimentTables";
import { toJson } from "../../../../../src/views/model/export/json";
import { toMarkdown } from "../../../../../src/views/model/export/markdown";
import {
  differenceRows,
  experimentFinding,
  experimentNote,
  groupRows,
  planProblemSentence,
} from "../../../../../src/views/model/report/experimentWords";
import { day, historyOf, someTime } from "../../../../support/history";
import { aReport } from "../../../../support/report";
import { english } from "./support";

const experiment = createExperiment(
  { name: "Recent?", control: "habits", treatment: "recent-first", startMs: someTime },
  "id",
  [],
);

function resultOf(control: [number, number], treatment: [number, number], isStopped = false) {
  const units = (group: Group, [successes, count]: [number, number]): UnitOutcome[] =>
    Array.from({ length: count }, (_, at) => ({
      group,
      values: { completionRate: at < successes ? 1 : 0 },
    }));
  const nowMs = someTime + day;
  return analyse(
    isStopped ? stopExperiment(experiment, nowMs) : experiment,
    [...units("control", control), ...units("treatment", treatment)],
    nowMs,
  );
}

const findings: readonly (readonly [ReturnType<typeof resultOf> | undefined, string])[] = [
  [undefined, "No ranking experiment: Start Ranking Experiment… compares two ways to rank"],
  [resultOf([3, 4], [5, 7]), "Too early to compare: 4 and 7 of 100 sessions each"],
  [resultOf([3, 4], [5, 7], true), "It ended too early: 4 and 7 of 100 sessions each"],
  [resultOf([150, 200], [152, 200]), "No difference found so far: keep collecting"],
  [resultOf([150, 200], [152, 200], true), "It ended without a difference between the two"],
  [
    resultOf([120, 200], [180, 200]),
    "“What was used lately” is better by 30 pts: take it with Change Ranking…",
  ],
  [
    resultOf([180, 200], [120, 200]),
    "Keep “What usually comes next”: the other one is worse by 30 pts",
  ],
];

test("each advice is a sentence, and so is that there is no experiment", () => {
  for (const [result, sentence] of findings) {
    assert.equal(experimentFinding(result, english), sentence);
  }
});

test("the note names both rankings, and whether it goes on", () => {
  assert.equal(
    experimentNote(resultOf([0, 0], [0, 0]), english),
    "“Recent?”: “What was used lately” against “What usually comes next”, since Mar 4",
  );
  assert.match(experimentNote(resultOf([0, 0], [0, 0], true), english), /^“Recent\?”, ended: /);
});

test("groups come with their sessions and interval, and what is not known is a dash", () => {
  assert.deepEqual(groupRows(resultOf([3, 4], [0, 0]), english), [
    {
      metric: "Completion rate",
      ranking: "What usually comes next",
      sessions: "4",
      mean: "75%",
      interval: "30% – 95%",
    },
    {
      metric: "Completion rate",
      ranking: "What was used lately",
      sessions: "0",
      mean: "–",
      interval: "–",
    },
  ]);
});

test("a difference has its sign, its interval and its effect size once there are enough sessions", () => {
  const [few] = differenceRows(resultOf([2, 4], [3, 4]), english);
  assert.deepEqual([few?.difference, few?.interval, few?.effect], ["+25 pts", "–", "0.524"]);
  const [many] = differenceRows(resultOf([180, 200], [120, 200]), english);
  assert.equal(many?.difference, "−30 pts");
  assert.match(many.interval, /^−\d+ pts … −\d+ pts$/);
  const [nothing] = differenceRows(resultOf([0, 0], [0, 0]), english);
  assert.deepEqual([nothing?.difference, nothing?.effect], ["–", "–"]);
});

test("the report of a workspace with an experiment has its section in Markdown and tables", () => {
  const history = historyOf([{ skill: "task:a", at: someTime, ms: 1, session: "s2" }]);
  const query = { experiment: { experiment, except: ["s1"] } };
  const report = aReport(history, {}, someTime + day, query);
  assert.deepEqual(
    report.experiment?.metrics.map(({ control, treatment }) => control.units + treatment.units),
    [1],
  );
  const [, section = ""] = toMarkdown(report, english).split("## Ranking experiment\n");
  assert.match(section, /Too early to compare/);
  assert.equal(experimentTables(resultOf([3, 4], [1, 2]), english).length, 2);
  assert.match(toMarkdown(aReport(history), english), /No ranking experiment/);
  assert.equal("experiment" in aReport(history), false);
});

test("the moments of an experiment are ISO 8601 in the JSON", () => {
  const history = historyOf([{ skill: "task:a", at: someTime, ms: 1 }]);
  const stopped = stopExperiment({ ...experiment, endMs: someTime + 9 * day }, someTime + day);
  const query = { experiment: { experiment: stopped, except: [] } };
  const text = toJson(aReport(history, {}, someTime + 2 * day, query));
  for (const [name, iso] of [
    ["start", "2026-03-04"],
    ["end", "2026-03-13"],
    ["stoppedAt", "2026-03-05"],
  ])
    assert.match(text, new RegExp(`"${name}": "${iso}T10:00:00.000Z"`));
});

test("every reason why an experiment cannot begin is one sentence", () => {
  const problems = ["name-empty", "name-taken", "another-open", "minimum-out-of-range"] as const;
  const sentences = problems.map((problem) => planProblemSentence(problem, english));
  assert.equal(new Set(sentences).size, problems.length);
  for (const sentence of sentences) assert.match(sentence, /^[A-Z][^.]*\.$/);
});
