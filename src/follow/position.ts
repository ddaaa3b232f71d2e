import { isFields } from "../base/fields";

/** How far one file has been read. Plain JSON, so that reading goes on after a restart. */
export interface Position {
  readonly format: string;
  /** See `FileFacts`. */
  readonly identity: string;
  /** SHA-256 of the first `headBytes` bytes: what has the same inode need not be the same file. */
  readonly head: string;
  readonly headBytes: number;
  /** Bytes of whole lines read; for documents, of the whole. */
  readonly offset: number;
  /** Only for documents: they are read again when this changed. */
  readonly modifiedMs?: number | undefined;
  /** What the reader needs to go on. */
  readonly reader: unknown;
  /** Runs that began elsewhere or too early; their ends are not wanted either. */
  readonly unwanted: readonly string[];
}

/** Positions by path. */
export type Positions = ReadonlyMap<string, Position>;

/** @returns what was saved; nothing for text that is not of that form: then all is read anew. */
export function parsePositions(text: string): Map<string, Position> {
  const positions = new Map<string, Position>();
  let saved: unknown;
  try {
    saved = JSON.parse(text);
  } catch {
    return positions;
  }
  if (!isFields(saved) || saved["version"] !== 1 || !isFields(saved["files"])) return positions;
  for (const [path, value] of Object.entries(saved["files"])) {
    if (isPosition(value)) positions.set(path, value);
  }
  return positions;
}

export function formatPositions(positions: Positions): string {
  return JSON.stringify({ version: 1, files: Object.fromEntries(positions) });
}

function isPosition(value: unknown): value is Position {
  if (!isFields(value)) return false;
  const { format, identity, head, headBytes, offset, modifiedMs, unwanted } = value;
  return (
    [format, identity, head].every((one) => typeof one === "string") &&
    [headBytes, offset].every((one) => Number.isSafeInteger(one) && Number(one) >= 0) &&
    (modifiedMs === undefined || typeof modifiedMs === "number") &&
    Array.isArray(unwanted) &&
    unwanted.every((one) => typeof one === "string")
  );
}
