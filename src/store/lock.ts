import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readFrom, writeFully, type Files } from "./files";
import type { ProcessIdentity, Processes } from "./identity";
import type { Layout } from "./layout";
import { errorCode } from "./problem";

/** What a fold needs of a lock. */
export interface FoldLock {
  tryAcquire(): boolean;
  /** Where the holder writes the file it will publish. */
  readonly temporaryFile: string;
  /** Says that the holder is at work. @returns false when the lock was stolen meanwhile. */
  heartbeat(): boolean;
  /** Moves the temporary file to `path`. @returns false when the lock was stolen: nothing happened. */
  publish(path: string): boolean;
  release(): void;
}

export interface LockParts {
  readonly layout: Layout;
  readonly files: Files;
  readonly processes: Processes;
  readonly monotonicMs: () => number;
  /** How long a lock may stand unchanged before it counts as left behind; 15 s when absent. */
  readonly staleMs?: number;
}

const takenCodes = new Set(["ENOTEMPTY", "EEXIST", "EPERM", "EACCES", "EBUSY"]);
const busyCodes = new Set(["EPERM", "EACCES", "EBUSY"]);
const publishAttempts = 40;

/**
 * A lock that is a folder, with the file to be published inside it.
 *
 * It is taken by renaming a filled folder to its name, and stolen by renaming it away. After a
 * theft the path of the temporary file is gone, so a holder that was only asleep cannot publish:
 * its rename fails. Nobody ever gives a stolen lock back.
 */
export class FencedLock implements FoldLock {
  private nonce: string | undefined;
  /** What the lock of somebody else looked like, and since when: by our own clock alone. */
  private seen: { readonly look: string; readonly sinceMs: number } | undefined;

  constructor(private readonly parts: LockParts) {}

  get temporaryFile(): string {
    return join(this.parts.layout.lockFolder, `${this.nonce ?? "none"}.db`);
  }

  tryAcquire(): boolean {
    const { files, layout, processes } = this.parts;
    const nonce = randomBytes(8).toString("hex");
    const candidate = join(layout.folder, `cand-${nonce}`);
    files.mkdirSync(candidate, 0o700);
    const fd = files.openSync(join(candidate, `${nonce}.owner`), "wx", 0o600);
    try {
      writeFully(files, fd, Buffer.from(JSON.stringify(processes.self())));
    } finally {
      files.closeSync(fd);
    }
    try {
      files.renameSync(candidate, layout.lockFolder);
    } catch (error) {
      removeFolder(files, candidate);
      if (!takenCodes.has(errorCode(error) ?? "")) throw error;
      return this.steal() && this.tryAcquire();
    }
    this.nonce = nonce;
    return true;
  }

  heartbeat(): boolean {
    try {
      this.parts.files.touchSync(this.ownerFile());
      return true;
    } catch {
      return false; // the folder is not ours any more
    }
  }

  publish(path: string): boolean {
    for (let attempt = 1; ; attempt++) {
      try {
        this.parts.files.renameSync(this.temporaryFile, path);
        return true;
      } catch (error) {
        const code = errorCode(error) ?? "";
        if (code === "ENOENT") return false;
        // Windows does not replace a file that anybody holds open: a reader, a virus scanner.
        if (!busyCodes.has(code) || attempt === publishAttempts) throw error;
        pause(Math.min(250, 5 * attempt));
      }
    }
  }

  release(): void {
    const { files, layout } = this.parts;
    const owner = this.ownerFile();
    const left = this.temporaryFile;
    this.nonce = undefined;
    try {
      unlinkIfThere(files, left);
      files.unlinkSync(owner);
      files.rmdirSync(layout.lockFolder);
    } catch {
      // Stolen, or taken by the next holder the moment it was empty: what is there is not ours.
    }
  }

  private ownerFile(): string {
    return join(this.parts.layout.lockFolder, `${this.nonce ?? "none"}.owner`);
  }

  /** @returns whether the lock is gone and may be tried for again. */
  private steal(): boolean {
    const { files, layout, processes } = this.parts;
    let names: readonly string[];
    try {
      names = files.readdirSync(layout.lockFolder);
    } catch (error) {
      return errorCode(error) === "ENOENT";
    }
    const ownerName = names.find((name) => name.endsWith(".owner"));
    const owner = ownerName && readOwner(files, join(layout.lockFolder, ownerName));
    const isDead = owner !== undefined && owner !== "" && processes.liveness(owner) === "dead";
    if (!isDead && names.length > 0 && !this.isStale(names)) return false;
    const grave = join(layout.folder, `grave-${randomBytes(8).toString("hex")}`);
    try {
      files.renameSync(layout.lockFolder, grave);
    } catch (error) {
      return errorCode(error) === "ENOENT";
    }
    this.seen = undefined;
    removeFolder(files, grave);
    return true;
  }

  /** Times are compared for equality only: the clock of another machine says nothing here. */
  private isStale(names: readonly string[]): boolean {
    const { files, layout, monotonicMs, staleMs = 15_000 } = this.parts;
    const look = names.map((name) => {
      try {
        const { size, mtimeMs } = files.statSync(join(layout.lockFolder, name));
        return `${name} ${size} ${mtimeMs}`;
      } catch {
        return name; // it went away between the listing and now
      }
    });
    const now = { look: look.join("\n"), sinceMs: monotonicMs() };
    if (this.seen?.look !== now.look) this.seen = now;
    return now.sinceMs - this.seen.sinceMs > staleMs;
  }
}

/** Removes what processes that died while taking a lock left behind. */
export function sweepLocks({ files, layout, processes }: LockParts): void {
  for (const name of files.readdirSync(layout.folder)) {
    if (!/^(cand|grave)-[0-9a-f]{16}$/.test(name)) continue;
    const folder = join(layout.folder, name);
    try {
      const ownerName = files.readdirSync(folder).find((file) => file.endsWith(".owner"));
      const owner = ownerName && readOwner(files, join(folder, ownerName));
      if (!owner || processes.liveness(owner) === "dead") removeFolder(files, folder);
    } catch {
      // Its process is removing it right now.
    }
  }
}

function readOwner(files: Files, path: string): ProcessIdentity | undefined {
  try {
    const fd = files.openSync(path, "r");
    try {
      return JSON.parse(readFrom(files, fd, 0).toString("utf8")) as ProcessIdentity;
    } finally {
      files.closeSync(fd);
    }
  } catch {
    return undefined; // gone, or torn by a crash
  }
}

/** @returns whether there was such a file. */
export function unlinkIfThere(files: Files, path: string): boolean {
  try {
    files.unlinkSync(path);
    return true;
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    return false;
  }
}

function removeFolder(files: Files, folder: string): void {
  try {
    for (const name of files.readdirSync(folder)) unlinkIfThere(files, join(folder, name));
    files.rmdirSync(folder);
  } catch {
    // Somebody else sweeps as well; what stays is swept by the next fold.
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
