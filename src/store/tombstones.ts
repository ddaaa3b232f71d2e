import { sha256 } from "../base/sha256";
import type { SkillRef } from "../tracker/model";
import type { SqlDatabase } from "./database";
import { uuidBytes } from "./uuid";

/**
 * What has been forgotten, so that it stays so when more of it arrives. A skill is known by the
 * hash of its name: the name itself may be what was to be forgotten.
 */
export class Tombstones {
  /** What began at or before this is forgotten; −∞ = nothing. Milliseconds since 1970 UTC. */
  private everythingUntilMs = Number.NEGATIVE_INFINITY;
  private readonly skillUntilMs = new Map<string, number>();
  private hasInvocations = false;
  private hasSessions = false;

  constructor(private readonly db: SqlDatabase) {
    this.load();
  }

  /** Reads again what the database says, after a roll-back. */
  load(): void {
    const [until] = this.db.prepare<[number]>(selectUntil).first() ?? [];
    this.everythingUntilMs = until ?? Number.NEGATIVE_INFINITY;
    this.skillUntilMs.clear();
    for (const [hash, untilMs] of this.db.prepare<[Uint8Array, number]>(selectSkills).all()) {
      this.skillUntilMs.set(Buffer.from(hash).toString("hex"), untilMs);
    }
    this.hasInvocations = this.db.prepare(anyInvocation).first() !== undefined;
    this.hasSessions = this.db.prepare(anySession).first() !== undefined;
  }

  /** Whether an invocation can be forgotten by its skill or its time at all. */
  get judgeByTime(): boolean {
    return this.skillUntilMs.size > 0 || this.everythingUntilMs > Number.NEGATIVE_INFINITY;
  }

  hasInvocation(id: string): boolean {
    return this.hasInvocations && this.db.prepare(isInvocation).first(uuidBytes(id)) !== undefined;
  }

  hasSession(uuid: string): boolean {
    return this.hasSessions && this.db.prepare(isSession).first(uuidBytes(uuid)) !== undefined;
  }

  /** Whether something of that time is gone, whatever it is. */
  hasTime(atMs: number): boolean {
    return atMs <= this.everythingUntilMs;
  }

  /** Whether something about that skill at that time is gone. */
  hasSkill(skill: SkillRef, atMs: number): boolean {
    if (this.hasTime(atMs)) return true;
    if (this.skillUntilMs.size === 0) return false;
    return atMs <= (this.skillUntilMs.get(hashOf(skill)) ?? Number.NEGATIVE_INFINITY);
  }

  addInvocation(id: Uint8Array): void {
    this.db.prepare(addInvocation).run(id);
    this.hasInvocations = true;
  }

  addSession(uuid: string): void {
    this.db.prepare(addSession).run(uuidBytes(uuid));
    this.hasSessions = true;
  }

  addSkill(skill: SkillRef, untilMs: number): void {
    const hash = hashOf(skill);
    const latest = Math.max(untilMs, this.skillUntilMs.get(hash) ?? untilMs);
    this.skillUntilMs.set(hash, latest);
    this.db.prepare(addSkill).run(Buffer.from(hash, "hex"), latest);
  }

  addEverything(untilMs: number): void {
    this.everythingUntilMs = Math.max(untilMs, this.everythingUntilMs);
    this.db.prepare(setUntil).run(this.everythingUntilMs);
  }
}

function hashOf({ kind, name }: SkillRef): string {
  return sha256(`${kind}:${name}`).slice(0, 32);
}

const selectUntil = /* sql */ "SELECT value FROM meta WHERE key = 'forgotten_until_ms'";
const setUntil = /* sql */ "INSERT OR REPLACE INTO meta VALUES ('forgotten_until_ms', ?)";
const selectSkills = /* sql */ "SELECT hash, until_ms FROM forgotten_skill";
const addSkill = /* sql */ "INSERT OR REPLACE INTO forgotten_skill VALUES (?, ?)";
const anyInvocation = /* sql */ "SELECT 1 FROM forgotten_invocation LIMIT 1";
const isInvocation = /* sql */ "SELECT 1 FROM forgotten_invocation WHERE id = ?";
const addInvocation = /* sql */ "INSERT OR IGNORE INTO forgotten_invocation VALUES (?)";
const anySession = /* sql */ "SELECT 1 FROM forgotten_session LIMIT 1";
const isSession = /* sql */ "SELECT 1 FROM forgotten_session WHERE uuid = ?";
const addSession = /* sql */ "INSERT OR IGNORE INTO forgotten_session VALUES (?)";
