import type { Rejection } from "../tracker/history";
import { outcomes, type SkillKey } from "../tracker/model";
import type { SqlDatabase } from "./database";
import type { Changes } from "./fold";
import { HistoryColumns } from "./history";
import { decodeHistory, encodeHistory } from "./historyCodec";
import type { Names } from "./names";
import { byId, endReasonCodes, outcomeCodes } from "./schema";
import { readSkillEntry } from "./skillEntry";
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
  queryId: number | null,
  folderId: number | null,
  alternativesId: number | null,
  refused: number,
];

/** So many rows that come in before all others cost as much as reading the history anew. */
const lateAtOnce = 200;

/** Keeps a `History` in step with the database it came from. */
export class HistoryMirror {
  readonly history: HistoryColumns;
  private readonly skills: Numbering;
  private readonly phases: Numbering;
  private readonly sessions: Numbering;
  private readonly agents: Numbering;
  private readonly queries: Numbering;
  private readonly folders: Numbering;
  private readonly offers: Numbering;

  /**
   * Takes the history as the database stores it, or makes it anew from the rows.
   *
   * @param generation of the database: a history stored at another one is of no use.
   */
  constructor(
    private readonly db: SqlDatabase,
    private readonly names: Names,
    generation: number,
  ) {
    const stored = db.prepare<[Uint8Array]>(selectStored).first(generation);
    const { history, keys } = (stored && decodeHistory(stored[0])) ?? {};
    this.history = history ?? new HistoryColumns();
    this.skills = new Numbering(keys?.skills);
    this.phases = new Numbering(keys?.phases);
    this.sessions = new Numbering(keys?.sessions);
    this.agents = new Numbering(keys?.agents);
    this.queries = new Numbering(keys?.queries);
    this.folders = new Numbering(keys?.folders);
    this.offers = new Numbering(keys?.offers);
    if (!history) this.readAll();
  }

  /**
   * Reads again what changed. Not after a removal: then make a new one.
   *
   * @returns false, in the middle of it, when so much comes in late that a new one is quicker: an
   *   agent's log of months is told at once.
   */
  update(changes: Changes): boolean {
    const mostMoved = this.history.movedRows + lateAtOnce * Math.max(this.history.length, 1_000);
    const touched = new Set([...changes.preferences].map((id) => this.skills.indexOf(id)));
    for (const id of changes.invocations) {
      const row = this.db.prepare<EffectiveRow>(selectOne).first(uuidBytes(id));
      // Without a row it was ended or amended, and has not begun yet.
      if (row) for (const skill of this.put(row)) touched.add(skill);
      if (this.history.movedRows > mostMoved) return false;
    }
    if (changes.rejections) this.readRejections();
    this.readNames(touched);
    return true;
  }

  /** The history as it is stored in the database. */
  encode(): Uint8Array {
    return encodeHistory(this.history, {
      skills: this.skills.ids,
      phases: this.phases.ids,
      sessions: this.sessions.ids,
      agents: this.agents.ids,
      queries: this.queries.ids,
      folders: this.folders.ids,
      offers: this.offers.ids,
    });
  }

  private readAll(): void {
    for (const row of this.db.prepare<EffectiveRow>(selectAll).all()) this.put(row);
    for (const [skill] of this.db.prepare<[number]>(selectPreferred).all()) {
      this.skills.indexOf(skill);
    }
    this.readRejections();
    this.readNames(new Set());
  }

  /** @returns the indices of the skill the row has, and of the one it had. */
  private put(row: EffectiveRow): readonly number[] {
    const [id, session, skill, startedAtMs, outcome, durationMs, agent] = row;
    const [, , , , , , , background, phase, selectionRank, query, folder, offer, refused] = row;
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
      query: query === null ? -1 : this.queries.indexOf(query),
      folder: folder === null ? -1 : this.folders.indexOf(folder),
      offer: offer === null ? -1 : this.offers.indexOf(offer),
      selectionRank: selectionRank ?? 0,
      refused,
    });
    return replaced === undefined ? [index] : [index, replaced];
  }

  private authorOf(agentId: number): number {
    const known = this.agents.find(agentId);
    if (known !== undefined) return 2 + known;
    return this.names.text(agentId) === "" ? 1 : 2 + this.agents.indexOf(agentId);
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

  /** Names of what got an index since the last time, and the skills that may have changed. */
  private readNames(skills: ReadonlySet<number>): void {
    const { history, names } = this;
    const added = <T>(known: readonly T[], ids: readonly number[]): readonly number[] =>
      ids.slice(known.length);
    for (const id of added(history.phases, this.phases.ids)) history.phases.push(names.text(id));
    for (const id of added(history.queries, this.queries.ids)) history.queries.push(names.text(id));
    for (const id of added(history.folders, this.folders.ids)) history.folders.push(names.text(id));
    for (const id of added(history.offers, this.offers.ids)) {
      history.offers.push(JSON.parse(names.text(id)) as SkillKey[]);
    }
    for (const id of this.agents.ids.slice(history.agents.length - 2)) {
      history.agents.push(names.text(id));
    }
    for (const id of added(history.sessions, this.sessions.ids)) {
      history.sessions.push(names.sessionUuid(id));
    }
    for (const index of new Set([...skills, ...this.skills.indicesFrom(history.skills.length)])) {
      const id = this.skills.ids[index] ?? 0;
      history.skills[index] = readSkillEntry(this.db, names, history, index, id);
    }
  }
}

/** Dense indices, from 0, for the ids of rows. */
class Numbering {
  readonly ids: number[];
  private readonly indices: Map<number, number>;

  constructor(ids: readonly number[] = []) {
    this.ids = [...ids];
    this.indices = new Map(ids.map((id, index) => [id, index]));
  }

  find(id: number): number | undefined {
    return this.indices.get(id);
  }

  indexOf(id: number): number {
    const known = this.indices.get(id);
    if (known !== undefined) return known;
    this.indices.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }

  indicesFrom(first: number): readonly number[] {
    return this.ids.slice(first).map((_, at) => first + at);
  }
}

const outcomeIndices: readonly number[] = Object.entries(outcomeCodes)
  .sort(([, a], [, b]) => a - b)
  .map(([name]) => outcomes.findIndex((outcome) => outcome === name));

const effectiveColumns =
  "id, session_id, skill_id, started_at_ms, outcome_id, duration_ms, agent_id, background, phase_id, selection_rank, query_id, cwd_id, alternatives_id, " +
  `end_reason_id IS ${endReasonCodes.rejected}`;
const selectAll = /* sql */ `
SELECT ${effectiveColumns} FROM effective_invocation ORDER BY started_at_ms, id`;
const selectOne = /* sql */ `SELECT ${effectiveColumns} FROM effective_invocation ${byId}`;
const selectStored = /* sql */ "SELECT bytes FROM history_columns WHERE generation = ?";
const selectPreferred = /* sql */ "SELECT DISTINCT skill_id FROM preference ORDER BY skill_id";
const selectRejections = /* sql */ `
SELECT skill_id, after_skill_id, at_ms FROM rejection ORDER BY at_ms, skill_id, after_skill_id`;
