import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose";
import { optional } from "../completion";
import { HeadWatch, type Head } from "../headWatch";
import type { Moment, SignalSink } from "../signal";

/** The part of the built-in git extension's API (version 1) that is used. */
interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<GitRepository>;
}
interface GitRepository {
  readonly state: {
    readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
    readonly onDidChange: vscode.Event<void>;
  };
  readonly onDidCommit: vscode.Event<void>;
  getCommit(ref: string): Promise<{ parents: string[]; commitDate?: Date }>;
}
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/**
 * Hears commits and checkouts: those made in the editor from its own event, all others by comparing
 * HEAD whenever a repository's state changes.
 */
export class GitSignals extends DisposableStore {
  private readonly watched = new Map<GitRepository, DisposableStore>();
  private isOver = false;

  constructor(
    private readonly sink: SignalSink,
    private readonly now: () => Moment,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  /** Finds the git extension; without it, or where it is switched off, nothing is heard. */
  async start(): Promise<void> {
    try {
      const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
      const git = await extension?.activate();
      // Switched off while the git extension was starting.
      if (git?.enabled !== true || this.isOver) return;
      const api = git.getAPI(1);
      for (const repository of api.repositories) this.watch(repository);
      this.register(api.onDidOpenRepository((repository) => this.watch(repository)));
      this.register(api.onDidCloseRepository((repository) => this.unwatch(repository)));
    } catch (error) {
      this.onError(error);
    }
  }

  override dispose(): void {
    this.isOver = true;
    for (const repository of [...this.watched.keys()]) this.unwatch(repository);
    super.dispose();
  }

  private watch(repository: GitRepository): void {
    if (this.watched.has(repository)) return;
    const head = new HeadWatch(headOf(repository), async (sha) => {
      const { parents, commitDate } = await repository.getCommit(sha);
      return { parents, ...optional("committedAtMs", commitDate?.getTime()) };
    });
    const owned = new DisposableStore();
    owned.register(repository.onDidCommit(() => head.editorCommitted()));
    owned.register(
      repository.state.onDidChange(() => {
        head.moved(headOf(repository), this.now()).then((moved) => {
          if (moved !== undefined) this.sink(moved);
        }, this.onError);
      }),
    );
    this.watched.set(repository, owned);
  }

  private unwatch(repository: GitRepository): void {
    this.watched.get(repository)?.dispose();
    this.watched.delete(repository);
  }
}

function headOf({ state }: GitRepository): Head {
  return { ...optional("branch", state.HEAD?.name), ...optional("commit", state.HEAD?.commit) };
}
