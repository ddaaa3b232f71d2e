import type { Disposable } from "../base/event";
import type { Schedule } from "../base/schedule";
import { explains } from "./attribution";
import { optional, type TrackRequest } from "./completion";
import type { HeadMoved } from "./signal";
import type { SkillsTracker } from "./tracker";

/** A terminal of a busy or remote window tells of its commands this long after git at most. */
const patienceMs = 3_000;

interface HeadMoveParts {
  readonly tracker: SkillsTracker;
  readonly schedule: Schedule;
  readonly phaseFor: (subject: Pick<TrackRequest, "skill" | "phase">) => string | undefined;
  readonly isIgnored: (name: string) => boolean;
}

/**
 * Records a commit or a checkout as an invocation of its own, unless a command here explains it.
 * What the editor did not do itself is judged a little later: git may be heard before the terminal.
 */
export class HeadMoves {
  private readonly waiting = new Map<HeadMoved, Disposable>();

  constructor(private readonly parts: HeadMoveParts) {}

  accept(move: HeadMoved): void {
    if (move.byEditor) this.record(move);
    else
      this.waiting.set(
        move,
        this.parts.schedule(() => this.judge(move), patienceMs),
      );
  }

  /** Judges now what is still waiting. */
  settle(): void {
    for (const [move, timer] of [...this.waiting]) {
      timer.dispose();
      this.judge(move);
    }
  }

  private judge(move: HeadMoved): void {
    this.waiting.delete(move);
    if (!this.parts.tracker.invocations.some((one) => explains(one, move))) this.record(move);
  }

  private record(move: HeadMoved): void {
    const { tracker, phaseFor, isIgnored } = this.parts;
    const name = move.change === "commit" ? "git commit" : "git checkout";
    if (isIgnored(name)) return;
    const skill = { kind: "command", name } as const;
    const complete = tracker.track({
      skill,
      source: "git",
      category: "Version control",
      startedAtMs: move.committedAtMs ?? move.at.wallMs,
      ...optional("phase", phaseFor({ skill, phase: "execution" })),
    });
    complete({ outcome: "completed", durationMs: "unknown" });
  }
}
