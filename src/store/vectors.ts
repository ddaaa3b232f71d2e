import { sha256 } from "../base/sha256";
import type { SqlDatabase } from "./database";

/** A vector in steps of eight bits: value ≈ step × scale. */
export interface StoredVector {
  readonly steps: Int8Array;
  readonly scale: number;
}

/** Vectors that one model has worked out. */
export interface KnownVectors {
  /** Names model and version; undefined where there is none. */
  readonly model: string | undefined;
  stepsOf(text: string): StoredVector | undefined;
}

/** @returns the vector that the model once worked out for a text, if it was kept. */
export function findVector(db: SqlDatabase, model: string, text: string): StoredVector | undefined {
  const row = db.prepare<[number, Uint8Array]>(selectOne).first(model, bytesOf(hashOf(text)));
  return row && { scale: row[0], steps: Int8Array.from(row[1]) };
}

export function hasVectors(db: SqlDatabase): boolean {
  return db.prepare(selectAny).first() !== undefined;
}

/**
 * Adds vectors of these texts as far as they are known, and removes those of all other texts and,
 * where there is a model, of all others.
 */
export function keepVectors(db: SqlDatabase, texts: Iterable<string>, known: KnownVectors): void {
  const { model } = known;
  const hashes = new Map([...texts].map((text) => [hashOf(text), text]));
  db.exec("BEGIN");
  try {
    const present = new Set<string>();
    for (const [of, bytes] of db.prepare<[string, Uint8Array]>(selectKeys).all()) {
      const hash = Buffer.from(bytes).toString("hex");
      const isOutdated = model !== undefined && of !== model;
      if (isOutdated || !hashes.has(hash)) db.prepare(deleteOne).run(of, bytes);
      else present.add(hash);
    }
    for (const [hash, text] of hashes) {
      const vector = present.has(hash) ? undefined : known.stepsOf(text);
      if (model !== undefined && vector) insert(db, model, hash, vector);
    }
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

function insert(
  db: SqlDatabase,
  model: string,
  hash: string,
  { scale, steps }: StoredVector,
): void {
  const bytes = new Uint8Array(steps.buffer, steps.byteOffset, steps.byteLength);
  db.prepare(insertOne).run(model, bytesOf(hash), scale, bytes);
}

/** The first 16 bytes of the SHA-256, in hexadecimal digits. */
function hashOf(text: string): string {
  return sha256(text).slice(0, 32);
}

function bytesOf(hash: string): Buffer {
  return Buffer.from(hash, "hex");
}

const selectOne = /* sql */ "SELECT scale, vector FROM embedding WHERE model = ? AND hash = ?";
const selectAny = /* sql */ "SELECT 1 FROM embedding LIMIT 1";
const selectKeys = /* sql */ "SELECT model, hash FROM embedding";
const deleteOne = /* sql */ "DELETE FROM embedding WHERE model = ? AND hash = ?";
const insertOne = /* sql */ "INSERT INTO embedding VALUES (?, ?, ?, ?)";
