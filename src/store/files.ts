import * as fs from "node:fs";

/** What the store asks about a file. */
export interface FileStat {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
  /** How many names the file has: 0 = it was deleted while open. */
  readonly nlink: number;
}

type Done = (error: Error | null) => void;

/**
 * The part of `node:fs` that the store uses. Tests put their own in its place: a full disk, a
 * power cut, a process that stops between two calls.
 */
export interface Files {
  openSync(path: string, flags: string, mode?: number): number;
  closeSync(fd: number): void;
  writeSync(fd: number, bytes: Uint8Array, offset: number, length: number): number;
  readSync(fd: number, into: Uint8Array, offset: number, length: number, position: number): number;
  ftruncateSync(fd: number, length: number): void;
  fstatSync(fd: number): FileStat;
  fsyncSync(fd: number): void;
  fdatasyncSync(fd: number): void;
  /** In the background; `done` comes later, never at once. */
  fdatasync(fd: number, done: Done): void;
  fsync(fd: number, done: Done): void;
  statSync(path: string): FileStat;
  readdirSync(path: string): string[];
  mkdirSync(path: string, mode?: number): void;
  rmdirSync(path: string): void;
  renameSync(from: string, to: string): void;
  linkSync(from: string, to: string): void;
  unlinkSync(path: string): void;
  /** Sets the modification time to now. */
  touchSync(path: string): void;
}

/** The machine's own file system. */
export const nodeFiles: Files = {
  openSync: (path, flags, mode) => fs.openSync(path, flags, mode),
  closeSync: fs.closeSync,
  writeSync: (fd, bytes, offset, length) => fs.writeSync(fd, bytes, offset, length),
  readSync: (fd, into, offset, length, at) => fs.readSync(fd, into, offset, length, at),
  ftruncateSync: fs.ftruncateSync,
  fstatSync: (fd) => fs.fstatSync(fd),
  fsyncSync: fs.fsyncSync,
  fdatasyncSync: fs.fdatasyncSync,
  fdatasync: fs.fdatasync,
  fsync: fs.fsync,
  statSync: (path) => fs.statSync(path),
  readdirSync: (path) => fs.readdirSync(path),
  mkdirSync: (path, mode) => void fs.mkdirSync(path, { mode }),
  rmdirSync: (path) => {
    fs.rmdirSync(path);
  },
  renameSync: fs.renameSync,
  linkSync: fs.linkSync,
  unlinkSync: fs.unlinkSync,
  touchSync: (path) => {
    const now = new Date();
    fs.utimesSync(path, now, now);
  },
};

/** Writes all of `bytes`, however many calls it takes. */
export function writeFully(files: Files, fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    at += files.writeSync(fd, bytes, at, Math.min(bytes.length - at, 1 << 20));
  }
}

/** @returns the bytes from `from` to the end of the file as it is now; empty when there are none. */
export function readFrom(files: Files, fd: number, from: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.max(0, files.fstatSync(fd).size - from));
  let length = 0;
  while (length < bytes.length) {
    const read = files.readSync(fd, bytes, length, bytes.length - length, from + length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

/** Makes the names in a directory survive a power cut, where the system can do that. */
export function syncDirectory(files: Files, path: string): void {
  try {
    const fd = files.openSync(path, "r");
    try {
      files.fsyncSync(fd);
    } finally {
      files.closeSync(fd);
    }
  } catch {
    // Windows cannot open directories; NTFS writes its own journal of names.
  }
}
