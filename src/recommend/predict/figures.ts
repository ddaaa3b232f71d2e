import type { LocalTime } from "./localTime";
import type { Past } from "./past";

/** A run that begins, or may begin, in the terms of a history; −1 = not in it. */
export interface Beginning {
  readonly skill: number;
  readonly session: number;
  /** −1 also for none. */
  readonly phase: number;
  readonly byAgent: boolean;
  readonly startMs: number;
}

/** What is expected of a skill nobody ran, in a workspace nobody worked in. */
const evenOdds = 0.5;
const bucketHours = 6;

/**
 * Writes what was known when a run begins, in the order of `featureNames`, into `figures`. `past`
 * has to stand at that moment.
 *
 * - `rate`: completion rate of the skill, smoothed towards that of everything; 0–1.
 * - `recentRate`: the same with each outcome counting half after five later ones; `phaseRate`: of
 *   its runs in this phase; `afterOutcomeRate`: of its runs that began when the last outcome in
 *   their session was the same as now (none, completed, lost). All smoothed towards `rate`.
 * - `failuresInARow`: its failed and abandoned runs since it last completed.
 * - `sessionMinutes`: since the first run of the session began.
 * - `runsLastDay`: its runs that began in the last 24 hours, in all sessions.
 * - `completedInSession`: its completed runs in this session.
 * - `firstInSession`, `byAgent`: 1 or 0.
 * - `hours`: 0 = before 6:00, 1 = before 12:00, 2 = before 18:00, 3 = after, local time.
 * - `weekday`: 0 = Monday … 6 = Sunday, local time.
 */
export function countFigures(
  past: Past,
  run: Beginning,
  time: LocalTime,
  figures: Float64Array,
): void {
  const { skill, session } = run;
  const rate = past.bySkill.smoothed(skill, past.all.smoothed(0, evenOdds));
  const ageMs = past.sessionAgeMs(session);
  figures[0] = rate;
  figures[1] = past.recently.smoothed(skill, rate);
  figures[2] = past.rateInPhase(skill, run.phase, rate);
  figures[3] = past.rateAfterOutcome(skill, session, rate);
  figures[4] = past.lostInARow(skill);
  figures[5] = (ageMs ?? 0) / 60_000;
  figures[6] = past.runsLastDay(skill);
  figures[7] = past.completedInSession(skill, session);
  figures[8] = ageMs === undefined ? 1 : 0;
  figures[9] = run.byAgent ? 1 : 0;
  figures[10] = Math.floor(time.hourOf(run.startMs) / bucketHours);
  figures[11] = time.weekdayOf(run.startMs);
}
