import type { GitFailure } from "./model";

/** Where git runs, and how long it may. */
export interface GitQuery {
  /** Absolute; any folder of a repository. */
  readonly folder: string;
  /** Of the process; git gets of it what it needs to be found and to find its settings. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Ends what runs; then the outcome is `timeout`. */
  readonly signal?: AbortSignal;
  /** For everything together, milliseconds; 10 s when left out. */
  readonly timeoutMs?: number;
}

/** Runs git with these arguments, which no shell reads. @returns what it writes. */
export type RunGit = (...given: readonly string[]) => Promise<string>;

const usualTimeoutMs = 10_000;
const passedOn =
  /^(?:path|pathext|home|userprofile|homedrive|homepath|systemroot|appdata|localappdata|programdata|xdg_config_home|te?mp|tmpdir)$/i;

/**
 * Lets `read` run git commands that change nothing, not even the index's cache. Never rejects: what
 * goes wrong is told as a failure.
 *
 * Limits: settings of the repository can name programs that git starts (filters, a file system
 * monitor): only to be called in folders the user trusts.
 */
export function withGit<T>(
  query: GitQuery,
  read: (run: RunGit) => Promise<T>,
): Promise<T | GitFailure> {
  const { timeoutMs = usualTimeoutMs, signal } = query;
  const clock = AbortSignal.timeout(timeoutMs);
  const abort = signal === undefined ? clock : AbortSignal.any([clock, signal]);
  const timeout = { type: "timeout" } as const;
  if (abort.aborted) return Promise.resolve(timeout);
  // What git started may outlive it and keep its output open: that is not waited for.
  const givenUp = new Promise<GitFailure>((resolve) => {
    abort.addEventListener("abort", () => resolve(timeout), { once: true });
  });
  return Promise.race([attempt(query, read, abort, timeoutMs), givenUp]);
}

async function attempt<T>(
  { folder, environment }: GitQuery,
  read: (run: RunGit) => Promise<T>,
  abort: AbortSignal,
  timeoutMs: number,
): Promise<T | GitFailure> {
  try {
    // Loaded when first used: most windows never ask.
    const { simpleGit } = await import("simple-git");
    const kept = Object.entries(environment).filter(([name]) => passedOn.test(name));
    const git = simpleGit({ baseDir: folder, abort, timeout: { block: timeoutMs } });
    git.env({ ...Object.fromEntries(kept), LC_ALL: "C" });
    return await read((...given) => git.raw(["--no-optional-locks", ...given]));
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): GitFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (/not a git repository/i.test(message)) return { type: "no-repository" };
  if (/\bENOENT\b/.test(message)) return { type: "no-git" };
  const [reason = ""] = message.trim().split("\n");
  return { type: "failed", reason };
}
