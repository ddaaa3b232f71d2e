import { isFinished, outcomeCode } from "../../analysis/outcomes";
import type { History } from "../../tracker/history";
import { EndQueue } from "./endQueue";
import { Pairs } from "./pairs";
import { Rates } from "./rates";

const dayMs = 24 * 3_600_000;
/** A run whose duration nobody measured is taken to have ended this long after its start. */
const unmeasuredMs = 3_600_000;
/** After this many later ones an outcome counts half in the recent rate of its skill. */
const recentHalfLifeRuns = 5;

/** How the newest run to end in a session ended: not at all yet, completed, failed or abandoned. */
const lastOutcomes = { none: 0, completed: 1, lost: 2 } as const;
const lastOutcomeCount = 3;

/**
 * What was known at a moment that moves forward: a run counts as a run once it began before that
 * moment, and its outcome counts once it ended before it. Unknown and running ones have no outcome.
 *
 * Whoever moves it to the start of each row in turn sees what could be seen then, and no more.
 * Skills, sessions and phases are indices into the history; −1 stands for one that is not in it.
 */
export class Past {
  /** Of everything, as number 0. */
  readonly all = new Rates(1);
  readonly bySkill: Rates;
  readonly recently: Rates;
  private readonly byPhase: Rates;
  private readonly byLastOutcome: Rates;
  private readonly bySession: Rates;
  private readonly phases: Pairs;
  private readonly sessions: Pairs;
  private readonly waiting: EndQueue;
  private readonly lostInARowOf: Uint32Array;
  private readonly runsLastDayOf: Uint32Array;
  private readonly firstStartOf: Float64Array;
  private readonly lastOutcomeOf: Uint8Array;
  /** The last outcome in its session when each row began. */
  private readonly lastOutcomeAt: Uint8Array;
  private nowMs = -Infinity;
  /** Rows before the one began; rows before the other began more than a day ago. */
  private begun = 0;
  private dayOld = 0;

  constructor(private readonly history: History) {
    const { length, skills, sessions, phases } = history;
    const phasePairs = Math.min(length, skills.length * phases.length);
    this.bySkill = new Rates(skills.length);
    this.recently = new Rates(skills.length, 2 ** (-1 / recentHalfLifeRuns));
    this.byPhase = new Rates(phasePairs);
    this.byLastOutcome = new Rates(skills.length * lastOutcomeCount);
    this.bySession = new Rates(length);
    this.phases = new Pairs(phasePairs);
    this.sessions = new Pairs(length);
    this.waiting = new EndQueue(length);
    this.lostInARowOf = new Uint32Array(skills.length);
    this.runsLastDayOf = new Uint32Array(skills.length);
    this.firstStartOf = new Float64Array(sessions.length).fill(NaN);
    this.lastOutcomeOf = new Uint8Array(sessions.length);
    this.lastOutcomeAt = new Uint8Array(length);
  }

  /** Moves to a later moment, milliseconds since 1970 UTC; an earlier one changes nothing. */
  moveTo(nowMs: number): void {
    if (nowMs <= this.nowMs) return;
    this.nowMs = nowMs;
    const { length, startedAtMs, skill } = this.history;
    for (;;) {
      const startMs = this.begun < length ? (startedAtMs[this.begun] ?? Infinity) : Infinity;
      const endMs = this.waiting.nextMs;
      if (Math.min(startMs, endMs) >= nowMs) break;
      if (endMs < startMs) this.end(this.waiting.pop());
      else this.begin(this.begun++);
    }
    for (; this.dayOld < this.begun; this.dayOld++) {
      if ((startedAtMs[this.dayOld] ?? 0) >= nowMs - dayMs) break;
      change(this.runsLastDayOf, skill[this.dayOld] ?? -1, -1);
    }
  }

  /** The smoothed rate of the skill's runs in the phase. */
  rateInPhase(skill: number, phase: number, expected: number): number {
    return this.byPhase.smoothed(this.phases.find(skill, phase), expected);
  }

  /** That of its runs that began when the last outcome in their session was what it is in this one. */
  rateAfterOutcome(skill: number, session: number, expected: number): number {
    const last = this.lastOutcomeOf[session] ?? lastOutcomes.none;
    return this.byLastOutcome.smoothed(skill < 0 ? -1 : skill * lastOutcomeCount + last, expected);
  }

  /** Failed and abandoned runs of the skill since it last completed. */
  lostInARow(skill: number): number {
    return this.lostInARowOf[skill] ?? 0;
  }

  /** Runs of the skill that began in the last 24 hours, whatever became of them. */
  runsLastDay(skill: number): number {
    return this.runsLastDayOf[skill] ?? 0;
  }

  /** Milliseconds since the session's first run began; undefined before it. */
  sessionAgeMs(session: number): number | undefined {
    const first = this.firstStartOf[session] ?? NaN;
    return Number.isNaN(first) ? undefined : this.nowMs - first;
  }

  completedInSession(skill: number, session: number): number {
    return this.bySession.completed(this.sessions.find(skill, session));
  }

  private begin(row: number): void {
    const { skill, session, outcome, startedAtMs, durationMs } = this.history;
    const startMs = startedAtMs[row] ?? 0;
    const sessionOf = session[row] ?? -1;
    change(this.runsLastDayOf, skill[row] ?? -1, 1);
    if (Number.isNaN(this.firstStartOf[sessionOf])) this.firstStartOf[sessionOf] = startMs;
    this.lastOutcomeAt[row] = this.lastOutcomeOf[sessionOf] ?? lastOutcomes.none;
    if (isFinished(outcome[row] ?? outcomeCode.unknown)) {
      this.waiting.push(endOfRun(startMs, durationMs[row] ?? NaN), row);
    }
  }

  private end(row: number): void {
    const { skill, session, phase, outcome } = this.history;
    const skillOf = skill[row] ?? -1;
    const sessionOf = session[row] ?? -1;
    const phaseOf = phase[row] ?? -1;
    const completed = outcome[row] === outcomeCode.completed;
    this.all.add(0, completed);
    this.bySkill.add(skillOf, completed);
    this.recently.add(skillOf, completed);
    if (phaseOf >= 0) this.byPhase.add(this.phases.add(skillOf, phaseOf), completed);
    const last = this.lastOutcomeAt[row] ?? lastOutcomes.none;
    this.byLastOutcome.add(skillOf * lastOutcomeCount + last, completed);
    this.bySession.add(this.sessions.add(skillOf, sessionOf), completed);
    this.lostInARowOf[skillOf] = completed ? 0 : this.lostInARow(skillOf) + 1;
    this.lastOutcomeOf[sessionOf] = completed ? lastOutcomes.completed : lastOutcomes.lost;
  }
}

/** When a run ended, milliseconds since 1970 UTC. @param durationMs NaN where nobody measured it. */
export function endOfRun(startMs: number, durationMs: number): number {
  return startMs + (Number.isNaN(durationMs) ? unmeasuredMs : durationMs);
}

function change(counts: Uint32Array, at: number, by: number): void {
  counts[at] = (counts[at] ?? 0) + by;
}
