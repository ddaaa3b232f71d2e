import type { ReportQuery, WorkflowReport } from "../../../src/recommend/workflowReport";
import type { History, HistoryFilter, SkillEntry } from "../../../src/tracker/history";
import type { Outcome, SkillKey } from "../../../src/tracker/model";
import { day, historyOf, minute, someTime } from "../../support/history";
import type { Run } from "../../support/history";
import { seededRandom } from "../../support/random";
import type { Random } from "../../support/random";
import { aReport } from "../../support/report";

interface Habit {
  readonly skill: SkillKey;
  readonly phase: string;
  /** How often it completes, 0–1. */
  readonly completes: number;
  /** Of what does not complete, how much is given up rather than failed, 0–1. */
  readonly givenUp: number;
  readonly typicalMs: number;
  readonly agent?: string;
}

const second = 1000;
const habits: readonly Habit[] = [
  habit("terminal:git pull", "setup", 0.97, 0.2, 2.4 * second),
  habit("terminal:npm install", "setup", 0.9, 0.5, 26 * second),
  habit("task:build", "execution", 0.88, 0.1, 14 * second),
  habit("terminal:git add", "execution", 0.99, 0, 0.08 * second),
  habit("terminal:rg", "execution", 0.8, 0, 0.12 * second),
  habit("tool:edit file", "execution", 0.94, 0.8, 1.1 * second, "Claude Code"),
  habit("agent:reviewer", "verification", 0.86, 0.7, 74 * second, "Claude Code"),
  habit("terminal:npm test", "verification", 0.76, 0.15, 21 * second),
  habit("test:tracker suite", "verification", 0.9, 0.1, 6 * second),
  habit("terminal:tsc", "verification", 0.82, 0.05, 8.5 * second),
  habit("terminal:eslint", "verification", 0.91, 0.05, 5 * second),
  habit("debug:Extension", "verification", 0.7, 0.9, 4 * minute),
  habit("terminal:git commit", "cleanup", 0.96, 0.2, 0.6 * second),
  habit("terminal:git push", "cleanup", 0.93, 0.3, 3.1 * second),
  habit("terminal:git rebase", "rollback", 0.46, 0.95, 9 * second),
  habit("terminal:git reset", "rollback", 0.72, 0.9, 0.2 * second),
  habit("terminal:npm test", "cleanup", 0.94, 0.1, 19 * second),
  habit("task:build", "verification", 0.92, 0.1, 14 * second),
  habit("task:build", "setup", 0.95, 0.1, 15 * second),
  habit("terminal:npm install", "rollback", 0.9, 0.4, 27 * second),
  habit("terminal:git add", "cleanup", 0.99, 0, 0.08 * second),
  habit("terminal:git pull", "rollback", 0.93, 0.3, 2.6 * second),
  habit("tool:edit file", "verification", 0.9, 0.8, 1.2 * second, "Claude Code"),
];

function habit(
  skill: SkillKey,
  phase: string,
  completes: number,
  givenUp: number,
  typicalMs: number,
  agent?: string,
): Habit {
  return { skill, phase, completes, givenUp, typicalMs, ...(agent === undefined ? {} : { agent }) };
}

/** When the sample report was made; its history ends a little earlier. */
export const sampleNowMs = someTime + 8 * 60 * minute;

/** Some weeks of one developer's work: quiet weekends, a rough first half, a better second one. */
export function sampleHistory(days = 30, more: readonly Run[] = []): History {
  return historyOf([...sampleRuns(days), ...more], {
    skills: entries(),
    phases: ["setup", "execution", "verification"],
  });
}

function sampleRuns(days: number): readonly Run[] {
  const random = seededRandom(7);
  const runs: Run[] = [];
  for (let back = days - 1; back >= 0; back--) {
    const dayStart = someTime - back * day;
    const weekday = new Date(dayStart).getUTCDay();
    const sessions = weekday === 0 || weekday === 6 ? random.int(0, 1) : random.int(1, 3);
    for (let session = 0; session < sessions; session++)
      runs.push(...sessionOf(random, dayStart + session * 150 * minute, back / days));
  }
  return runs;
}

function sessionOf(random: Random, startMs: number, age: number): readonly Run[] {
  const session = `s${startMs}`;
  let at = startMs;
  const phases = [
    "setup",
    ...loop(random),
    ...(random.chance(0.4) ? ["rollback", "execution"] : []),
    "cleanup",
  ];
  return phases.flatMap((phase) =>
    Array.from({ length: random.int(1, phase === "verification" ? 5 : 3) }, (): Run => {
      const one = random.pick(habits.filter((known) => known.phase === phase));
      const ms = one.typicalMs * (0.4 + random.next() * random.next() * 3);
      const run = { skill: one.skill, at, ms, phase, session, outcome: outcome(random, one, age) };
      at += ms + random.int(5, 240) * second;
      return one.agent === undefined ? run : { ...run, agent: one.agent };
    }),
  );
}

function loop(random: Random): readonly string[] {
  const rounds = Array.from({ length: random.int(1, 4) }, () =>
    random.chance(0.12) ? ["execution", "setup", "verification"] : ["execution", "verification"],
  );
  return rounds.flat();
}

function outcome(random: Random, one: Habit, age: number): Outcome {
  if (random.chance(0.03)) return "unknown";
  if (random.chance(one.completes - (age > 0.5 ? 0.13 : 0))) return "completed";
  return random.chance(one.givenUp) ? "abandoned" : "failed";
}

function entries(): Readonly<Record<SkillKey, Partial<SkillEntry>>> {
  return Object.fromEntries(
    habits.map(({ skill, phase }) => [
      skill,
      {
        phase,
        category: "Development",
        ...(skill.startsWith("terminal:") ? { lastCommand: skill.slice("terminal:".length) } : {}),
      },
    ]),
  );
}

/** The report of a history, as the store's worker would make it. */
export function sampleReport(
  history: History,
  filter: HistoryFilter = {},
  more: Partial<ReportQuery> = {},
): WorkflowReport {
  return aReport(history, filter, sampleNowMs, more);
}

/** Names people and programs can make up, to see that none is taken for markup. */
export const hostileNames = [
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(2)</script>",
  "\u202Egpj.exe\u202C",
  "تشغيل الاختبارات",
  "🚀🧪 ship it 👩‍👩‍👧‍👦",
  "x".repeat(300),
  "{phase} {rate} ${count}",
  "__proto__",
];

/** A history in which every name is hostile, phases included. */
export function hostileHistory(): History {
  const random = seededRandom(3);
  const runs = Array.from({ length: 200 }, (_, index): Run => {
    const name = random.pick(hostileNames);
    return {
      skill: `terminal:${name}`,
      at: someTime - index * 20 * minute,
      ms: random.int(1, 90_000),
      phase: random.pick(hostileNames),
      session: `s${Math.floor(index / 10)}`,
      outcome: random.pick(["completed", "completed", "failed", "abandoned", "unknown"]),
    };
  });
  return historyOf(runs);
}

/** A history of many skills, each used a few times. */
export function wideHistory(skills = 2000): History {
  const random = seededRandom(11);
  const runs = Array.from({ length: skills * 3 }, (_, index): Run => ({
    skill: `terminal:program-${index % skills}`,
    at: someTime - index * minute,
    ms: random.int(50, 60_000),
    phase: random.pick(["setup", "execution", "verification", "cleanup"]),
    session: `s${Math.floor(index / 40)}`,
    outcome: random.pick(["completed", "completed", "completed", "failed"]),
  }));
  return historyOf(runs);
}
