import { outcomeCode } from "../../analysis/outcomes";
import { optional } from "../../tracker/completion";
import type { History } from "../../tracker/history";
import { mostLessons, newestLessons, passedOver } from "../passedOver";
import type { NextContext, NextEvent } from "./event";
import { familiesOf } from "./families";
import { HabitRows } from "./habitRows";
import { NextModel, type NextRanking } from "./nextModel";

/** Weights are learned from so many of the newest runs; older ones are only counted. */
export const learnedRuns = 500;

/** Where someone stands who asks what comes next. */
export interface Asked {
  /** Index into `History.sessions`; −1 for one without runs. */
  readonly session: number;
  readonly nowMs: number;
  /** Index into `History.phases`; the phase of the last run when absent. */
  readonly phase?: number;
  /** Index into `History.folders`, −1 for one without runs; that of the last run when absent. */
  readonly folder?: number;
}

/** A `NextModel` of a history, whose skills, sessions and phases are the indices of its columns. */
export class HistoryModel {
  private readonly model = new NextModel();
  private readonly habits = new HabitRows();
  /** The place of the newest habit of each session; −1 for none. */
  private readonly lastOf: number[] = [];
  /** Habits taken in. */
  private taken = 0;
  /** Skills whose names the model knows. */
  private named = 0;
  /** The first habit that is learned from; those before it are only counted. */
  private learnFrom: number | undefined;
  /** What it made of runs that were chosen past others, before it learned them; by their place. */
  private readonly before = new Map<number, Float64Array>();
  private keepFrom: number | undefined;
  private newestMs = Number.NaN;
  private newestSkill = -1;

  /**
   * Takes in the habits that were added. What became of runs already taken in may change: it is read
   * when it is asked for, and counts only from its time on.
   *
   * @param most takes in at most so many; the next call goes on behind them.
   * @returns false, and nothing is taken in, where habits came in between or went: then a new model
   *   is due.
   */
  advance(history: History, most = Number.POSITIVE_INFINITY): boolean {
    const { habits } = this;
    habits.update(history);
    if (!this.holds(history)) return false;
    const learnFrom = (this.learnFrom ??= habits.length - learnedRuns);
    this.keepFrom ??= habits.placeOf(newestLessons(history)[0] ?? history.length);
    const end = Math.min(habits.length, this.taken + most);
    if (this.named !== history.skills.length) {
      this.named = history.skills.length;
      this.model.setFamilies(familiesOf(history.skills.map(({ name }) => name)));
    }
    for (; this.taken < end; this.taken++) {
      const place = this.taken;
      const row = habits.rowAt(place);
      const event = this.eventAt(history, row);
      if (place >= this.keepFrom && passedOver(history, row).length > 0) this.keep(place, event);
      if (place < learnFrom) this.model.count(event);
      else this.model.observe(event);
      this.lastOf[event.session] = place;
    }
    const newest = habits.rowAt(this.taken - 1);
    this.newestMs = history.startedAtMs[newest] ?? Number.NaN;
    this.newestSkill = history.skill[newest] ?? -1;
    return true;
  }

  /** How many habits it has not taken in yet. */
  behind(history: History): number {
    this.habits.update(history);
    return this.habits.length - this.taken;
  }

  /** Whether the newest habit taken in has its place still: one that comes or goes before moves it. */
  private holds(history: History): boolean {
    if (this.taken === 0) return true;
    const newest = this.habits.rowAt(this.taken - 1);
    return (
      history.startedAtMs[newest] === this.newestMs && history.skill[newest] === this.newestSkill
    );
  }

  /** How likely each skill, by its index into `history.skills`, comes next. */
  rank(history: History, { session, nowMs, phase, folder }: Asked): NextRanking {
    const context = this.contextAt(history, session, nowMs);
    return this.model.rank({
      ...context,
      ...optional("phase", phase),
      ...optional("folder", folder),
    });
  }

  /**
   * ln of how likely each skill was before a run that was chosen past others; skills that had not run
   * then are missing. Undefined for all other runs, and for older ones than the newest of them.
   */
  scoresBefore(row: number): Float64Array | undefined {
    return this.before.get(row);
  }

  /** The rows `scoresBefore` knows, oldest first. */
  get choices(): Iterable<number> {
    return this.before.keys();
  }

  private keep(row: number, event: NextEvent): void {
    this.before.set(row, this.model.rank(event).scores.slice());
    const [oldest] = this.before.keys();
    if (this.before.size > mostLessons && oldest !== undefined) this.before.delete(oldest);
  }

  private eventAt(history: History, row: number): NextEvent {
    const session = history.session[row] ?? 0;
    const context = this.contextAt(history, session, history.startedAtMs[row] ?? 0);
    return { ...context, skill: history.skill[row] ?? 0 };
  }

  /** What was known at that time: phase and folder of the last run, and whether it had failed by then. */
  private contextAt(history: History, session: number, nowMs: number): NextContext {
    const last = this.habits.rowAt(this.lastOf[session] ?? -1);
    const endMs = (history.startedAtMs[last] ?? 0) + (history.durationMs[last] ?? 0);
    return {
      session,
      nowMs,
      phase: history.phase[last] ?? -1,
      folder: history.folder[last] ?? -1,
      // An unknown duration does not speak against it.
      afterFailure: history.outcome[last] === outcomeCode.failed && !(endMs > nowMs),
    };
  }
}

/** A model of everything that was run in the foreground; the same for the same rows. */
export function nextModelOf(history: History): HistoryModel {
  const model = new HistoryModel();
  model.advance(history);
  return model;
}
