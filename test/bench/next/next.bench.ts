import type { NextEvent } from "../../../src/recommend/next/event";
import { learnedRuns } from "../../../src/recommend/next/historyModel";
import { NextModel } from "../../../src/recommend/next/nextModel";
import { seededRandom } from "../../support/random";
import type { Row } from "../row";

const runs = 100_000;
const skills = 350;
const questions = 200;

/** What it costs to take in a long history and to ask for what comes next. */
export function run(): Promise<readonly Row[]> {
  const events = longHistory();
  // Once for the compiler, once for the clock.
  measure(events);
  const { countMs, learnMs, rankMs } = measure(events);
  const how = `${runs.toLocaleString("en")} runs of ${skills} skills, processor time`;
  return Promise.resolve([
    { what: "what comes next: count a long history", value: countMs, unit: "ms", how },
    { what: "what comes next: learn from one run", value: learnMs, unit: "ms", how },
    { what: "what comes next: rank all skills", value: rankMs, unit: "ms", how },
  ]);
}

function measure(events: readonly NextEvent[]): {
  readonly countMs: number;
  readonly learnMs: number;
  readonly rankMs: number;
} {
  const model = new NextModel();
  const last = events.at(-1);
  if (last === undefined) throw new RangeError("There is nothing to measure.");
  const countMs = processorMs(() => {
    for (const event of events.slice(0, -learnedRuns)) model.count(event);
  });
  const learnMs = processorMs(() => {
    for (const event of events.slice(-learnedRuns)) model.observe(event);
  });
  const rankMs = processorMs(() => {
    for (let at = 0; at < questions; at++) model.rank({ ...last, phase: at % 5 });
  });
  return { countMs, learnMs: learnMs / learnedRuns, rankMs: rankMs / questions };
}

/** Half of the runs follow a habit, the others are drawn, common skills far more often. */
function longHistory(): readonly NextEvent[] {
  const random = seededRandom(1);
  let skill = 0;
  let nowMs = Date.UTC(2025, 0, 6, 8);
  return Array.from({ length: runs }, (_, at) => {
    const habit = random.chance(0.5);
    skill = habit ? (skill * 7 + 3) % skills : Math.floor(random.next() ** 2.2 * skills);
    nowMs += 5_000 + random.int(0, 60_000);
    const session = Math.floor(at / 60);
    return { skill, session, nowMs, phase: skill % 5, afterFailure: random.chance(0.1) };
  });
}

function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
