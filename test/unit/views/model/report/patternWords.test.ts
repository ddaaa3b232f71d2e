import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionPatterns } from "../../../../../src/analysis/sessionPatterns";
import type { SkillKey } from "../../../../../src/tracker/model";
import { agentFigures, agentsFinding } from "../../../../../src/views/model/report/agentWords";
import {
  anomalySentence,
  changeSentence,
  changesFinding,
  episodeDays,
} from "../../../../../src/views/model/report/changeWords";
import { durationBars, durationsFinding } from "../../../../../src/views/model/report/durationBars";
import { rhythmFacts, rhythmFinding } from "../../../../../src/views/model/report/rhythmWords";
import { routineFacts, routinesFinding } from "../../../../../src/views/model/report/routineWords";
import {
  clusterSkills,
  togetherFinding,
} from "../../../../../src/views/model/report/togetherWords";
import { aChange, anAnomaly, noonMs } from "../../../../support/insights";
import { english, rate } from "./support";

const day = 86_400_000;
const label = (key: SkillKey): string => key.slice(key.indexOf(":") + 1);

test("a change says where it comes from and where it goes, in its own unit", () => {
  const rates = { metric: "completion-rate", startValue: 0.92, endValue: 0.71 } as const;
  assert.deepEqual(
    [
      aChange(),
      aChange({ direction: "improving", endValue: 12_000 }),
      aChange(rates),
      aChange({ ...rates, direction: "improving", startValue: 0.5 }),
    ].map((change) => changeSentence(change, english)),
    [
      "cargo build gets slower: 30 s → 1 min 5 s",
      "cargo build gets faster: 30 s → 12 s",
      "cargo build completes less often: 92% → 71%",
      "cargo build completes more often: 50% → 71%",
    ],
  );
});

test("an unusual day says what was seen and what was expected", () => {
  const told = (changes: Parameters<typeof anAnomaly>[0]) =>
    anomalySentence(anAnomaly(changes), "npm test", english);
  assert.equal(
    told({ type: "spike", observed: 42, baseline: 8.3 }),
    "npm test ran more than usual: 42 runs in a day, 8 expected",
  );
  assert.equal(
    told({ type: "drop", observed: 1, baseline: 8.3 }),
    "npm test ran less than usual: 1 run in a day, 8 expected",
  );
  assert.equal(told({}), "npm test completed less than usual: 40%, 95% before");
  assert.equal(told({ baseline: 0.2 }), "npm test completed more than usual: 40%, 20% before");
  assert.equal(
    told({ type: "slower", observed: 90_000, baseline: 30_000 }),
    "npm test was slower than usual: 1 min 30 s, 30 s before",
  );
});

test("an episode that goes on has a beginning only", () => {
  assert.equal(episodeDays(anAnomaly(), english), "since Feb 28");
  assert.equal(episodeDays(anAnomaly({ resolvedAtMs: noonMs + day }), english), "Feb 28 to Mar 2");
});

test("the title tells the surest change, else what is unusual now, else that nothing is", () => {
  const finding = (changes: ReturnType<typeof aChange>[], tested: number, resolved: boolean) =>
    changesFinding(
      { tested, changes },
      [anAnomaly(resolved ? { resolvedAtMs: noonMs } : {})],
      () => "npm test",
      english,
    );
  assert.match(finding([aChange()], 4, false), /^cargo build gets slower/);
  assert.match(finding([], 4, false), /^npm test completed less/);
  assert.equal(finding([], 4, true), "Nothing is clearly changing");
  assert.match(finding([], 0, true), /^Too few days to see a change yet/);
});

test("durations leave out empty bins at the ends and none between", () => {
  const bins = [0, 3, 0, 12, 0].map((count, at) => ({
    ...{ fromMs: at === 0 ? 0 : 1000 * at, toMs: at === 4 ? Infinity : 1000 * (at + 1), count },
  }));
  const histogram = { bins, count: 15, medianMs: 3_400, p90Ms: 3_900 };
  assert.deepEqual(durationBars(histogram, english), [
    { label: "1 s – 2 s", count: 3, share: 0.25 },
    { label: "2 s – 3 s", count: 0, share: 0 },
    { label: "3 s – 4 s", count: 12, share: 1 },
  ]);
  assert.equal(
    durationsFinding(histogram, english),
    "Half of 15 runs take 3.4 s or less, one in ten over 3.9 s",
  );
  assert.match(durationsFinding({ ...histogram, count: 9 }, english), /^Too few completed runs/);
  const empty = { bins: [], count: 0 };
  assert.deepEqual(durationBars(empty, english), []);
  assert.equal(durationsFinding(empty, english), "No completed run has a known duration");
});

