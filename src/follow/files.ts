import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";

/** What is known of a file without reading it. */
export interface FileFacts {
  /** Device and inode: stays when the file is renamed, differs when another takes its name. */
  readonly identity: string;
  /** Bytes. */
  readonly size: number;
  readonly modifiedMs: number;
}

/** The file system as far as logs are read; nothing in it writes. */
export interface LogFiles {
  /** @returns names of entries of a folder; none when it is not there or may not be read. */
  names(folder: string): readonly string[];
  /** @returns undefined when it is not there or not a plain file. */
  facts(path: string): FileFacts | undefined;
  /**
   * Reads a file from `offset` on, piece by piece, until `take` says it has enough.
   *
   * @param pieceBytes read at once; a megabyte when absent.
   * @returns what the open file is: another one may have taken the path since.
   * @throws the system's error when it cannot be read.
   */
  read(
    path: string,
    offset: number,
    take: (bytes: Buffer) => boolean,
    pieceBytes?: number,
  ): FileFacts;
}

/** The real thing. Blocks: for a thread of its own only. */
export const nodeLogFiles: LogFiles = {
  names: (folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return []; // not there, or not ours to read: nothing to follow
    }
  },
  facts: (path) => {
    try {
      return factsOf(statSync(path));
    } catch {
      return undefined; // gone meanwhile
    }
  },
  read: (path, offset, take, pieceBytes = 1 << 20) => {
    const fd = openSync(path, "r");
    try {
      const facts = factsOf(fstatSync(fd));
      if (facts === undefined) throw new Error(`${path} is not a file.`);
      const piece = Buffer.allocUnsafe(pieceBytes);
      for (let at = offset; ;) {
        const length = readSync(fd, piece, 0, pieceBytes, at);
        at += length;
        if (length === 0 || !take(piece.subarray(0, length))) return facts;
      }
    } finally {
      closeSync(fd);
    }
  },
};

function factsOf(stats: ReturnType<typeof statSync>): FileFacts | undefined {
  if (stats === undefined || !stats.isFile()) return undefined;
  const { dev, ino, size, mtimeMs } = stats;
  return { identity: `${dev}:${ino}`, size: Number(size), modifiedMs: Number(mtimeMs) };
}
