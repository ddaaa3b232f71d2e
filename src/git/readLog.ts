import { parseConventional } from "./conventional";
import type { CommitLog, LoggedCommit, LogReading } from "./model";
import { withGit, type GitQuery, type RunGit } from "./runGit";

/** Which commits to read, and how long it may take. */
export interface LogQuery extends GitQuery {
  /** Commits authored from here on are read, milliseconds since 1970 UTC. */
  readonly sinceMs: number;
  /** A log that was read before: it comes back as it is where HEAD is still at its commit. */
  readonly known?: CommitLog;
  /** The newest ones by the time they were committed; 20,000 when left out. */
  readonly mostCommits?: number;
}

const usualMost = 20_000;
/** So many are read and parsed at once: parsing more would hold up the thread for too long. */
const pageSize = 2_000;

/**
 * Reads the commits that are reachable from HEAD, whoever made them, merges among them. Of their
 * messages nothing is kept. Never rejects; the limits of `withGit` hold.
 *
 * Commits are placed at the time they were authored: a rebase or an amendment renews the other time,
 * and would move the work of weeks to one day. Git goes no further than to what was committed before
 * the moment: where a clock was wrong, a commit can hide itself and what came before it. A shallow
 * clone has no more than its depth.
 */
export function readLog(query: LogQuery): Promise<LogReading> {
  return withGit(query, async (run): Promise<LogReading> => {
    const { known, sinceMs, mostCommits = usualMost } = query;
    const head = (await run("rev-parse", "--verify", "--quiet", "HEAD")).trim();
    if (head !== "" && head === known?.head) return { type: "read", log: known };
    if (head === "") return { type: "read", log: { commits: [], completeFromMs: sinceMs } };
    return {
      type: "read",
      log: { head, ...(await commitsSince(run, head, sinceMs, mostCommits)) },
    };
  });
}

async function commitsSince(
  run: RunGit,
  head: string,
  sinceMs: number,
  mostCommits: number,
): Promise<Omit<CommitLog, "head">> {
  const entries: Entry[] = [];
  // One more than is wanted: it says whether there are more.
  const most = mostCommits + 1;
  for (let skip = 0; skip < most; skip += pageSize) {
    const count = Math.min(pageSize, most - skip);
    const page = await run(
      ...["log", head, "-z", "--no-show-signature", "--no-color", "--encoding=UTF-8"],
      ...[`--skip=${skip}`, `--max-count=${count}`],
      ...[`--since=${new Date(sinceMs).toISOString()}`, "--format=format:%at %ct %P%n%B", "--"],
    );
    const texts = page === "" ? [] : page.split("\0");
    for (const text of texts) {
      const entry = parseEntry(text);
      if (entry !== undefined) entries.push(entry);
    }
    if (texts.length < count) break;
  }
  const last = entries.length > mostCommits ? entries[mostCommits - 1] : undefined;
  return {
    commits: entries.slice(0, mostCommits).flatMap(({ commit }) => {
      return commit.atMs < sinceMs ? [] : [commit];
    }),
    completeFromMs: Math.max(sinceMs, last?.committedAtMs ?? sinceMs),
  };
}

interface Entry {
  readonly commit: LoggedCommit;
  readonly committedAtMs: number;
}

/** @returns undefined for what git does not write. */
function parseEntry(entry: string): Entry | undefined {
  const end = entry.indexOf("\n");
  const [, authored, committed, parents = ""] =
    /^(\d+) (\d+) ?([\da-f ]*)$/.exec(entry.slice(0, Math.max(0, end))) ?? [];
  if (authored === undefined || committed === undefined) return undefined;
  const { isConventional, isBreaking } = parseConventional(entry.slice(end + 1));
  const isMerge = parents.includes(" ");
  return {
    commit: { atMs: Number(authored) * 1000, isMerge, isConventional, isBreaking },
    committedAtMs: Number(committed) * 1000,
  };
}
