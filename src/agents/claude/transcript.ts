import type { LogFormat, LogPlace } from "../model";
import { companionOf } from "./place";
import { TranscriptReader } from "./reader";

/**
 * The transcripts Claude Code writes, one JSON object a line: `<session>.jsonl`, and
 * `<session>/subagents/agent-<id>.jsonl` for each subagent. Its format is internal to it and changes
 * between versions; this reads 1.0 to 2.1.270.
 */
export const claudeTranscript: LogFormat = {
  agent: "claude",
  id: "claude-transcript",
  companionOf,
  open: (place: LogPlace, state?: unknown) => new TranscriptReader(place, state),
};
