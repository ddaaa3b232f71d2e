import { promises as files } from "node:fs";
import { join } from "node:path";
import type { Commit, Repository, RepositoryReading, Status } from "./model";
import { withGit, type GitQuery, type RunGit } from "./runGit";
import { parseStatus } from "./status";

/** What to read, and how long it may take. */
export interface RepositoryQuery extends GitQuery {
  /** Commits from here on count, milliseconds since 1970 UTC. */
  readonly sinceMs: number;
}

const mostCommits = 1_000;
const mostLookedAt = 200;
/** Branches that stay when they are merged. */
const mainBranches: ReadonlySet<string> = new Set(["main", "master", "develop", "dev", "trunk"]);

/**
 * Reads a work tree with commands that change nothing. Never rejects; the limits of `withGit` hold.
 *
 * A rebase makes commits of earlier days new.
 */
export function readRepository(query: RepositoryQuery): Promise<RepositoryReading> {
  return withGit(query, async (run): Promise<RepositoryReading> => {
    const root = (await run("rev-parse", "--show-toplevel")).replace(/\n$/, "");
    return { type: "read", repository: await read(run, root, query.sinceMs) };
  });
}

async function read(run: RunGit, root: string, sinceMs: number): Promise<Repository> {
  const status = parseStatus(
    await run("status", "--porcelain=v2", "--branch", "-z", "--untracked-files=normal"),
  );
  const hasCommits = status.commit !== undefined;
  const [commits, mergedBranches, olderChanges] = await Promise.all([
    hasCommits ? commitsSince(run, sinceMs) : [],
    hasCommits ? merged(run) : [],
    olderThan(root, status, sinceMs),
  ]);
  return { ...status, commits, olderChanges, mergedBranches };
}

async function commitsSince(run: RunGit, sinceMs: number): Promise<readonly Commit[]> {
  const output = await run(
    ...["log", "HEAD", "-z", "--no-show-signature", "--no-color"],
    ...[`--max-count=${mostCommits}`, `--since=${new Date(sinceMs).toISOString()}`],
    ...["--format=format:%h %ct %s", "--"],
  );
  return output.split("\0").flatMap((entry): readonly Commit[] => {
    const [, hash, seconds, subject = ""] = /^(\S+) (\d+) (.*)$/s.exec(entry) ?? [];
    return hash === undefined ? [] : [{ hash, subject, atMs: Number(seconds) * 1000 }];
  });
}

async function merged(run: RunGit): Promise<readonly string[]> {
  const format = "--format=%(refname:lstrip=2)%00%(worktreepath)";
  const output = await run("for-each-ref", "--merged=HEAD", format, "refs/heads");
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
