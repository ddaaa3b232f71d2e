import type { History } from "../tracker/history";
import type { SessionId } from "../tracker/model";
import type { Rate } from "./model";
import { Tally } from "./rates";

/** One session by its invocations. */
export interface SessionSummary extends Rate {
  readonly sessionId: SessionId;
  /** Start of its first invocation, milliseconds since 1970 UTC. */
  readonly startedAtMs: number;
  /** The latest moment known of it: a start, or an end where the duration is known. */
  readonly lastKnownMs: number;
  /**
   * From the one to the other, milliseconds: the session lasted at least so long. Absent where only
   * one moment is known.
   */
  readonly spanMs?: number;
  /** How many different skills. */
  readonly skills: number;
  /** Invocations that agents made. */
  readonly byAgents: number;
}

/**
 * Every session that began in [fromMs, toMs), newest first. A session begins with its first
 * invocation; all of its invocations count, also those after `toMs`.
 */
export function sessionSummaries(
  history: History,
  {
    fromMs = -Infinity,
    toMs = Infinity,
  }: { readonly fromMs?: number; readonly toMs?: number } = {},
): readonly SessionSummary[] {
  const count = history.sessions.length;
  const tally = new Tally(count);
  const first = new Float64Array(count).fill(Infinity);
  const last = new Float64Array(count).fill(-Infinity);
  const byAgents = new Uint32Array(count);
  const skills = history.sessions.map(() => new Set<number>());
  for (let row = 0; row < history.length; row++) {
    const session = history.session[row] ?? -1;
    const startedAtMs = history.startedAtMs[row] ?? NaN;
    const durationMs = history.durationMs[row] ?? NaN;
    const endedAtMs = Number.isNaN(durationMs) ? startedAtMs : startedAtMs + durationMs;
    tally.add(session, history.outcome[row] ?? 0);
    first[session] = Math.min(first[session] ?? Infinity, startedAtMs);
    last[session] = Math.max(last[session] ?? -Infinity, endedAtMs);
    skills[session]?.add(history.skill[row] ?? -1);
    if (history.author[row] !== 0) byAgents[session] = (byAgents[session] ?? 0) + 1;
  }
  return history.sessions
    .flatMap((sessionId, session): SessionSummary[] => {
      const startedAtMs = first[session] ?? Infinity;
      const lastKnownMs = last[session] ?? -Infinity;
      // A session without invocations never began.
      if (startedAtMs === Infinity || startedAtMs < fromMs || startedAtMs >= toMs) return [];
      return [
        {
          ...tally.rate(session),
          ...{ sessionId, startedAtMs, lastKnownMs },
          ...(lastKnownMs > startedAtMs ? { spanMs: lastKnownMs - startedAtMs } : {}),
          skills: skills[session]?.size ?? 0,
          byAgents: byAgents[session] ?? 0,
        },
      ];
    })
    .sort((one, other) => other.startedAtMs - one.startedAtMs);
}
