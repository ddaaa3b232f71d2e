import { isFinished, outcomeCode } from "../analysis/outcomes";
import { rowsOfMarked, StaleSkills } from "../analysis/staleSkills";
import type { History } from "../tracker/history";
import { habitTest, isOfAgents } from "./habits";
import { usageOf, useHalfLifeMs, type Usage } from "./usage";

/** One value for each skill. */
type BySkill = Pick<
  Usage,
  | "invocations"
  | "habits"
  | "completed"
  | "finished"
  | "decayedUses"
  | "lastStartedAtMs"
  | "inAnyPhase"
>;
/** One value for each phase of each skill. */
type ByPhase = Pick<Usage, "inPhase" | "completedInPhase" | "finishedInPhase">;

/**
 * What `usageOf` says of a history that grows, but for the rounding of decayed uses. Only the runs of
 * skills of which something changed are counted again.
 */
export class RunningUsage {
  private readonly stale = new StaleSkills();
  private phases = 0;
  private isOfAgents = false;
  /** Uses are kept with their weight at this time: so they need not be counted again as it passes. */
  private referenceMs = 0;
  private bySkill = noneBySkill(0);
  private byPhase = noneByPhase(0);

  /** As for `usageOf`. @returns what holds until the next call. */
  of(history: History, nowMs: number, phase: number, lastRow: number): Usage {
    // Runs from the future count as new, however far off they are.
    const newestMs = history.startedAtMs[history.length - 1] ?? 0;
    if (history.length > 0 && newestMs > nowMs) return usageOf(history, nowMs, phase, lastRow);
    this.update(history, nowMs);
    const { bySkill, byPhase, phases } = this;
    const worth = 2 ** ((this.referenceMs - nowMs) / useHalfLifeMs);
    const inThe = (counts: Uint32Array): Uint32Array =>
      bySkill.invocations.map((_, skill) =>
        phase < 0 ? 0 : (counts[skill * phases + phase] ?? 0),
      );
    return {
      ...bySkill,
      decayedUses: bySkill.decayedUses.map((uses) => uses * worth),
      runsSince: runsSince(history, bySkill.habits, lastRow),
      inPhase: inThe(byPhase.inPhase),
      completedInPhase: inThe(byPhase.completedInPhase),
      finishedInPhase: inThe(byPhase.finishedInPhase),
    };
  }

  private update(history: History, nowMs: number): void {
    const skills = history.skills.length;
    const phases = history.phases.length;
    const { marks, count } = this.stale.next(history);
    const ofAgents = isOfAgents(history);
    if (count === skills || phases !== this.phases || ofAgents !== this.isOfAgents) {
      marks.fill(1);
      this.referenceMs = nowMs;
      this.bySkill = noneBySkill(skills);
      this.byPhase = noneByPhase(skills * phases);
    } else if (count > 0) {
      this.bySkill = kept(this.bySkill, noneBySkill(skills), marks, 1);
      this.byPhase = kept(this.byPhase, noneByPhase(skills * phases), marks, phases);
    } else return;
    this.phases = phases;
    this.isOfAgents = ofAgents;
    this.count(history, marks);
  }

  private count(history: History, marks: Uint8Array): void {
    const { bySkill, byPhase, phases } = this;
    const { skill: skillOf, outcome: outcomeOf, startedAtMs, phase: phaseOf } = history;
    const isHabit = habitTest(history);
    for (const row of rowsOfMarked(history, marks)) {
      const skill = skillOf[row] ?? 0;
      const outcome = outcomeOf[row] ?? 0;
      const completed = outcome === outcomeCode.completed ? 1 : 0;
      const finished = isFinished(outcome) ? 1 : 0;
      const atMs = startedAtMs[row] ?? 0;
      add(bySkill.invocations, skill, 1);
      add(bySkill.completed, skill, completed);
      add(bySkill.finished, skill, finished);
      bySkill.lastStartedAtMs[skill] = atMs;
      if (isHabit(row)) {
        add(bySkill.habits, skill, 1);
        add(bySkill.decayedUses, skill, 2 ** ((atMs - this.referenceMs) / useHalfLifeMs));
      }
      const phase = phaseOf[row] ?? -1;
      if (phase < 0) continue;
      const cell = skill * phases + phase;
      add(bySkill.inAnyPhase, skill, 1);
      add(byPhase.inPhase, cell, 1);
      add(byPhase.completedInPhase, cell, completed);
      add(byPhase.finishedInPhase, cell, finished);
    }
  }
}

/** Looks back until each skill with habits is found. */
function runsSince(history: History, habits: Uint32Array, lastRow: number): Int32Array {
  const { length, skill: skillOf } = history;
  const isHabit = habitTest(history);
  const since = new Int32Array(habits.length).fill(-1);
  const isLast = lastRow >= 0 && isHabit(lastRow);
  let wanted = habits.reduce((sum, uses) => sum + (uses > 0 ? 1 : 0), 0);
  if (isLast && habits[skillOf[lastRow] ?? 0] === 1) wanted--;
  for (let row = length - 1, passed = 0; row >= 0 && wanted > 0; row--) {
    if (!isHabit(row)) continue;
    const skill = skillOf[row] ?? 0;
    if (row !== lastRow && since[skill] === -1) {
      since[skill] = passed;
      wanted--;
    }
    passed++;
  }
  return since;
}

type Table = Readonly<Record<string, Uint32Array | Float64Array>>;

/** The old values of skills that are not marked, in a new table, with 0 for the others. */
function kept<T extends Table>(old: T, fresh: T, marks: Uint8Array, cells: number): T {
  for (const [name, values] of Object.entries(fresh)) {
    const before = old[name];
    if (before === undefined) continue;
    values.set(before);
    marks.forEach(
      (mark, skill) => mark === 1 && values.fill(0, skill * cells, (skill + 1) * cells),
    );
  }
  return fresh;
}

function noneBySkill(skills: number): BySkill {
  return {
    invocations: new Uint32Array(skills),
    habits: new Uint32Array(skills),
    completed: new Uint32Array(skills),
    finished: new Uint32Array(skills),
    decayedUses: new Float64Array(skills),
    lastStartedAtMs: new Float64Array(skills),
    inAnyPhase: new Uint32Array(skills),
  };
}

function noneByPhase(cells: number): ByPhase {
  return {
    inPhase: new Uint32Array(cells),
    completedInPhase: new Uint32Array(cells),
    finishedInPhase: new Uint32Array(cells),
  };
}

function add(sums: Uint32Array | Float64Array, at: number, by: number): void {
  sums[at] = (sums[at] ?? 0) + by;
}
