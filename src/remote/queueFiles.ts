import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";

/** The file system as far as queues need it. */
export interface QueueFiles {
  /** @returns names of entries of a folder; none when it is not there. */
  names(folder: string): readonly string[];
  /** @returns all of a file; nothing when it is not there. */
  read(path: string): Buffer;
  /** Milliseconds since 1970 UTC; undefined when it is not there. */
  modifiedMs(path: string): number | undefined;
  /** Adds to the end; makes the file and its folder, but not what is around the folder. */
  append(folder: string, path: string, text: string): void;
  /** Replaces all of a file. */
  write(path: string, text: string): void;
  /** Replaces bytes in the middle; what others add meanwhile stays. */
  overwrite(path: string, offset: number, bytes: Buffer): void;
  /** Also where it is not there. */
  remove(path: string): void;
}

/** The real thing. Files are for the user alone. */
export const nodeQueueFiles: QueueFiles = {
  names: (folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return []; // nothing was ever queued
    }
  },
  read: (path) => {
    try {
      return readFileSync(path);
    } catch {
      return Buffer.alloc(0); // somebody else has delivered it
    }
  },
  modifiedMs: (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs,
  append: (folder, path, text) => {
    try {
      appendFileSync(path, text, { mode: 0o600 });
    } catch {
      makeFolder(folder);
      appendFileSync(path, text, { mode: 0o600 });
    }
  },
  write: (path, text) => {
    writeFileSync(path, text, { mode: 0o600 });
  },
  overwrite: (path, offset, bytes) => {
    const fd = openSync(path, "r+");
    try {
      writeSync(fd, bytes, 0, bytes.length, offset);
    } finally {
      closeSync(fd);
    }
  },
  remove: (path) => {
    rmSync(path, { force: true });
  },
};

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    // It is there; if not, what follows says why.
  }
}
