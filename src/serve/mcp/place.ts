import type { SkillSummary } from "../../analysis/model";
import type { RecommendContext } from "../../recommend/model";
import type { StoreSnapshot } from "../../worker/protocol";
import type { LocalHistory } from "../../worker/localHistory";
import type { CommunityReader } from "./community";
import type { Recording } from "./recording";
import { ToolError } from "./toolError";
import { warningOf } from "./warnings";

/** What tools ask of the history. */
export type HistoryPort = Pick<
  LocalHistory,
  "snapshot" | "recommend" | "prepareSearch" | "report" | "ownBaseline" | "insight"
>;

/** What every tool is given. */
export interface McpPlace {
  readonly history: HistoryPort;
  readonly recording: Recording;
  /** Reads what others share; absent where no folder is named. */
  readonly community?: CommunityReader;
  /** The folder the data folder is in, absolute: the project it tells of. */
  readonly project: string;
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** The stored history at one time, as far as tools need it. */
export interface Stored {
  readonly skills: readonly SkillSummary[];
  readonly totalInvocations: number;
  /** Sentences about what is missing from the answer, for example damaged lines. */
  readonly warnings: readonly string[];
}

/** What the ranking is asked for by this server, here and now. */
export function contextOf(
  { recording, nowMs }: Pick<McpPlace, "recording" | "nowMs">,
  changes: Partial<RecommendContext> & Pick<RecommendContext, "limit">,
): RecommendContext {
  return { nowMs: nowMs(), sessionId: recording.sessionId, ...changes };
}

/** @throws ToolError when nothing could be read and that is not because nothing is there. */
export async function readStored(place: McpPlace): Promise<Stored> {
  const stored = storedOf(await place.history.snapshot(contextOf(place, { limit: 1 })));
  place.recording.learnPhases(stored.skills);
  if (stored.totalInvocations > 0) return stored;
  // A folder with a typing error in its name is as empty as a new one.
  const empty = `Nothing has been recorded yet for ${place.project}.`;
  return { ...stored, warnings: [...stored.warnings, empty] };
}

/** @throws ToolError as `readStored`. */
export function storedOf({
  skills,
  totalInvocations,
  problems,
}: Pick<StoreSnapshot, "skills" | "totalInvocations" | "problems">): Stored {
  const warnings = problems.map(warningOf);
  const [first] = warnings;
  if (totalInvocations === 0 && first !== undefined) throw new ToolError(first);
  return { skills, totalInvocations, warnings };
}
