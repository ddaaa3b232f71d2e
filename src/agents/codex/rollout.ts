import type { LogFormat, LogPlace } from "../model";
import { RolloutReader } from "./reader";

/**
 * The rollouts Codex writes, one JSON object a line:
 * `sessions/YYYY/MM/DD/rollout-<time>-<thread>.jsonl`, for every thread its own. Reads versions 0.32,
 * the first with typed lines, to 0.146.
 */
export const codexRollout: LogFormat = {
  agent: "codex",
  id: "codex-rollout",
  open: (_place: LogPlace, state?: unknown) => new RolloutReader(state),
};
