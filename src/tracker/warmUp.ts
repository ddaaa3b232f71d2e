import { indexNextTable } from "./catalog/catalog";
import { recognize } from "./recognize";

/** Lines that make the engine compile what recognising takes. */
const samples = ["npm test", "FOO=1 git commit -m x | tee log", "cd app && make -j8 all"];

/**
 * Gets recognition ready in steps of a few milliseconds each, so that the first command of a window
 * does not pay for all tables at once.
 */
export function* warmUp(): Generator<undefined, void> {
  while (indexNextTable()) yield;
  for (const line of samples) {
    recognize(line, { shell: "bash", arguments: "normalised" });
    yield;
  }
}
