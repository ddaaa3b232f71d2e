import type * as vscode from "vscode";

/** What a window remembers of itself over a reload, in the editor's own workspace state. */
export class Memory {
  constructor(private readonly state: vscode.Memento) {}

  get isPaused(): boolean {
    return this.state.get<boolean>("paused") ?? false;
  }

  setPaused(paused: boolean): Thenable<void> {
    return this.state.update("paused", paused);
  }

  /** @returns the facts a session begins with, linked to the session before it here. */
  beginSession(
    sessionId: string,
    appName: string,
    workspaceName: string | undefined,
  ): { previousSessionId?: string; appName: string; workspaceName?: string } {
    const previous = this.state.get<string>("session");
    void this.state.update("session", sessionId);
    return {
      appName,
      ...(previous === undefined ? {} : { previousSessionId: previous }),
      ...(workspaceName === undefined ? {} : { workspaceName }),
    };
  }
}
