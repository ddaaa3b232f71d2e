import type { HistoryFilter } from "../../../tracker/history";
import { agentName, authorName, kindName, outcomeName } from "../report/names";
import type { Words } from "../report/words";

/** @returns what a report leaves out, in one line; that it leaves out nothing, when it does not. */
export function filterSentence(
  filter: HistoryFilter,
  words: Words,
  day: (ms: number) => string,
): string {
  const { t } = words;
  const { sessionId, fromMs, toMs, kinds, authors, agent, outcomes, skill, phase } = filter;
  const parts = [
    sessionId === undefined ? undefined : t("one session"),
    fromMs === undefined ? undefined : t("since {day}", { day: day(fromMs) }),
    // The end is exclusive: the last day shown is that of the millisecond before.
    toMs === undefined ? undefined : t("until {day}", { day: day(toMs - 1) }),
    kinds?.map((kind) => kindName(kind, words)).join(", "),
    authors?.map((author) => authorName(author, words)).join(", "),
    agent === undefined ? undefined : agentName(agent, words),
    outcomes?.map((outcome) => outcomeName(outcome, words)).join(", "),
    skill?.name,
    phase === undefined ? undefined : t("phase {phase}", { phase }),
  ].filter((part) => part !== undefined);
  return parts.length === 0
    ? t("Everything recorded")
    : t("Only: {conditions}", { conditions: parts.join("; ") });
}
