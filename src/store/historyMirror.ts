import type { Rejection, SkillEntry } from "../tracker/history";
import { outcomes, type SkillKind } from "../tracker/model";
import type { SqlDatabase } from "./database";
import type { Changes } from "./fold";
import { HistoryColumns } from "./history";
import { decodeColumns, encodeColumns, type ColumnKeys } from "./historyCodec";
import { outcomeCodes } from "./schema";
import { uuidBytes, uuidText } from "./uuid";

type EffectiveRow = readonly [
  id: Uint8Array,
  sessionId: number,
  skillId: number,
  startedAtMs: number,
  outcome: number,
  durationMs: number | null,
  agentId: number | null,
  background: number,
  phaseId: number | null,
  selectionRank: number | null,
];

/** How many of a skill's newest invocations are asked for its category. */
const categoryDepth = 8;

/** Keeps a `History` in step with the database it came from. */
export class HistoryMirror {
  readonly history: HistoryColumns;
  private readonly skills: Numbering;
  private readonly phases: Numbering;
  private readonly sessions: Numbering;
  private readonly agents: Numbering;
  private preferences = new Map<number, Preferences>();

  /** @param generation of the database: columns stored at another one are of no use. */
  constructor(
    private readonly db: SqlDatabase,
    generation: number,
  ) {
    const stored = db.prepare<[Uint8Array]>(selectColumns).first(generation);
    const decoded = stored && decodeColumns(stored[0]);
    this.history = new HistoryColumns(decoded?.columns, decoded?.ids);
    this.skills = new Numbering(decoded?.keys.skills);
    this.phases = new Numbering(decoded?.keys.phases);
    this.sessions = new Numbering(decoded?.keys.sessions);
    this.agents = new Numbering(decoded?.keys.agents);
    if (!decoded) {
      for (const row of db.prepare<EffectiveRow>(selectAll).all()) this.put(row);
    }
    this.readPreferences();
    this.readNames();
    this.readRejections();
    this.readSkills(this.skills.ids.map((_, index) => index));
  }

  /** Reads again what changed. Not after a removal: then make a new one. */
  update(changes: Changes): void {
    const touched = new Set<number>();
    for (const id of changes.invocations) {
      const row = this.db.prepare<EffectiveRow>(selectOne).first(uuidBytes(id));
      if (!row) continue; // ended or amended, but not begun yet
      const before = this.skills.size;
      for (const skill of this.put(row)) touched.add(skill);
      for (let index = before; index < this.skills.size; index++) touched.add(index);
    }
    this.readNames();
    if (changes.rejections) this.readRejections();
    if (changes.preferences) this.readPreferences();
    this.readSkills(
      changes.preferences || changes.rejections
        ? this.skills.ids.map((_, index) => index)
        : [...touched],
    );
  }

  /** The columns as they are stored in the database. */
  encode(): Uint8Array {
    const keys: ColumnKeys = {
      skills: this.skills.ids,
      phases: this.phases.ids,
      sessions: this.sessions.ids,
      agents: this.agents.ids,
    };
    return encodeColumns(this.history, keys);
  }

  /** @returns the indices of the skill the row has, and of the one it had. */
  private put(row: EffectiveRow): readonly number[] {
    const [id, session, skill, startedAtMs, outcome, durationMs, agent] = row;
    const [, , , , , , , background, phase, selectionRank] = row;
    const index = this.skills.indexOf(skill);
    const replaced = this.history.put({
      id: uuidText(id),
      startedAtMs,
      skill: index,
      durationMs: durationMs ?? Number.NaN,
      outcome: outcomeIndices[outcome] ?? 0,
      phase: phase === null ? -1 : this.phases.indexOf(phase),
      session: this.sessions.indexOf(session),
      author: agent === null ? 0 : this.authorOf(agent),
      background,
      selectionRank: selectionRank ?? 0,
    });
    return replaced === undefined ? [index] : [index, replaced];
  }

  private authorOf(agentId: number): number {
    return this.textOf(agentId) === "" ? 1 : 2 + this.agents.indexOf(agentId);
  }

  private textOf(id: number): string {
    return this.db.prepare<[string]>(selectText).first(id)?.[0] ?? "";
  }

  /** Texts and sessions that got an index since the last time. */
  private readNames(): void {
    const { history } = this;
    for (const id of this.phases.ids.slice(history.phases.length)) {
      history.phases.push(this.textOf(id));
    }
    for (const id of this.agents.ids.slice(history.agents.length - 2)) {
      history.agents.push(this.textOf(id));
    }
    for (const id of this.sessions.ids.slice(history.sessions.length)) {
      const uuid = this.db.prepare<[Uint8Array]>(selectSession).first(id)?.[0];
      history.sessions.push(uuid ? uuidText(uuid) : "");
    }
  }

  private readRejections(): void {
    this.history.rejections = this.db
      .prepare<[number, number, number]>(selectRejections)
      .all()
      .map(([skill, after, atMs]): Rejection => ({
        skill: this.skills.indexOf(skill),
        after: after === 0 ? -1 : this.skills.indexOf(after),
        atMs,
      }));
  }

