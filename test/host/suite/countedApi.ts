import { EventEmitter as RealEmitter, type Disposable } from "vscode";
import * as vscode from "vscode";

type Values = Record<string, unknown>;
type Call = (...given: unknown[]) => unknown;

/** What an extension holds on to and has not let go of. */
export class Held {
  private readonly held = new Map<object, string>();

  /** Named once for each, so that a failure says what was forgotten. */
  get names(): readonly string[] {
    return [...this.held.values()].sort();
  }

  add(what: object, name: string): void {
    this.held.set(what, name);
  }

  drop(what: object): void {
    this.held.delete(what);
  }

  /** @returns a stand-in for `real` that counts as held until it is disposed. */
  disposable<T extends Disposable>(real: T, name: string): T {
    this.add(real, name);
    const dispose = (): void => {
      this.drop(real);
      real.dispose();
    };
    // Its target is not `real`, which may be frozen and would then have to answer for itself.
    return new Proxy({} as T, {
      get: (_, key) => (key === "dispose" ? dispose : valueOf(real, key)),
      set: (_, key, value) => Reflect.set(real, key, value),
    });
  }

  /** @returns an event whose listeners count as held. */
  event(real: vscode.Event<unknown>, name: string): vscode.Event<unknown> {
    return (listener, self, disposables) => {
      const subscription = this.disposable(real(listener, self), name);
      disposables?.push(subscription);
      return subscription;
    };
  }
}

/** A property, and a method as one that still knows its object. */
function valueOf(object: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(object, key);
  return typeof value === "function" ? (value as Call).bind(object) : value;
}

/** A namespace of the API whose events and `replaced` functions are counted. */
function counted(held: Held, space: object, path: string, replaced: Readonly<Values> = {}): object {
  return new Proxy(
    {},
    {
      get: (_, key) => {
        if (typeof key === "symbol") return valueOf(space, key);
        if (key in replaced) return replaced[key];
        const value = valueOf(space, key);
        return /^on(Did|Will)/.test(key)
          ? held.event(value as vscode.Event<unknown>, `${path}.${key}`)
          : value;
      },
    },
  );
}

interface GitApi {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: vscode.Event<Repository>;
  readonly onDidCloseRepository: vscode.Event<Repository>;
}
type Repository = { readonly state: object };
type GitExtension = { readonly enabled: boolean; getAPI(version: 1): GitApi };

/** The git extension, with every event of it and of its repositories counted. */
function countedGit(held: Held): unknown {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  const known = new Map<Repository, object>();
  const repository = (real: Repository): object => {
    const state = counted(held, real.state, "git.repository.state");
    const one = known.get(real) ?? counted(held, real, "git.repository", { state });
    known.set(real, one);
    return one;
  };
  const heard =
    (event: vscode.Event<Repository>): vscode.Event<unknown> =>
    (listener) =>
      event((real) => void listener(repository(real)));
  const activate = async (): Promise<unknown> => {
    const git = await extension?.activate();
    const api = git?.getAPI(1);
    return (
      api && {
        enabled: git?.enabled,
        getAPI: () => ({
          repositories: api.repositories.map(repository),
          onDidOpenRepository: held.event(heard(api.onDidOpenRepository), "git open"),
          onDidCloseRepository: held.event(heard(api.onDidCloseRepository), "git close"),
        }),
      }
    );
  };
  return { activate };
}

/**
 * The editor's API for a second copy of the extension beside the real one: what it subscribes to and
 * registers is counted, under other ids where an id can be taken only once.
 */
export function countedApi(held: Held, otherId: (id: string) => string): object {
  const { window, workspace, commands, extensions, tasks, debug, notebooks, lm, chat } = vscode;
  const spaces = { workspace, tasks, debug, notebooks };
  class EventEmitter<T> extends RealEmitter<T> {
    constructor() {
      super();
      held.add(this, "EventEmitter");
    }
    override dispose(): void {
      held.drop(this);
      super.dispose();
    }
  }
  const registering =
    (name: string, real: Call): Call =>
    (id, ...rest) =>
      held.disposable(real(otherId(String(id)), ...rest) as Disposable, `${name} ${String(id)}`);
  const createLog = registering("createOutputChannel", window.createOutputChannel as Call);
  const never: vscode.Event<unknown> = () => ({ dispose: () => undefined });
  // A view has one tree: a second one would take it away from the real extension.
  const createTreeView = (id: string): Disposable =>
    held.disposable(
      {
        visible: true,
        onDidChangeVisibility: held.event(never, `${id} visibility`),
        dispose: () => undefined,
      },
      `tree view ${id}`,
    );
  // A tool, a participant and a server have one implementation, by the id the manifest gives them.
  const offered =
    (name: string): Call =>
    (id) =>
      held.disposable({ dispose: () => undefined }, `${name} ${String(id)}`);
  const byId = (space: object, names: readonly string[]): Values =>
    Object.fromEntries(
      names.map((name) => [name, registering(name, valueOf(space, name) as Call)]),
    );
  return {
    ...vscode,
    ...Object.fromEntries(
      Object.entries(spaces).map(([name, space]) => [name, counted(held, space, name)]),
    ),
    EventEmitter,
    window: counted(held, window, "window", {
      createTreeView,
      // A log that was closed stays closed for the next copy of the same name.
      createOutputChannel: (name: string, options: { readonly log: true }) =>
        createLog(`${name} ${crypto.randomUUID()}`, options),
      ...byId(window, [
        "createStatusBarItem",
        "createWebviewPanel",
        "registerWebviewPanelSerializer",
      ]),
    }),
    lm: counted(held, lm, "lm", {
      registerTool: offered("tool"),
      registerMcpServerDefinitionProvider: offered("MCP server"),
    }),
    chat: counted(held, chat, "chat", { createChatParticipant: offered("participant") }),
    commands: counted(held, commands, "commands", byId(commands, ["registerCommand"])),
    extensions: counted(held, extensions, "extensions", {
      getExtension: (id: string) =>
        id === "vscode.git" ? countedGit(held) : extensions.getExtension(id),
    }),
  };
}
