import { assertNever } from "../../base/assert";
import type { Reason, Recommendation } from "../../recommend/model";
import { escapeMarkdown } from "./markdown";
import type { RowContext } from "./sessionRows";

/** @returns one reason as a sentence a person can check. */
export function reasonSentence(
  reason: Reason,
  recommendation: Recommendation,
  { words, when, nowMs }: RowContext,
): string {
  const { t } = words;
  const about = reason.about ?? "";
  const values = {
    about,
    count: words.count(reason.count ?? 0),
    total: words.count(reason.total ?? 0),
  };
  switch (reason.factor) {
    case "followsLast":
      return t("Followed {about} {count} of {total} times", values);
    case "frequency":
      return t("Run {count} times here", { count: words.count(recommendation.invocations) });
    case "recency":
      return t("Last run {ago}", { ago: when.ago(recommendation.lastStartedAtMs, nowMs) });
    case "completion":
      return t("Completed {count} of {total} times", values);
    case "phase":
      return reason.count === reason.total
        ? t("Belongs to {about}", values)
        : t("{count} of its {total} runs belong to {about}", values);
    case "afterFailure":
      return t("After a failure of {about}, run next {count} of {total} times", values);
    case "matchesQuery":
      return about === "" ? t("Matches your words") : t("Matches “{about}”", values);
    case "pinned":
      return t("You pinned it");
    case "rejected":
      return t("You said it was not useful here");
    default:
      return assertNever(reason.factor);
  }
}

/** @returns the reason that counts most, in a few words. */
export function topReason(recommendation: Recommendation, context: RowContext): string {
  const top = recommendation.reasons.find(({ share }) => share > 0);
  return top === undefined ? "" : reasonSentence(top, recommendation, context);
}

/** @returns every reason with its share of the score, as a Markdown table. */
export function explanation(recommendation: Recommendation, context: RowContext): string {
  const { t } = context.words;
  const rows = recommendation.reasons
    .filter(({ share }) => share !== 0)
    .map((reason) => {
      const sentence = escapeMarkdown(reasonSentence(reason, recommendation, context));
      return `| ${points(reason.share)} | ${sentence} |`;
    });
  return [
    `**${escapeMarkdown(recommendation.label)}** — ${escapeMarkdown(
      t("{points} of 100 points", { points: String(Math.round(recommendation.score * 100)) }),
    )}`,
    [`| ${t("Points")} | ${t("Why")} |`, "|--:|:--|", ...rows].join("\n"),
  ].join("\n\n");
}

function points(share: number): string {
  const value = Math.round(share * 100);
  return value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "<1";
}