  private readPreferences(): void {
    this.preferences = new Map();
    for (const [skill, field, value] of this.db
      .prepare<[number, string, string]>(selectPreferences)
      .all()) {
      const known = this.preferences.get(skill) ?? {};
      this.preferences.set(skill, { ...known, [field]: JSON.parse(value) as unknown });
      this.skills.indexOf(skill);
    }
  }

  private readSkills(indices: readonly number[]): void {
    const newest = indices.length > 4 ? this.newestOfAll() : undefined;
    for (const index of indices) {
      const at = newest ? (newest[index] ?? -1) : this.newestBefore(index, this.history.length);
      this.history.skills[index] = this.entry(index, at);
    }
  }

  private entry(index: number, newestAt: number): SkillEntry {
    const id = this.skills.ids[index] ?? 0;
    const [kind, name] = this.db.prepare<[SkillKind, string]>(selectSkill).first(id) ?? [];
    const given = this.preferences.get(id) ?? {};
    const [command, cwd, phase, category] = this.details(newestAt);
    const shownPhase = given.phase ?? phase;
    return {
      kind: kind ?? "command",
      name: name ?? "",
      category: category ?? this.olderCategory(index, newestAt) ?? "Other",
      hidden: given.hidden ?? false,
      pinned: given.pinned ?? false,
      ...(given.label ? { label: given.label } : {}),
      ...(shownPhase ? { phase: shownPhase } : {}),
      ...(typeof command === "string" ? { lastCommand: command } : {}),
      ...(typeof cwd === "string" ? { lastCwd: cwd } : {}),
    };
  }

  private details(at: number): DetailRow {
    if (at < 0) return [null, null, null, null];
    const row = this.db.prepare<DetailRow>(selectDetails).first(this.history.idAt(at));
    return row ?? [null, null, null, null];
  }

  private olderCategory(skill: number, newestAt: number): string | undefined {
    let at = newestAt;
    for (let depth = 1; depth < categoryDepth && at > 0; depth++) {
      at = this.newestBefore(skill, at);
      const [, , , category] = this.details(at);
      if (category !== null) return category;
    }
    return undefined;
  }

  private newestBefore(skill: number, end: number): number {
    const { skill: column } = this.history;
    for (let at = end - 1; at >= 0; at--) if (column[at] === skill) return at;
    return -1;
  }

  private newestOfAll(): Int32Array {
    const newest = new Int32Array(this.skills.size).fill(-1);
    const { skill, length } = this.history;
    for (let at = 0; at < length; at++) newest[skill[at] ?? 0] = at;
    return newest;
  }
}

interface Preferences {
  readonly hidden?: boolean | null;
  readonly pinned?: boolean | null;
  readonly label?: string | null;
  readonly phase?: string | null;
}

type DetailRow = readonly [
  command: string | null,
  cwd: string | null,
  phase: string | null,
  category: string | null,
];

/** Dense indices, from 0, for the ids of rows. */
class Numbering {
  readonly ids: number[];
  private readonly indices: Map<number, number>;

  constructor(ids: readonly number[] = []) {
    this.ids = [...ids];
    this.indices = new Map(ids.map((id, index) => [id, index]));
  }

  get size(): number {
    return this.ids.length;
  }

  indexOf(id: number): number {
    const known = this.indices.get(id);
    if (known !== undefined) return known;
    this.indices.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }
}

const outcomeIndices: readonly number[] = Object.entries(outcomeCodes)
  .sort(([, a], [, b]) => a - b)
  .map(([name]) => outcomes.findIndex((outcome) => outcome === name));

const effectiveColumns =
  "id, session_id, skill_id, started_at_ms, outcome_id, duration_ms, agent_id, background, phase_id, selection_rank";
const selectAll = /* sql */ `
SELECT ${effectiveColumns} FROM effective_invocation ORDER BY started_at_ms, id`;
const selectOne = /* sql */ `SELECT ${effectiveColumns} FROM effective_invocation WHERE id = ?`;
const selectColumns = /* sql */ "SELECT bytes FROM history_columns WHERE generation = ?";
const selectText = /* sql */ "SELECT value FROM text WHERE id = ?";
const selectSession = /* sql */ "SELECT uuid FROM session WHERE id = ?";
const selectSkill = /* sql */ "SELECT kind, name FROM skill WHERE id = ?";
const selectPreferences = /* sql */ "SELECT skill_id, field, value FROM preference";
const selectRejections = /* sql */ `
SELECT skill_id, after_skill_id, at_ms FROM rejection ORDER BY at_ms, skill_id, after_skill_id`;
const selectDetails = /* sql */ `
SELECT (SELECT value FROM text WHERE id = command_id), (SELECT value FROM text WHERE id = cwd_id),
  (SELECT value FROM text WHERE id = phase_id), (SELECT value FROM text WHERE id = category_id)
FROM invocation WHERE id = ?`;
