import type { Pending } from "../store/generation";

export const mostRecords = 2000;
export const mostBytes = 1 << 20;
export const mostAgeMs = 5 * 60_000;

/**
 * Whether to merge now. Before these limits a merge costs more than it saves: it writes the whole
 * file again.
 *
 * @param jitter 0–1, another one for each process, so that windows on one folder take turns.
 */
export function isFoldDue(pending: Pending, nowMs: number, jitter: number): boolean {
  if (pending.records === 0) return false;
  if (pending.leftBehind) return true;
  const stretch = 1 + jitter / 4;
  return (
    pending.records >= mostRecords * stretch ||
    pending.bytes >= mostBytes * stretch ||
    nowMs - pending.oldestAtMs >= mostAgeMs * stretch
  );
}
