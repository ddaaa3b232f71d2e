/** Where time comes from. Passed in, so that tests decide what time it is. */
export interface Clock {
  /** Wall clock, milliseconds since 1970-01-01 UTC. May jump; use it for "when", never for "how long". */
  nowMs(): number;
  /** Milliseconds on a clock that never goes backwards, from an arbitrary start. For durations only. */
  monotonicMs(): number;
}

/** The machine's own clocks. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};
