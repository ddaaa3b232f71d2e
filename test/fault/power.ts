import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { nodeFiles, type Files } from "../../src/store/files";

/** One thing that was done to the disk. Paths are relative to the recorded folder. */
type Operation =
  | { readonly type: "create"; readonly path: string; readonly file: number }
  | { readonly type: "write"; readonly file: number; readonly at: number; readonly bytes: Buffer }
  | { readonly type: "sync"; readonly file: number }
  | { readonly type: "sync-names"; readonly folder: string }
  | { readonly type: "link"; readonly path: string; readonly file: number }
  /** `moved` is the file; absent for a folder. A name that is moved exists under the new one. */
  | { readonly type: "rename"; readonly from: string; readonly to: string; readonly moved?: number }
  | { readonly type: "remove"; readonly path: string };

/** What a power cut leaves of what was not synced. */
export interface CutPolicy {
  /** Changes of names: all, those up to some point, or any of them. */
  readonly names: "all" | "up to a point" | "any";
  /** File contents: all, none, up to some byte, or zeros after some byte. */
  readonly data: "all" | "none" | "cut" | "zeros";
}

export const cutPolicies: readonly CutPolicy[] = (["all", "up to a point", "any"] as const).flatMap(
  (names) => (["all", "none", "cut", "zeros"] as const).map((data) => ({ names, data })),
);

/** Steps that a faulty store would leave out. */
export interface Omissions {
  readonly syncOfDatabase?: boolean;
  readonly syncOfJournal?: boolean;
}

/**
 * Does everything for real and writes it down, so that the disk can be put together as a power cut
 * at any moment may have left it. It is a model: what disks do beyond it, it does not know.
 */
export class RecordedDisk {
  readonly operations: Operation[] = [];
  private readonly openFiles = new Map<number, { file?: number; folder?: string; at: number }>();
  private readonly named = new Map<string, number>();
  private files = 0;

  constructor(
    private readonly root: string,
    private readonly omissions: Omissions = {},
  ) {}

  readonly asFiles: Files = {
    ...nodeFiles,
    openSync: (path, flags, mode) => {
      const isNew = flags !== "r" && !existsSync(path);
      const fd = nodeFiles.openSync(path, flags, mode);
      const name = this.name(path);
      if (isNew) {
        this.named.set(name, ++this.files);
        this.operations.push({ type: "create", path: name, file: this.files });
      }
      const file = this.named.get(name);
      this.openFiles.set(fd, file === undefined ? { folder: name, at: 0 } : { file, at: 0 });
      return fd;
    },
    closeSync: (fd) => {
      this.openFiles.delete(fd);
      nodeFiles.closeSync(fd);
    },
    writeSync: (fd, bytes, offset, length) => {
      const written = nodeFiles.writeSync(fd, bytes, offset, length);
      const open = this.openFiles.get(fd);
      if (open?.file !== undefined) {
        const copy = Buffer.from(bytes.subarray(offset, offset + written));
        this.operations.push({ type: "write", file: open.file, at: open.at, bytes: copy });
        open.at += written;
      }
      return written;
    },
    fsyncSync: (fd) => {
      this.sync(fd);
    },
    fdatasyncSync: (fd) => {
      this.sync(fd);
    },
    fsync: (fd, done) => {
      this.sync(fd);
      setImmediate(done, null);
    },
    fdatasync: (fd, done) => {
      this.sync(fd);
      setImmediate(done, null);
    },
    renameSync: (from, to) => {
      nodeFiles.renameSync(from, to);
      const [source, target] = [this.name(from), this.name(to)];
      const moved = this.named.get(source);
      this.operations.push({
        type: "rename",
        from: source,
        to: target,
        ...(moved === undefined ? {} : { moved }),
      });
      move(this.named, source, target);
    },
    linkSync: (from, to) => {
      nodeFiles.linkSync(from, to);
      const file = this.named.get(this.name(from)) ?? 0;
      this.named.set(this.name(to), file);
      this.operations.push({ type: "link", path: this.name(to), file });
    },
    unlinkSync: (path) => {
      nodeFiles.unlinkSync(path);
      this.named.delete(this.name(path));
      this.operations.push({ type: "remove", path: this.name(path) });
    },
  };

