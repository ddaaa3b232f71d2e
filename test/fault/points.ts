import { nodeFiles, type Files } from "../../src/store/files";

/** What a process does to the disk, by the names under which a test can stop it. */
export const points = [
  "write journal",
  "open journal",
  "rename candidate to lock",
  "rename lock to grave",
  "open new database",
  "write new database",
  "sync new database",
  "link previous",
  "rename previous",
  "rename new database",
  "sync folder",
  "unlink segment",
  "unlink owner",
  "remove lock",
] as const;
export type Point = (typeof points)[number];

function pathPoint(call: string, path: string, to = ""): Point | undefined {
  switch (call) {
    case "open":
      if (path.endsWith(".jnl")) return "open journal";
      return /lock\.d.*\.db$/.test(path) ? "open new database" : undefined;
    case "rename":
      if (to.endsWith("lock.d")) return "rename candidate to lock";
      if (to.includes("grave-")) return "rename lock to grave";
      if (to.endsWith(".db.prev")) return "rename previous";
      return to.endsWith("session-buddy.db") ? "rename new database" : undefined;
    case "link":
      return "link previous";
    case "unlink":
      if (path.endsWith(".jnl")) return "unlink segment";
      return path.endsWith(".owner") ? "unlink owner" : undefined;
    case "rmdir":
      return path.endsWith("lock.d") ? "remove lock" : undefined;
    default:
      return undefined;
  }
}

/**
 * The machine's files, telling `reached` before and after each step that has a name. For a write
 * that is to be torn, `torn` says how many bytes of it are written before `reached` hears "after".
 */
export function filesWithPoints(
  reached: (point: Point, when: "before" | "after") => void,
  torn: (point: Point, length: number) => number = (_, length) => length,
): Files {
  const kinds = new Map<number, "journal" | "new database" | "folder">();
  const around = <T>(point: Point | undefined, step: () => T): T => {
    if (point) reached(point, "before");
    const result = step();
    if (point) reached(point, "after");
    return result;
  };
  return {
    ...nodeFiles,
    openSync: (path, flags, mode) => {
      const isWritten = flags !== "r";
      const fd = around(isWritten ? pathPoint("open", path) : undefined, () =>
        nodeFiles.openSync(path, flags, mode),
      );
      if (isWritten && path.endsWith(".jnl")) kinds.set(fd, "journal");
      else if (isWritten && path.includes("lock.d")) kinds.set(fd, "new database");
      else kinds.set(fd, "folder");
      return fd;
    },
    writeSync: (fd, bytes, offset, length) => {
      const kind = kinds.get(fd);
      const point =
        kind === "journal" || kind === "new database" ? (`write ${kind}` as const) : undefined;
      return around(point, () =>
        nodeFiles.writeSync(fd, bytes, offset, point ? torn(point, length) : length),
      );
    },
    fsyncSync: (fd) => {
      const kind = kinds.get(fd);
      const point =
        kind === "new database" || kind === "folder" ? (`sync ${kind}` as const) : undefined;
      around(point, () => {
        nodeFiles.fsyncSync(fd);
      });
    },
    renameSync: (from, to) => {
      around(pathPoint("rename", from, to), () => {
        nodeFiles.renameSync(from, to);
      });
    },
    linkSync: (from, to) => {
      around("link previous", () => {
        nodeFiles.linkSync(from, to);
      });
    },
    unlinkSync: (path) => {
      around(pathPoint("unlink", path), () => {
        nodeFiles.unlinkSync(path);
      });
    },
    rmdirSync: (path) => {
      around(pathPoint("rmdir", path), () => {
        nodeFiles.rmdirSync(path);
      });
    },
  };
}
