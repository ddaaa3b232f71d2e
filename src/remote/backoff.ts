/** The longest wait between two attempts, milliseconds. */
const mostMs = 60_000;

/** @returns how long to wait after so many failures before this one: 1, 2, 4 … 60 s; milliseconds. */
export function retryDelayMs(failuresBefore: number): number {
  return Math.min(mostMs, 1000 * 2 ** failuresBefore);
}
