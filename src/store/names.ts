import type { SkillKind, SkillRef } from "../tracker/model";
import type { SqlDatabase, SqlRow } from "./database";
import { uuidBytes, uuidText } from "./uuid";

/** Finds or makes the rows that stand for texts, skills and sessions. */
export class Names {
  private readonly texts = new Map<string, number>();
  private readonly skills = new Map<string, number>();
  private readonly sessions = new Map<string, number>();

  constructor(private readonly db: SqlDatabase) {}

  /** To be called when rows may have gone: after a roll-back or a clean-up. */
  reset(): void {
    this.texts.clear();
    this.skills.clear();
    this.sessions.clear();
  }

  /** @returns the id of a text; null stands for its absence. */
  textId(value: string | undefined): number | null {
    if (value === undefined) return null;
    if (this.texts.size > 20_000) this.texts.clear(); // distinct command lines never end
    return this.idOf(this.texts, value, selectText, insertText, [value]);
  }

  skillId({ kind, name }: SkillRef): number {
    return this.idOf(this.skills, `${kind}:${name}`, selectSkill, insertSkill, [kind, name]);
  }

  sessionId(uuid: string): number {
    return this.idOf(this.sessions, uuid, selectSession, insertSession, [uuidBytes(uuid)]);
  }

  /** @returns the skill of an id that is in the database. */
  skill(id: number): SkillRef {
    const [kind, name] = this.rowOf<[SkillKind, string]>(selectSkillById, id);
    return { kind, name };
  }

  sessionUuid(id: number): string {
    return uuidText(this.rowOf<[Uint8Array]>(selectSessionById, id)[0]);
  }

  text(id: number): string {
    return this.rowOf<[string]>(selectTextById, id)[0];
  }

  private rowOf<Row extends SqlRow>(select: string, id: number): Row {
    const row = this.db.prepare<Row>(select).first(id);
    if (!row) throw new Error(`Nothing has the id ${id}: ${select}`);
    return row;
  }

  private idOf(
    known: Map<string, number>,
    key: string,
    select: string,
    insert: string,
    values: readonly (string | Uint8Array)[],
  ): number {
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const row =
      this.db.prepare<[number]>(select).first(...values) ??
      this.db.prepare<[number]>(insert).first(...values);
    if (!row) throw new Error(`${insert} gave no id.`);
    known.set(key, row[0]);
    return row[0];
  }
}

const selectText = /* sql */ "SELECT id FROM text WHERE value = ?";
const insertText = /* sql */ "INSERT INTO text (value) VALUES (?) RETURNING id";
const selectTextById = /* sql */ "SELECT value FROM text WHERE id = ?";
const selectSkill = /* sql */ "SELECT id FROM skill WHERE kind = ? AND name = ?";
const insertSkill = /* sql */ "INSERT INTO skill (kind, name) VALUES (?, ?) RETURNING id";
const selectSkillById = /* sql */ "SELECT kind, name FROM skill WHERE id = ?";
const selectSession = /* sql */ "SELECT id FROM session WHERE uuid = ?";
const insertSession = /* sql */ "INSERT INTO session (uuid) VALUES (?) RETURNING id";
const selectSessionById = /* sql */ "SELECT uuid FROM session WHERE id = ?";