  /** Puts together in `target` what the disk holds if the power goes after `count` operations. */
  restore(target: string, count: number, policy: CutPolicy, random: () => number): void {
    const operations = this.operations.slice(0, count);
    const kept = keptNames(operations, policy, random);
    const names = new Map<string, number>();
    for (const [at, operation] of operations.entries()) {
      if (!kept.has(at)) continue;
      if (operation.type === "create" || operation.type === "link") {
        names.set(operation.path, operation.file);
      } else if (operation.type === "rename") {
        move(names, operation.from, operation.to);
        if (operation.moved !== undefined) names.set(operation.to, operation.moved);
      } else if (operation.type === "remove") names.delete(operation.path);
    }
    rmSync(target, { recursive: true, force: true });
    mkdirSync(join(target, "journal"), { recursive: true });
    for (const [name, file] of names) {
      const path = join(target, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, contentOf(operations, file, policy, random));
    }
  }

  private sync(fd: number): void {
    const open = this.openFiles.get(fd);
    if (open?.folder !== undefined) {
      this.operations.push({ type: "sync-names", folder: open.folder });
      return;
    }
    const path = [...this.named].find(([, file]) => file === open?.file)?.[0] ?? "";
    if (this.omissions.syncOfDatabase && path.endsWith(".db")) return;
    if (this.omissions.syncOfJournal && path.endsWith(".jnl")) return;
    if (open?.file !== undefined) this.operations.push({ type: "sync", file: open.file });
  }

  private name(path: string): string {
    return relative(this.root, path);
  }
}

const namesChange = new Set<Operation["type"]>(["create", "link", "rename", "remove"]);

function folderOf(operation: Operation): string {
  if (operation.type === "rename") return folderName(operation.to);
  return "path" in operation ? folderName(operation.path) : "";
}

function folderName(path: string): string {
  const folder = dirname(path);
  return folder === "." ? "" : folder;
}

function keptNames(
  operations: readonly Operation[],
  { names }: CutPolicy,
  random: () => number,
): ReadonlySet<number> {
  const changes = [...operations.keys()].filter((at) =>
    namesChange.has(operations[at]?.type ?? "write"),
  );
  if (names === "all") return new Set(changes);
  const isSafe = (at: number): boolean => {
    const operation = operations[at];
    return operations
      .slice(at)
      .some(
        (later) => operation && later.type === "sync-names" && later.folder === folderOf(operation),
      );
  };
  const unsafe = changes.filter((at) => !isSafe(at));
  if (names === "any") {
    const lost = new Set(unsafe.filter(() => random() < 0.5));
    return new Set(changes.filter((at) => !lost.has(at)));
  }
  const lastSafe = changes.findLast(isSafe) ?? -1;
  const open = unsafe.filter((at) => at > lastSafe);
  const cut = open[Math.floor(random() * (open.length + 1))] ?? Number.POSITIVE_INFINITY;
  return new Set(changes.filter((at) => at < cut));
}

function contentOf(
  operations: readonly Operation[],
  file: number,
  { data }: CutPolicy,
  random: () => number,
): Buffer {
  let now = Buffer.alloc(0);
  let synced = now;
  for (const operation of operations) {
    if (!("file" in operation) || operation.file !== file) continue;
    if (operation.type === "write") {
      const next = Buffer.alloc(Math.max(now.length, operation.at + operation.bytes.length));
      now.copy(next);
      operation.bytes.copy(next, operation.at);
      now = next;
    } else if (operation.type === "sync") synced = now;
  }
  if (data === "all" || synced.length >= now.length) return now;
  if (data === "none") return synced;
  const upTo = synced.length + Math.floor(random() * (now.length - synced.length));
  if (data === "cut") return now.subarray(0, upTo);
  return Buffer.concat([now.subarray(0, upTo), Buffer.alloc(now.length - upTo)]);
}

function move(names: Map<string, number>, from: string, to: string): void {
  for (const [name, file] of [...names]) {
    if (name !== from && !name.startsWith(`${from}/`)) continue;
    names.delete(name);
    names.set(to + name.slice(from.length), file);
  }
}
