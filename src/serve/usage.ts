import {
  summarizeUsage,
  type SessionUsage,
  type SkillUsage,
  type UsageSummary,
} from "../analysis/usage";
import type { HistoryFilter } from "../tracker/history";

/** What is told of how skills were used; each call reads what is new. */
export interface UsageApi {
  getSessionSummary(sessionId?: string): Promise<SessionUsage>;
  getSummary(): Promise<UsageSummary>;
  getAllMetrics(): Promise<readonly SkillUsage[]>;
}

/** Where the figures come from. */
export interface UsageParts {
  readonly history: {
    insight(
      method: "usage",
      query: { readonly filter: HistoryFilter },
    ): Promise<readonly SkillUsage[]>;
  };
  /** The session that is meant when none is named. */
  readonly ownSession: () => string;
}

/** Every function rejects with a TypeError for a wrong argument, and when the history cannot be read. */
export function createUsageApi({ history, ownSession }: UsageParts): UsageApi {
  const usage = (filter: HistoryFilter): Promise<readonly SkillUsage[]> =>
    history.insight("usage", { filter });
  return {
    getSessionSummary: async (given?: unknown) => {
      if (given !== undefined && typeof given !== "string")
        throw new TypeError("The session id must be a text.");
      const sessionId = given ?? ownSession();
      return { sessionId, ...summarizeUsage(await usage({ sessionId })) };
    },
    getSummary: async () => summarizeUsage(await usage({})),
    getAllMetrics: () => usage({}),
  };
}