const quiet: SessionPatterns = {
  sessions: 12,
  lengths: { short: 3, medium: 6, long: 2, unknown: 1 },
  medianSpanMs: 2_700_000,
  streaks: { longestDays: 5, currentDays: 1, activeDays: 9 },
  parts: [
    { part: "morning", sessions: 6, runs: 100, ...rate(95, 100) },
    { part: "night", sessions: 6, runs: 60, ...rate(36, 60) },
    { part: "evening", sessions: 1, runs: 2, ...rate(0, 2) },
  ],
  weekdays: [],
  sessionsPerActiveDay: 1.3,
  sessionsPerWeek: { trend: "decreasing", recent: 2.25, before: 6 },
};

test("two parts of the day are compared only where it is sure that they differ", () => {
  assert.equal(rhythmFinding(quiet, english), "Morning: 95% complete; night: 60%");
  const alike = { ...quiet, parts: quiet.parts.slice(0, 1) };
  assert.equal(rhythmFinding(alike, english), "Half of 12 sessions last 45 min or longer");
  const { sessions, lengths, streaks, parts, weekdays, sessionsPerWeek } = alike;
  const unknown = { sessions, lengths, streaks, parts, weekdays, sessionsPerWeek };
  assert.equal(rhythmFinding(unknown, english), "12 sessions");
});

test("sessions are told by length, streak and week, and nothing is told that is not known", () => {
  assert.deepEqual(rhythmFacts(quiet, english), [
    "Under 30 min: 3 · up to 2 h: 6 · longer: 2 · unknown: 1",
    "9 days with runs; longest streak 5 days, current 1 day",
    "1.3 sessions a day, on days with any",
    "Fewer sessions lately: 2.3 a week, 6 before",
  ]);
  const { sessions, lengths, streaks, parts, weekdays } = quiet;
  const less = { sessions, lengths, streaks, parts, weekdays };
  const facts = rhythmFacts({ ...less, sessionsPerWeek: { trend: "unknown" } }, english);
  assert.equal(facts.length, 2);
});

test("a routine is told with how often it completes and how long it takes", () => {
  const routine = {
    skills: ["terminal:git add", "terminal:git commit"] as const,
    ...{ count: 31, sessions: 12, lastStartedAtMs: noonMs, lift: 8 },
  };
  assert.equal(
    routinesFinding([routine], label, english),
    "You run git add → git commit in a row: 31 times",
  );
  assert.equal(routineFacts(routine, english), "in 12 sessions");
  assert.equal(
    routineFacts({ ...routine, completedShare: 0.5, medianSpanMs: 90_000 }, english),
    "in 12 sessions · 50% complete · 1 min 30 s each",
  );
  assert.match(routinesFinding([], label, english), /^No sequence/);
});

test("what belongs together is named only where something does", () => {
  const nothing = (sessions: number) => togetherFinding([], [], sessions, english);
  assert.equal(nothing(9), "Too few sessions to see what belongs together");
  assert.equal(nothing(10), "No two skills share sessions much more often than by chance");
  const cluster = { id: "a", name: "Git", members: [], sessions: 4 };
  assert.equal(
    togetherFinding([], [cluster], 40, english),
    "Some skills go together, none of them tightly",
  );
});

test("of a large group the most central skills are named, and how many more there are", () => {
  const group = (count: number) => ({
    ...{ id: "a", name: "Git", sessions: 40 },
    members: Array.from({ length: count }, (_, at) => ({
      ...({ key: `terminal:s${at}`, label: `s${at}`, membership: 1 } as const),
    })),
  });
  assert.equal(clusterSkills(group(2), english), "s0, s1");
  assert.match(clusterSkills(group(8), english), /s7$/);
  assert.match(clusterSkills(group(11), english), /s7 and 3 more$/);
});

test("agents are compared only where it is sure that they differ", () => {
  const skill = (agentRate: ReturnType<typeof rate>) => ({
    ...({ key: "tool:Bash", kind: "tool", label: "Bash", refused: 1, lastStartedAtMs: 0 } as const),
    counts: agentRate.counts,
    total: agentRate.total,
  });
  const agents = [
    { agent: "claude", total: 200, refused: 1, skills: [skill(rate(190, 200))] },
    { agent: "codex", total: 100, refused: 0, skills: [skill(rate(60, 100))] },
  ];
  const figures = agentFigures(agents, english);
  assert.deepEqual(
    figures.map(({ name, rate: value, refused, mostUsed }) => [name, value, refused, mostUsed]),
    [
      ["Claude Code", 0.95, 1, "Bash"],
      ["Codex", 0.6, 0, "Bash"],
    ],
  );
  assert.equal(agentsFinding(figures, english), "Claude Code completes 95%, Codex 60%");
  assert.equal(agentsFinding(figures.slice(0, 1), english), "Claude Code ran most: 200 runs");
  assert.equal(agentsFinding([], english), "No agent ran anything");
});
