import type { Recommendation } from "../../recommend/model";
import type { Snapshot } from "../../snapshot/snapshot";
import { optional } from "../../tracker/completion";
import { againContext } from "./again";
import { kindIcon } from "./kindIcon";
import { offeredContext, othersIcon } from "./offered";
import { explanation, topReason } from "./reasonWords";
import type { Row } from "./row";
import type { RowContext } from "./rowContext";

/** The Recommended tree: what to run next, best first, each with its strongest reason. */
export function recommendedRows({ recommended }: Snapshot, context: RowContext): readonly Row[] {
  return recommended.map((recommendation) => recommendedRow(recommendation, context));
}

function recommendedRow(recommendation: Recommendation, context: RowContext): Row {
  const { skill, label, command, cwd, rank, reasons, fromOthers } = recommendation;
  if (fromOthers !== undefined) return offeredRow(recommendation, context);
  const isPinned = reasons.some(({ factor, share }) => factor === "pinned" && share > 0);
  const reason = topReason(recommendation, context);
  const pin = isPinned ? "pinned" : "unpinned";
  return {
    id: `recommended:${recommendation.key}`,
    label,
    description: reason,
    tooltip: explanation(recommendation, context),
    icon: isPinned ? "pinned" : kindIcon(skill.kind),
    context: `recommendation ${pin} ${againContext(skill, command)}`,
    spoken: `${context.words.count(rank)}. ${label}. ${reason}`,
    target: { skill, rank, ...optional("command", command), ...optional("cwd", cwd) },
  };
}

/** What others complete: its icon is theirs, and its menu has no use for what nobody ran here. */
function offeredRow(recommendation: Recommendation, context: RowContext): Row {
  const { skill, key, label, rank } = recommendation;
  const reason = topReason(recommendation, context);
  return {
    id: `recommended:${key}`,
    label,
    description: reason,
    tooltip: explanation(recommendation, context),
    icon: othersIcon,
    context: offeredContext(skill),
    spoken: `${context.words.count(rank)}. ${label}. ${reason}`,
    target: { skill, rank, fromOthers: true },
  };
}
