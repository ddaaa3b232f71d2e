import { DisposableStore } from "../../base/dispose";
import type { Disposable } from "../../base/event";
import type { Moment, SignalSink } from "../signal";
import { DebugSignals } from "./debug";
import { GitSignals } from "./git";
import { NotebookSignals } from "./notebook";
import { TaskSignals } from "./task";
import { TerminalSignals } from "./terminal";

/** Every observer, switched on and off together. Off, nothing is listened to. */
export class AllSignals implements Disposable {
  private running: DisposableStore | undefined;

  constructor(
    private readonly sink: SignalSink,
    private readonly now: () => Moment,
    private readonly onError: (error: unknown) => void,
  ) {}

  set isOn(on: boolean) {
    if (!on) {
      this.dispose();
      return;
    }
    if (this.running !== undefined) return;
    this.running = new DisposableStore();
    for (const Signals of [TerminalSignals, TaskSignals, DebugSignals, NotebookSignals]) {
      this.running.register(new Signals(this.sink, this.now));
    }
    // Starting the git extension takes its time; nothing waits for it.
    void this.running.register(new GitSignals(this.sink, this.now, this.onError)).start();
  }

  dispose(): void {
    this.running?.dispose();
    this.running = undefined;
  }
}
