import { randomBytes } from "node:crypto";
import { readdirSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "../../src/store/files";
import { parseSegmentFile } from "../../src/store/layout";
import { FencedLock, type LockParts } from "../../src/store/lock";

/** Ways to build the store wrongly. Each one has to be caught, or the tests are blind. */
export const variants = ["as designed", "without a fence", "deletes first"] as const;
export type Variant = (typeof variants)[number];

/** A lock that is only a lock: who lost it can still publish. */
class UnfencedLock extends FencedLock {
  private readonly path: string;

  constructor(parts: LockParts) {
    super(parts);
    this.path = join(parts.layout.folder, `unfenced-${randomBytes(4).toString("hex")}.db`);
  }

  override get temporaryFile(): string {
    return this.path;
  }

  override heartbeat(): boolean {
    super.heartbeat();
    return true;
  }
}

export function lockOf(variant: Variant): (parts: LockParts) => FencedLock {
  return (parts) =>
    variant === "without a fence" ? new UnfencedLock(parts) : new FencedLock(parts);
}

/** Removes sealed journals before the new database is there, as if that could not fail. */
export function deletingFirst(files: Files, folder: string): Files {
  return {
    ...files,
    openSync: (path, flags, mode) => {
      if (flags === "wx" && path.endsWith(".db")) removeSealed(join(folder, "journal"));
      return files.openSync(path, flags, mode);
    },
    unlinkSync: (path) => {
      try {
        files.unlinkSync(path);
      } catch (error) {
        if (!path.endsWith(".jnl")) throw error;
      }
    },
  };
}

function removeSealed(journal: string): void {
  const names = readdirSync(journal).sort();
  for (const [at, name] of names.entries()) {
    const next = names[at + 1];
    const writer = parseSegmentFile(name)?.writer;
    if (next !== undefined && parseSegmentFile(next)?.writer === writer) {
      unlinkSync(join(journal, name));
    }
  }
}
