import { indexNextTable } from "./catalog/catalog";
import { recognize } from "./recognize";

/** Lines that make the engine compile what recognising takes. */
const samples = ["npm test", "FOO=1 git commit -m x | tee log", "cd app && make -j8 all"];

/**
 * Gets a window ready in steps of a few milliseconds each: first the history's own preparation, which
 * goes on elsewhere, then recognition, so that the first command does not pay for all tables at once.
 */
export function* warmUp(history: { prepare(): void }): Generator<undefined, void> {
  history.prepare();
  yield;
  while (indexNextTable()) yield;
  for (const line of samples) {
    recognize(line, { shell: "bash", arguments: "normalised" });
    yield;
  }
}
