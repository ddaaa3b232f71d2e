import type { NextEvent } from "../../../src/recommend/next/event";
import type { UserStream } from "./streams";

/** A stream with numbers for its names. */
export interface NumberedStream {
  readonly names: readonly string[];
  readonly events: readonly NextEvent[];
  /** Whether a command ever directly follows itself. */
  readonly repeats: boolean;
}

/**
 * Numbers commands and modes in the order in which they appear; all events are one session, which
 * pauses cut into stretches.
 *
 * @param modeKnown whether the mode a command ran in is known before it runs; else the mode of the
 *   one before is what is known.
 */
export function numbered({ events }: UserStream, modeKnown: boolean): NumberedStream {
  const commands = new Map<string, number>();
  const modes = new Map<string, number>();
  const numberOf = (names: Map<string, number>, name: string): number => {
    const number = names.get(name) ?? names.size;
    names.set(name, number);
    return number;
  };
  let modeBefore = -1;
  let repeats = false;
  const steps = events.map(({ atMs, command, mode }, at): NextEvent => {
    const own = mode === undefined ? -1 : numberOf(modes, mode);
    const phase = modeKnown ? own : modeBefore;
    modeBefore = own;
    repeats ||= command === events[at - 1]?.command;
    const skill = numberOf(commands, command);
    return { skill, session: 0, nowMs: atMs, phase, afterFailure: false };
  });
  return { names: [...commands.keys()], events: steps, repeats };
}
