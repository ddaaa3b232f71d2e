import type { Fields } from "../../base/fields";
import { nameIn, numberIn } from "../line";
import type { Thread } from "./thread";
import { uuidTimeOf } from "./uuidTime";

/**
 * Whether the lines at hand repeat another thread's history.
 *
 * The rollout of a fork, or of a subagent, begins with its own `session_meta`, then repeats the lines
 * of the thread it came from, with the same ids but new times. Its own history begins with the first
 * turn that is not older than the thread itself: the id of a turn is a UUID of version 7, made when
 * the turn began (github.com/kenn-io/agentsview/pull/657; the layout, measured, also in
 * github.com/vibe-cafe/vibe-usage/pull/34). Where a turn tells no time its own history is taken to
 * begin: a repeated run has the ids it had, one that is left out is lost.
 */
export class Replay {
  /** @param state what `state()` of a former one gave; anything else is before the first turn. */
  constructor(private stage: "unknown" | "copied" | "own" = "unknown") {}

  static from(state: unknown): Replay {
    return new Replay(state === "copied" || state === "own" ? state : "unknown");
  }

  get isCopied(): boolean {
    return this.stage === "copied";
  }

  state(): unknown {
    return this.stage;
  }

  /** The rollout's own `session_meta`. */
  begins({ parentId, agent }: Thread): void {
    if (parentId !== undefined || agent !== undefined) this.stage = "copied";
  }

  /** Another `session_meta`: before the first turn of its own it can only be a repeated one. */
  meetsOther(): void {
    if (this.stage === "unknown") this.stage = "copied";
  }

  /** @param turn the payload of a line that begins a turn. */
  meetsTurn(turn: Fields, { createdMs }: Thread): void {
    if (this.stage === "copied" && beganBefore(turn, createdMs)) return;
    this.stage = "own";
  }
}

function beganBefore(turn: Fields, createdMs: number): boolean {
  const madeMs = uuidTimeOf(nameIn(turn, "turn_id") ?? "");
  if (madeMs !== undefined) return madeMs < createdMs;
  const startedS = numberIn(turn, "started_at");
  return startedS !== undefined && startedS < Math.floor(createdMs / 1000);
}
