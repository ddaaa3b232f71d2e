import { readFrom, type Files } from "./files";
import { errorCode, StoreError } from "./problem";
import { applicationId } from "./schema";

// https://www.sqlite.org/fileformat.html#the_database_header
const magic = "SQLite format 3\0";
const headerLength = 100;
const pageSizeAt = 16;
const pageCountAt = 28;
const userVersionAt = 60;
const applicationIdAt = 68;

/** Tells one published file from every other, without SQLite; "absent" when there is none. */
export function stampOf(files: Files, path: string): string {
  return withFile(files, path, "absent", (fd) => {
    const header = Buffer.alloc(headerLength);
    files.readSync(fd, header, 0, headerLength, 0);
    const { size, mtimeMs, ino } = files.fstatSync(fd);
    return [header.readUInt32BE(userVersionAt), size, mtimeMs, ino].join(":");
  });
}

/**
 * @returns the bytes of one of our databases; undefined when there is no file.
 * @throws StoreError `database-corrupt` or `database-foreign`.
 */
export function readDatabaseFile(files: Files, path: string): Buffer | undefined {
  return withFile(files, path, undefined, (fd) => {
    const bytes = readFrom(files, fd, 0);
    if (bytes.length < headerLength || bytes.toString("latin1", 0, magic.length) !== magic) {
      throw new StoreError({ type: "database-corrupt", detail: path });
    }
    if (bytes.readUInt32BE(applicationIdAt) !== applicationId) {
      throw new StoreError({ type: "database-foreign", detail: path });
    }
    const pageSize = bytes.readUInt16BE(pageSizeAt) === 1 ? 65_536 : bytes.readUInt16BE(pageSizeAt);
    if (bytes.length < bytes.readUInt32BE(pageCountAt) * pageSize) {
      throw new StoreError({ type: "database-corrupt", detail: path });
    }
    return bytes;
  });
}

/** How often the database has been published: `PRAGMA user_version`. */
export function generationOf(bytes: Buffer): number {
  return bytes.readUInt32BE(userVersionAt);
}

/** Whether an error of SQLite says that the file is damaged. */
export function saysCorrupt(error: unknown): boolean {
  return error instanceof Error && /malformed|not a database|corrupt/i.test(error.message);
}

function withFile<T>(files: Files, path: string, absent: T, use: (fd: number) => T): T {
  let fd: number;
  try {
    fd = files.openSync(path, "r");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return absent;
    throw error;
  }
  try {
    return use(fd);
  } finally {
    files.closeSync(fd);
  }
}
