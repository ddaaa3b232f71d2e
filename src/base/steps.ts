import type { Disposable } from "./event";
import type { Schedule } from "./schedule";

/** Takes a generator's steps one at a time, `pauseMs` apart, until it ends or is disposed. */
export function inSteps(
  steps: Iterator<undefined, void>,
  schedule: Schedule,
  pauseMs: number,
): Disposable {
  let next: Disposable | undefined;
  const take = (): void => {
    next = steps.next().done === true ? undefined : schedule(take, pauseMs);
  };
  next = schedule(take, pauseMs);
  return {
    dispose: () => {
      next?.dispose();
    },
  };
}
