import type { AgentName, AgentSignal, DocumentFormat, LogFormat } from "../agents/model";
import type { FileFacts, LogFiles } from "./files";
import { readOn } from "./logTail";
import type { Position, Positions } from "./position";
import type { Wish } from "./wanted";

/** One file that an agent writes. */
export interface LogFile {
  readonly path: string;
  readonly format: LogFormat | DocumentFormat;
  /** It belongs to this workspace whatever it says of folders, or is silent about them. */
  readonly isOwn: boolean;
}

/** What a follower is made of. */
export interface FollowerParts {
  readonly files: LogFiles;
  /** Every file there is now, of agents the user agreed to follow. */
  readonly list: () => readonly LogFile[];
  readonly isHere: (cwd: string) => boolean;
  /** From when on runs of an agent are wanted, milliseconds since 1970 UTC. */
  readonly sinceMs: (agent: AgentName) => number;
  /** Takes signals in order. Resolves when they are written down: only then is it safe to go on. */
  readonly deliver: (signals: readonly AgentSignal[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

type Found = LogFile & { readonly facts: FileFacts };

/** Signals that are handed over at once: about 2 ms of work where they are written down. */
const batchSize = 100;

/** Reads what agents appended since the last time. */
export class Follower {
  private readonly positions: Map<string, Position>;
  private readonly failed = new Set<string>();

  constructor(
    private readonly parts: FollowerParts,
    positions: Positions = new Map(),
  ) {
    this.positions = new Map(positions);
  }

  /** How far each file was read and written down; files that are gone are forgotten. */
  get state(): Positions {
    return this.positions;
  }

  /**
   * Looks at every file once. A file that cannot be read is told of once and tried again.
   *
   * @returns whether anything was new.
   */
  async poll(): Promise<boolean> {
    const there = this.parts.list().flatMap((file): readonly Found[] => {
      const facts = this.parts.files.facts(file.path);
      return facts === undefined ? [] : [{ ...file, facts }];
    });
    this.forgetGone(there);
    let isNew = false;
    for (const file of there) {
      try {
        isNew = (await this.pollFile(file)) || isNew;
        this.failed.delete(file.path);
      } catch (error) {
        if (!this.failed.has(file.path)) this.parts.onError(error);
        this.failed.add(file.path);
      }
    }
    return isNew;
  }

  private async pollFile({ path, format, isOwn, facts }: Found): Promise<boolean> {
    const { files, isHere, sinceMs, deliver } = this.parts;
    const known = this.positions.get(path) ?? this.movedFrom(facts.identity);
    const position = known?.format === format.id ? known : undefined;
    const signals: AgentSignal[] = [];
    const wish: Wish = {
      isHere: (cwd) => isOwn || (cwd !== undefined && isHere(cwd)),
      sinceMs: sinceMs(format.agent),
    };
    const emit = (signal: AgentSignal): void => void signals.push(signal);
    const next = readOn({ files, path, wish, emit }, format, facts, position);
    for (let from = 0; from < signals.length; from += batchSize) {
      await deliver(signals.slice(from, from + batchSize));
    }
    // After the delivery: should this process end before, the same is read and told again.
    if (next !== undefined) this.positions.set(path, next);
    return next?.offset !== position?.offset;
  }

  /** The position of a file that has another name now. */
  private movedFrom(identity: string): Position | undefined {
    for (const position of this.positions.values()) {
      if (position.identity === identity) return position;
    }
    return undefined;
  }

  /** A position outlives its path when the file is there under a name that has none yet. */
  private forgetGone(there: readonly Found[]): void {
    const paths = new Set(there.map(({ path }) => path));
    const renamed = new Set(
      there.filter(({ path }) => !this.positions.has(path)).map(({ facts }) => facts.identity),
    );
    for (const [path, { identity }] of this.positions) {
      if (!paths.has(path) && !renamed.has(identity)) this.positions.delete(path);
    }
  }
}
