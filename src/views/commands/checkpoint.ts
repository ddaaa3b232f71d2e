import type { Checkpoints } from "../checkpoints";
import type { Handler } from "./parts";

/** Writing an account of the session. */
export function checkpointCommands({ checkpoints }: { readonly checkpoints: Checkpoints }) {
  return {
    "sessionBuddy.checkpoint": () => checkpoints.take(),
  } satisfies Record<string, Handler>;
}
