import type { Disposable } from "./event";

/** Runs something once, `delayMs` later, unless the returned handle is disposed before. */
export type Schedule = (run: () => void, delayMs: number) => Disposable;

/** Real timers that do not keep a process alive. */
export const scheduleTimeout: Schedule = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  timer.unref();
  return {
    dispose: () => {
      clearTimeout(timer);
    },
  };
};
