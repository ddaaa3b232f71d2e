import type { History, SkillEntry } from "../tracker/history";
import { skillKey } from "../tracker/model";
import { factors } from "./factors";
import { newestLessons, passedOver } from "./passedOver";
import { situationOf } from "./situation";
import { learnedFactors, type Lesson } from "./taste";
import { termsOf, isFiller } from "./text/terms";

/** Tells what a model made of each skill before a run; see `HistoryModel`. */
interface Hindsight {
  readonly choices: Iterable<number>;
  scoresBefore(row: number): Float64Array | undefined;
}

/**
 * What the choices of a history teach: of each, how the factors stood just before it. Remembered
 * while the history up to there stays the same, since each takes a look at all of it.
 */
export class Lessons {
  private readonly known = new Map<number, { readonly mark: number; readonly lesson: Lesson }>();

  /** Looks at choices that were not looked at yet, so that the next question need not wait for it. */
  prepare(history: History, model: Hindsight): void {
    for (const row of model.choices) {
      if (!this.known.has(row)) this.learn(history, row, model, marksAt(history, [row])[0] ?? 0);
    }
  }

  /** The newest ones, oldest first, as the whole history tells them. */
  of(history: History, model: Hindsight): readonly Lesson[] {
    const rows = newestLessons(history);
    for (const row of this.known.keys()) if (!rows.includes(row)) this.known.delete(row);
    const marks = marksAt(history, rows);
    return rows.flatMap((row, at) => {
      const mark = marks[at] ?? 0;
      const known = this.known.get(row);
      const lesson = known?.mark === mark ? known.lesson : this.learn(history, row, model, mark);
      return lesson === undefined ? [] : [lesson];
    });
  }

  private learn(history: History, row: number, model: Hindsight, mark: number): Lesson | undefined {
    const scores = model.scoresBefore(row);
    if (scores === undefined) return undefined;
    const lesson = lessonAt(history, row, scores);
    this.known.set(row, { mark, lesson });
    return lesson;
  }
}

/** The values of the factors just before a run, of its skill less those of each passed over. */
function lessonAt(history: History, row: number, scores: Float64Array): Lesson {
  const past = historyBefore(history, row);
  const taken = history.skill[row] ?? -1;
  const greatest = scores.reduce((most, one) => Math.max(most, one), -Infinity);
  const sessionId = history.sessions[history.session[row] ?? -1] ?? "";
  const context = { nowMs: history.startedAtMs[row] ?? 0, sessionId, limit: 1 };
  const situation = situationOf(past, context, { next: { scores, greatest } });
  // What never ran was offered because others run it: that is not a matter of these weights.
  const hasRun = (skill: number): boolean => (situation.usage.invocations[skill] ?? 0) > 0;
  const over = new Set<string>(passedOver(history, row));
  const others = history.skills.flatMap((skill, index) =>
    over.has(skillKey(skill)) && index !== taken && hasRun(taken) && hasRun(index) ? [index] : [],
  );
  const valuesOf = (skill: number): number[] =>
    learnedFactors.map((factor) => factors[factor](situation, skill)?.value ?? 0);
  const own = valuesOf(taken);
  const query = history.queries[history.query[row] ?? -1];
  return {
    pairs: others.map((other) => valuesOf(other).map((value, at) => (own[at] ?? 0) - value)),
    ...(query === undefined ? {} : { words: wordsBeyond(past, query, taken, others) }),
  };
}

/**
 * How much more of a query's words stood in a skill's name and in what it had been used for until
 * then, than in those of others; −1…1 for each of them. Not what a search says today: its index
 * holds this very query, which the skill was chosen for.
 */
function wordsBeyond(
  past: History,
  query: string,
  taken: number,
  others: readonly number[],
): readonly number[] {
  const asked = new Set(termsOf(query).flatMap(({ word, stem }) => (isFiller(word) ? [] : [stem])));
  const found = new Map([taken, ...others].map((skill) => [skill, new Set<string>()]));
  const read = (skill: number, text: string): void => {
    for (const { stem } of termsOf(text)) if (asked.has(stem)) found.get(skill)?.add(stem);
  };
  for (const skill of found.keys()) read(skill, past.skills[skill]?.name ?? "");
  const ask = new Map([...found.keys()].map((skill) => [skill, new Set<number>()]));
  for (let row = 0; row < past.length; row++) {
    const text = past.query[row] ?? -1;
    if (text >= 0) ask.get(past.skill[row] ?? -1)?.add(text);
  }
  for (const [skill, texts] of ask) for (const text of texts) read(skill, past.queries[text] ?? "");
  const share = (skill: number): number =>
    asked.size === 0 ? 0 : (found.get(skill)?.size ?? 0) / asked.size;
  return others.map((other) => share(taken) - share(other));
}

/**
 * The history as it was when a run began, but for ends that came later, and for what people said of
 * skills, which has no time: their phases are left out.
 */
function historyBefore(history: History, row: number): History {
  const { phases, sessions, agents, queries, folders, offers, rejections } = history;
  const { skill, startedAtMs, durationMs, outcome, phase, session } = history;
  const { author, background, query, folder, offer, selectionRank, refused } = history;
  const skills = history.skills.map(withoutPhase);
  return {
    length: row,
    ...{ skills, phases, sessions, agents, queries, folders, offers, rejections },
    ...{ skill, startedAtMs, durationMs, outcome, phase, session },
    ...{ author, background, query, folder, offer, selectionRank, refused },
  };
}

function withoutPhase({ kind, name, category, hidden, pinned }: SkillEntry): SkillEntry {
  return { kind, name, category, hidden, pinned };
}

/** A number for all that came before each row and the row itself: another where any of it changed. */
function marksAt(history: History, rows: readonly number[]): readonly number[] {
  const last = rows.at(-1) ?? -1;
  const { skill, startedAtMs, outcome, phase } = history;
  const marks: number[] = [];
  let mark = 1;
  for (let row = 0; row <= last; row++) {
    mark = Math.imul(mark ^ (skill[row] ?? 0), 0x01000193);
    mark = Math.imul(mark ^ (startedAtMs[row] ?? 0), 0x01000193);
    mark = Math.imul(mark ^ (((phase[row] ?? 0) << 8) | (outcome[row] ?? 0)), 0x01000193);
    if (row === rows[marks.length]) marks.push(mark);
  }
  return marks;
}
