import { promises as files } from "node:fs";
import { join } from "node:path";
import type { SimpleGit } from "simple-git";
import type { Commit, Repository, RepositoryReading, Status } from "./model";
import { parseStatus } from "./status";

/** What to read, and how long it may take. */
export interface RepositoryQuery {
  /** Absolute; any folder of a work tree. */
  readonly folder: string;
  /** Commits from here on count, milliseconds since 1970 UTC. */
  readonly sinceMs: number;
  /** Of the process; git gets of it what it needs to be found and to find its settings. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Ends what runs; then the reading is `timeout`. */
  readonly signal?: AbortSignal;
  /** For everything together, milliseconds; 10 s when left out. */
  readonly timeoutMs?: number;
}

const usualTimeoutMs = 10_000;
const mostCommits = 1_000;
const mostLookedAt = 200;
/** Branches that stay when they are merged. */
const mainBranches: ReadonlySet<string> = new Set(["main", "master", "develop", "dev", "trunk"]);
const passedOn =
  /^(?:path|pathext|home|userprofile|homedrive|homepath|systemroot|appdata|localappdata|programdata|xdg_config_home|te?mp|tmpdir)$/i;

/**
 * Reads a repository with commands that change nothing, not even the index's cache. Never rejects.
 *
 * Limits: settings of the repository can name programs that git starts (filters, a file system
 * monitor): only to be called in folders the user trusts. A rebase makes commits of earlier days new.
 */
export function readRepository(query: RepositoryQuery): Promise<RepositoryReading> {
  const { timeoutMs = usualTimeoutMs, signal } = query;
  const clock = AbortSignal.timeout(timeoutMs);
  const abort = signal === undefined ? clock : AbortSignal.any([clock, signal]);
  const timeout = { type: "timeout" } as const;
  if (abort.aborted) return Promise.resolve(timeout);
  // What git started may outlive it and keep its output open: that is not waited for.
  const givenUp = new Promise<RepositoryReading>((resolve) => {
    abort.addEventListener("abort", () => resolve(timeout), { once: true });
  });
  return Promise.race([attempt(query, abort, timeoutMs), givenUp]);
}

async function attempt(
  { folder, environment, sinceMs }: RepositoryQuery,
  abort: AbortSignal,
  timeoutMs: number,
): Promise<RepositoryReading> {
  try {
    // Loaded when first used: most windows never ask.
    const { simpleGit } = await import("simple-git");
    const kept = Object.entries(environment).filter(([name]) => passedOn.test(name));
    const git = simpleGit({ baseDir: folder, abort, timeout: { block: timeoutMs } });
    git.env({ ...Object.fromEntries(kept), LC_ALL: "C" });
    const root = (await run(git, "rev-parse", "--show-toplevel")).replace(/\n$/, "");
    return { type: "read", repository: await read(git, root, sinceMs) };
  } catch (error) {
    return failureOf(error);
  }
}

async function read(git: SimpleGit, root: string, sinceMs: number): Promise<Repository> {
  const status = parseStatus(
    await run(git, "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=normal"),
  );
  const hasCommits = status.commit !== undefined;
  const [commits, mergedBranches, olderChanges] = await Promise.all([
    hasCommits ? commitsSince(git, sinceMs) : [],
    hasCommits ? merged(git) : [],
    olderThan(root, status, sinceMs),
  ]);
  return { ...status, commits, olderChanges, mergedBranches };
}

/** Arguments are a list: no shell reads them. */
function run(git: SimpleGit, ...given: readonly string[]): Promise<string> {
  return git.raw(["--no-optional-locks", ...given]);
}

async function commitsSince(git: SimpleGit, sinceMs: number): Promise<readonly Commit[]> {
  const output = await run(
    git,
    ...["log", "HEAD", "-z", "--no-show-signature", "--no-color"],
    ...[`--max-count=${mostCommits}`, `--since=${new Date(sinceMs).toISOString()}`],
    ...["--format=format:%h %ct %s", "--"],
  );
  return output.split("\0").flatMap((entry): readonly Commit[] => {
    const [, hash, seconds, subject = ""] = /^(\S+) (\d+) (.*)$/s.exec(entry) ?? [];
    return hash === undefined ? [] : [{ hash, subject, atMs: Number(seconds) * 1000 }];
  });
}

async function merged(git: SimpleGit): Promise<readonly string[]> {
  const format = "--format=%(refname:lstrip=2)%00%(worktreepath)";
  const output = await run(git, "for-each-ref", "--merged=HEAD", format, "refs/heads");
  return output.split("\n").flatMap((line) => {
    const [name = "", checkedOutIn = ""] = line.split("\0");
    return name === "" || checkedOutIn !== "" || mainBranches.has(name) ? [] : [name];
  });
}

/** What cannot be looked at, because it was deleted for example, is not said to be old. */
async function olderThan(
  root: string,
  { changes }: Status,
  sinceMs: number,
): Promise<readonly string[]> {
  const isOlder = async (path: string): Promise<boolean> => {
    try {
      const facts = await files.lstat(join(root, path));
      return !facts.isDirectory() && facts.mtimeMs < sinceMs;
    } catch {
      return false; // gone meanwhile, or deleted: that is its change
    }
  };
  const paths = changes.slice(0, mostLookedAt).map(({ path }) => path);
  const older = await Promise.all(paths.map(isOlder));
  return paths.filter((_, at) => older[at]);
}

function failureOf(error: unknown): RepositoryReading {
  const message = error instanceof Error ? error.message : String(error);
  if (/not a git repository/i.test(message)) return { type: "no-repository" };
  if (/\bENOENT\b/.test(message)) return { type: "no-git" };
  const [reason = ""] = message.trim().split("\n");
  return { type: "failed", reason };
}
