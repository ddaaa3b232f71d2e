import assert from "node:assert/strict";
import { test } from "node:test";
import { skillUsage } from "../../../../../src/analysis/skillUsage";
import type { HistoryFilter } from "../../../../../src/tracker/history";
import type { SkillKey } from "../../../../../src/tracker/model";
import { phaseHeatmap } from "../../../../../src/views/model/export/phaseHeatmap";
import { skillsReport } from "../../../../../src/views/model/export/skillsReport";
import { documentIn, textFormats } from "../../../../../src/views/model/export/textReports";
import { workflowText } from "../../../../../src/views/model/export/workflowText";
import { wordsFor } from "../../../../../src/views/model/report/words";
import { historyOf, minute, randomRuns, someTime, type Run } from "../../../../support/history";
import { seededRandom } from "../../../../support/random";
import { aReport } from "../../../../support/report";
import { anInvocation } from "../../../../support/views";

const words = wordsFor("en", {});

const cycle = Array.from({ length: 12 }, (_, round): Run[] => [
  {
    skill: "terminal:git add",
    at: someTime + 3 * round * minute,
    phase: "setup",
    ms: 1200,
    session: round < 6 ? "s1" : "s2",
  },
  {
    skill: "terminal:npm test",
    at: someTime + (3 * round + 1) * minute,
    phase: "verification",
    outcome: round % 2 === 0 ? "abandoned" : "completed",
    session: round < 6 ? "s1" : "s2",
  },
]).flat();

const reportOf = (runs: readonly Run[], filter: HistoryFilter = {}) =>
  aReport(historyOf(runs), filter);
const workflow = (runs: readonly Run[], filter: HistoryFilter = {}): string =>
  documentIn("text", workflowText(reportOf(runs, filter), words));
const heat = (runs: readonly Run[]): string =>
  documentIn("text", phaseHeatmap(reportOf(runs), words));

