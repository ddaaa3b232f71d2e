import { compareText } from "../analysis/ranking";
import type { SharedBaselines } from "../recommend/model";
import { readCommunity, type BaselineFile } from "../recommend/peers/community";
import { hashUser, type HmacSha256 } from "../recommend/peers/identity";
import { Others } from "../recommend/peers/others";
import type { ListedFile, SharedFiles } from "./sharedFiles";

/** A folder is looked at again after this long, milliseconds. */
export const lookAgainMs = 60_000;
/** An answer waits this long for a folder that is slow, milliseconds; a later one has what is in it. */
export const patienceMs = 500;
/** A baseline has some 150 bytes for each skill. */
export const mostBytes = 1_048_576;
export const mostFiles = 1000;

export interface OthersReaderParts {
  readonly files: SharedFiles;
  readonly hmac: HmacSha256;
  readonly monotonicMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Hears one sentence for everything that was left out, when it was not left out before. */
  readonly onProblem: (sentence: string) => void;
}

interface State {
  readonly key: string;
  readonly lookedAtMs: number;
  /** What the folder held when it was read; undefined before. */
  readonly listing?: string;
  readonly others?: Others;
  readonly problems: ReadonlySet<string>;
}

/**
 * Reads what others share: at most once a minute, and files only when the folder's listing changed.
 * A folder that cannot be read any more leaves what was read before.
 */
export class OthersReader {
  private state: State | undefined;

  constructor(private readonly parts: OthersReaderParts) {}

  /** What was read of it; undefined before, and where nothing is shared. */
  othersOf(shared: SharedBaselines | undefined): Others | undefined {
    return shared !== undefined && this.state?.key === keyOf(shared)
      ? this.state.others
      : undefined;
  }

  /** Looks at the folder when it is time to; never rejects. Without a folder nothing is read. */
  async update(shared: SharedBaselines | undefined): Promise<void> {
    if (shared === undefined) {
      this.state = undefined;
      return;
    }
    const { monotonicMs, wait } = this.parts;
    const key = keyOf(shared);
    const before = this.state?.key === key ? this.state : undefined;
    const nowMs = monotonicMs();
    if (before !== undefined && nowMs - before.lookedAtMs < lookAgainMs) return;
    const state: State = { problems: new Set(), ...before, key, lookedAtMs: nowMs };
    this.state = state;
    await Promise.race([this.look(shared, state), wait(patienceMs)]);
  }

  private async look(shared: SharedBaselines, before: State): Promise<void> {
    const next = await this.read(shared, before);
    // Meanwhile another folder may have been set.
    if (this.state !== before) return;
    this.state = next;
    for (const problem of next.problems) {
      if (!before.problems.has(problem)) this.parts.onProblem(problem);
    }
  }

  private async read(shared: SharedBaselines, before: State): Promise<State> {
    const { files, hmac } = this.parts;
    const { folder, user } = shared;
    try {
      const listed = [...(await files.list(folder))].sort((one, other) =>
        compareText(one.name, other.name),
      );
      const listing = JSON.stringify(listed);
      if (listing === before.listing) return before;
      const kept = listed.slice(0, mostFiles);
      const problems = new Set<string>();
      if (kept.length < listed.length) {
        problems.add(`Only ${mostFiles} of ${listed.length} shared baselines are read.`);
      }
      const leaveOut = (name: string, why: string): void =>
        void problems.add(`The shared baseline “${name}” is left out: ${why}`);
      const found = await this.contents(folder, kept, leaveOut);
      const read = readCommunity(found);
      for (const { file, problem } of read.problems) leaveOut(file, problem);
      const others = new Others(read.community, hashUser(user.id, user.salt, hmac));
      return { ...before, listing, others, problems };
    } catch (error) {
      const problem = `The folder of shared baselines cannot be read: ${messageOf(error)}`;
      return { ...before, problems: new Set([...before.problems, problem]) };
    }
  }

  private async contents(
    folder: string,
    listed: readonly ListedFile[],
    leaveOut: (name: string, why: string) => void,
  ): Promise<readonly BaselineFile[]> {
    const found: BaselineFile[] = [];
    for (const { name, size } of listed) {
      if (size > mostBytes) {
        leaveOut(name, `It has more than ${mostBytes} bytes.`);
        continue;
      }
      try {
        found.push({ name, text: await this.parts.files.read(folder, name) });
      } catch (error) {
        leaveOut(name, `It cannot be read (${messageOf(error)}).`);
      }
    }
    return found;
  }
}

function keyOf({ folder, user }: SharedBaselines): string {
  return JSON.stringify([folder, user.id, user.salt]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
