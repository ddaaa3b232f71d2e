import type { Insight } from "../../analysis/insightModel";
import { assertNever } from "../../base/assert";
import type { Snapshot } from "../../snapshot/snapshot";
import { skillLabel } from "./report/names";
import { insightBasis, insightSentence } from "./insightWords";
import { escapeMarkdown } from "./markdown";
import type { Row } from "./row";
import type { RowContext } from "./rowContext";

/** Until when an insight is put aside, milliseconds since 1970 UTC; Infinity = for good. */
export type PutAside = ReadonlyMap<string, number>;

/** The view shows no more: a list nobody reads says nothing. */
const mostShown = 7;

/** @returns what is to be shown of the insights: the strongest that are not put aside. */
export function shownInsights(
  { insights }: Snapshot,
  aside: PutAside,
  nowMs: number,
): readonly Insight[] {
  return (insights?.insights ?? [])
    .filter(({ id }) => (aside.get(id) ?? -Infinity) <= nowMs)
    .slice(0, mostShown);
}

/** The Insights tree: one sentence each, what matters most first. */
export function insightRows(
  snapshot: Snapshot,
  aside: PutAside,
  context: RowContext,
): readonly Row[] {
  const { words } = context;
  const shown = shownInsights(snapshot, aside, context.nowMs);
  if (shown.length === 0) return missingRows(snapshot, context);
  return shown.map((insight) => {
    const label = insightSentence(insight, (key) => skillLabel(key, snapshot.skills), words);
    const basis = insightBasis(insight, words);
    return {
      id: `insight:${insight.id}`,
      label,
      description: basis,
      tooltip: `${escapeMarkdown(label)}\n\n${escapeMarkdown(basis)}`,
      icon: iconOf(insight),
      context: insight.detail.type === "routine" ? "insight routine" : "insight",
      spoken: `${label}, ${basis}`,
      insightId: insight.id,
    };
  });
}

/** What is still needed before anything can be said. */
function missingRows({ insights }: Snapshot, { words }: RowContext): readonly Row[] {
  const missing = insights?.missing;
  if (missing === undefined) return [];
  const needed = [
    missing.finishedRuns > 0 ? words.runs(missing.finishedRuns) : undefined,
    missing.activeDays > 0 ? words.days(missing.activeDays) : undefined,
  ].filter((part) => part !== undefined);
  if (needed.length === 0) return [];
  const label = words.t("Too little to say anything yet: {needed} more", {
    needed: words.list(needed),
  });
  return [{ id: "insight-missing", label, icon: "info", context: "nothing", spoken: label }];
}

function iconOf({ detail }: Insight): string {
  switch (detail.type) {
    case "bottleneck":
      return "warning";
    case "anomaly":
      return "pulse";
    case "change":
      return detail.change.direction === "improving" ? "arrow-up" : "arrow-down";
    case "pair":
      return "link";
    case "below-usual":
      return "error";
    case "routine":
      return "layers";
    default:
      return assertNever(detail);
  }
}