test("the workflow report has its four sections, in both formats", () => {
  const titles = ["Effectiveness by phase", "Bottlenecks", "Transitions", "Recommendations"];
  const plain = workflow(cycle);
  const markdown = documentIn("markdown", workflowText(reportOf(cycle), words));
  assert.deepEqual(
    plain.split("\n").filter((_, at, lines) => /^-+$/.test(lines[at + 1] ?? "")),
    titles,
  );
  assert.deepEqual(
    [...markdown.matchAll(/^## (.+)$/gm)].map(([, title]) => title),
    titles,
  );
  assert.match(plain, /^npm test +12 +12 +50% +51% +28% – 75%$/m);
  assert.match(plain, /^verification +Warning +50% +12 /m);
  assert.match(plain, /^setup +verification +12 +100%/m);
});

test("a session narrows every section, transitions as well as rates", () => {
  const one = workflow(cycle, { sessionId: "s1" });
  assert.match(one, /Only: one session/);
  assert.match(one, /^npm test +6 +6 /m);
  assert.match(one, /^setup +verification +6 /m);
  assert.match(one, /^verification +Warning +50% +6 /m);
  assert.match(one, /^- setup: git add completes 100% of 6 finished runs$/m);
});

test("one run of one is recommended before nothing, and stands behind a hundred", () => {
  const many = Array.from({ length: 99 }, (_, at): Run => ({
    skill: "task:sure",
    at: someTime + at,
    phase: "setup",
  }));
  const failed: Run = { skill: "task:sure", at: someTime, phase: "setup", outcome: "failed" };
  const once: Run = { skill: "task:lucky", at: someTime, phase: "setup" };
  const report = workflow([...many, failed, once]);
  assert.ok(report.indexOf("\nsure") < report.indexOf("\nlucky"));
  assert.match(report, /^- setup: sure completes 99% of 100 finished runs$/m);
  assert.match(workflow([once]), /No skill completes 70% of at least 3 runs/);
});

test("a heatmap leaves blank what never occurred, and gives no rate to what never finished", () => {
  const text = heat([
    { skill: "task:a", at: someTime, phase: "setup" },
    { skill: "task:a", at: someTime + 1, phase: "setup" },
    { skill: "task:b", at: someTime + 2, phase: "verification", outcome: "running" },
  ]);
  assert.match(text, /^a +█ 100% of 2$/m);
  assert.match(text, /^b +–$/m);
  assert.doesNotMatch(text, /^[ab] .*\b0%/m);
});

test("a heatmap shows the fifteen skills used most, not the first by name", () => {
  const runs = Array.from({ length: 20 }, (_, skill) =>
    Array.from({ length: skill + 1 }, (_, at): Run => {
      const key: SkillKey = `task:skill-${String(skill).padStart(2, "0")}`;
      return { skill: key, at: someTime + at, phase: "setup" };
    }),
  ).flat();
  const shown = heat(runs).match(/^skill-\d\d/gm) ?? [];
  assert.equal(shown.length, 15);
  assert.equal(shown[0], "skill-19");
  assert.ok(!shown.includes("skill-04"));
});

test("runs without a phase are said to have none", () => {
  const runs: Run[] = [{ skill: "task:a", at: someTime }];
  assert.match(heat(runs), /No run belonged to a phase\./);
  assert.match(workflow(runs), /No run belonged to a phase\./);
});

test("the skills report names the most used, the paths of three and five follow-ups", () => {
  const invocations = ["a", "b", "c", "d", "e", "f"].flatMap((name, rank) =>
    Array.from({ length: 7 - rank }, (_, at) =>
      anInvocation(`${name}${at}`, {
        skill: `task:${name}`,
        workflowPath: at === 0 ? "full" : "quick",
        followUps: [name],
      }),
    ),
  );
  const about = { generatedAtMs: someTime, filter: {}, skills: skillUsage(invocations) };
  const text = documentIn("text", skillsReport(about, words));
  assert.deepEqual(text.match(/^[a-f](?= )/gm), ["a", "b", "c", "d", "e"]);
  assert.match(text, /^- a: quick \(6×\), full \(1×\)$/m);
  assert.match(text, /^- c: quick/m);
  assert.doesNotMatch(text, /^- d: quick/m);
  assert.match(text, /^- e \(3×\)$/m);
  assert.doesNotMatch(text, /^- f/m);
});

test("what still runs is not judged, and what is not known is said", () => {
  const skills = skillUsage([
    anInvocation("1", { outcome: "running" }),
    anInvocation("2", { outcome: "unknown", durationMs: undefined }),
  ]);
  const about = { generatedAtMs: someTime, filter: { sessionId: "s" }, skills };
  const text = documentIn("text", skillsReport(about, words)).replaceAll("\n", " ");
  assert.match(text, /Only: one session/);
  assert.match(text, /None of them finished\. Not judged: 1 running, 1 without a known end\./);
  assert.match(text, /No completed run was timed\./);
  assert.match(text, /None of the skills used most named a workflow path\./);
});

test("reports of nothing say so and have no sections", () => {
  const empty = reportOf([]);
  const about = { generatedAtMs: someTime, filter: {}, skills: [] };
  for (const document of [
    workflowText(empty, words),
    phaseHeatmap(empty, words),
    skillsReport(about, words),
  ]) {
    assert.deepEqual(document.sections, []);
    for (const format of textFormats)
      assert.match(documentIn(format, document), /Nothing ran\.|No run belonged/);
  }
});

test("no line is wider than 80 columns, with any history and long names", () => {
  for (let seed = 1; seed <= 6; seed++) {
    const random = seededRandom(seed);
    const runs = randomRuns(random, { count: 120, sessions: 5 }).map((run): Run => ({
      ...run,
      skill: `task:${run.skill.repeat(random.int(1, 6))}`,
      phase: `phase ${random.int(1, 12)} ${"日".repeat(random.int(0, 20))}`,
    }));
    const report = reportOf(runs);
    const documents = [workflowText(report, words), phaseHeatmap(report, words)];
    const text = documents.map((document) => documentIn("text", document)).join("\n");
    for (const line of text.split("\n")) assert.ok([...line].length <= 80, line);
  }
});
