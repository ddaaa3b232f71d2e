import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose";
import { optional } from "../completion";
import { DebugVerdict } from "../debugVerdict";
import type { Moment, SignalSink } from "../signal";

/**
 * Hears debug sessions. A session and the children its adapter opens are one run; the exit code comes
 * from whichever of them the adapter tells. Messages are looked at for that only: they hold variables.
 */
export class DebugSignals extends DisposableStore {
  private readonly verdicts = new Map<string, DebugVerdict>();

  constructor(
    private readonly sink: SignalSink,
    private readonly now: () => Moment,
  ) {
    super();
    const { debug } = vscode;
    this.register(
      debug.registerDebugAdapterTrackerFactory("*", {
        createDebugAdapterTracker: (session) => {
          const verdict = this.verdictOf(session);
          return {
            onWillReceiveMessage: (message: unknown) => verdict.toAdapter(message),
            onDidSendMessage: (message: unknown) =>
              verdict.fromAdapter(message, session.parentSession === undefined),
          };
        },
      }),
    );
    this.register(debug.onDidStartDebugSession((session) => this.start(session)));
    this.register(debug.onDidTerminateDebugSession((session) => this.end(session)));
  }

  private start(session: vscode.DebugSession): void {
    if (session.parentSession !== undefined) return;
    this.sink({
      type: "run-started",
      run: this.verdictOf(session),
      source: "debug",
      at: this.now(),
      subject: {
        type: "skill",
        skill: { kind: "debug", name: session.configuration.name },
        category: "Debugging",
        phase: "verification",
      },
      ...optional("cwd", session.workspaceFolder?.uri.fsPath),
    });
  }

  private end(session: vscode.DebugSession): void {
    if (session.parentSession !== undefined) return;
    const verdict = this.verdictOf(session);
    this.verdicts.delete(session.id);
    this.sink({
      type: "run-ended",
      run: verdict,
      at: this.now(),
      ...verdict.result(),
    });
  }

  /** The one verdict of a session's whole family. */
  private verdictOf(session: vscode.DebugSession): DebugVerdict {
    let root = session;
    while (root.parentSession !== undefined) root = root.parentSession;
    const known = this.verdicts.get(root.id) ?? new DebugVerdict(root.type);
    this.verdicts.set(root.id, known);
    return known;
  }
}
