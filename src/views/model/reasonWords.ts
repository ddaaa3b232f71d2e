import { assertNever } from "../../base/assert";
import type { Reason, Recommendation } from "../../recommend/model";
import { parseSkillKey } from "../../tracker/model";
import { escapeMarkdown } from "./markdown";
import type { RowContext } from "./rowContext";

/** @returns one reason as a sentence a person can check. Never speaks of 0 of 0. */
export function reasonSentence(
  reason: Reason,
  recommendation: Recommendation,
  { words, when, labelOf, nowMs }: RowContext,
): string {
  const { t } = words;
  const { factor, about = "", count = 0, total = 0 } = reason;
  const skill = parseSkillKey(about);
  const values = {
    about: skill === undefined ? about : labelOf(skill),
    count: words.count(count),
    total: words.count(total),
  };
  switch (factor) {
    case "comesNext": {
      const { probability = 0 } = reason;
      if (probability < 0.01) return t("Seldom comes next");
      return t("{percent} likely to come next", { percent: words.percent(probability) });
    }
    case "effectiveness":
      if (total === 0) return t("No finished run in {about} to judge by yet", values);
      if (total === 1 && count === 1)
        return t("Its only finished run in {about} completed", values);
      if (total === 1) return t("Its only finished run in {about} did not complete", values);
      return count === 0
        ? t("None of its {total} finished runs in {about} completed", values)
        : t("{count} of its {total} finished runs in {about} completed", values);
    case "followsLast":
      return total === 1
        ? t("Followed {about} once", values)
        : t("Followed {about} {count} of {total} times", values);
    case "frequency":
      return recommendation.invocations === 1
        ? t("Run once here")
        : t("Run {count} times here", { count: words.count(recommendation.invocations) });
    case "recency":
      return t("Last run {ago}", { ago: when.ago(recommendation.lastStartedAtMs, nowMs) });
    case "completion":
      if (total === 0) return t("No finished run to judge by yet");
      if (total === 1 && count === 1) return t("Its only finished run completed");
      if (total === 1) return t("Its only finished run did not complete");
      return count === 0
        ? t("None of its {total} finished runs completed", values)
        : t("{count} of its {total} finished runs completed", values);
    case "phase":
      return count === 0 || count === total
        ? t("Belongs to {about}", values)
        : t("{count} of its {total} runs belong to {about}", values);
    case "afterFailure":
      if (count === 0) return t("It has just failed");
      return total === 1
        ? t("Followed the only failure of {about}", values)
        : t("Followed {count} of {total} failures of {about}", values);
    case "forLanguage":
      return count === 1
        ? t("A tool for {about} files, run once here", values)
        : t("A tool for {about} files, run {count} times here", values);
    case "forFile":
      return t("It last ran on {about}", values);
    case "matchesQuery":
      if (reason.asked !== undefined) return t("Used for “{asked}”", { asked: reason.asked });
      return about === "" ? t("Close in meaning") : t("Matches “{about}”", values);
    case "pinned":
      return t("You pinned it");
    case "fromOthers":
      return t("Completes for {count} others in {percent} of their runs", {
        ...values,
        percent: words.percent(recommendation.fromOthers?.completionRate ?? 0),
      });
    case "rejected":
      return t("You said it was not useful here");
    default:
      return assertNever(factor);
  }
}

/** @returns the reason that counts most among those that speak for it, in a few words. */
export function topReason(recommendation: Recommendation, context: RowContext): string {
  if (recommendation.toTry === true) return trialSentence(recommendation, context);
  const reasons = recommendation.reasons.filter(speaksFor);
  // A count a person remembers says more than a probability, wherever there is one.
  const counted = reasons.find(({ factor }) => factor !== "comesNext");
  const top = counted ?? reasons[0] ?? { factor: "frequency", value: 0, share: 0 };
  return reasonSentence(top, recommendation, context);
}

function trialSentence(recommendation: Recommendation, { words, when, nowMs }: RowContext): string {
  const { invocations, lastStartedAtMs } = recommendation;
  const values = { count: words.count(invocations), ago: when.ago(lastStartedAtMs, nowMs) };
  return invocations === 1
    ? words.t("Offered to try: ran once, {ago}", values)
    : words.t("Offered to try: ran {count} times, last {ago}", values);
}

/** Completion adds to a score also where nothing completed yet; that recommends nothing. */
function speaksFor({ factor, share, count }: Reason): boolean {
  return share > 0 && !(factor === "completion" && count === 0);
}

/** @returns every reason with its share of the score, as a Markdown table. */
export function explanation(recommendation: Recommendation, context: RowContext): string {
  const { t } = context.words;
  const rows = recommendation.reasons
    .filter(({ share }) => share !== 0)
    .map((reason) => {
      const sentence = escapeMarkdown(reasonSentence(reason, recommendation, context));
      return `| ${escapeMarkdown(points(reason.share))} | ${sentence} |`;
    });
  const score = t("{points} of 100 points", {
    points: context.words.count(Math.round(recommendation.score * 100)),
  });
  return [
    `**${escapeMarkdown(recommendation.label)}** — ${escapeMarkdown(score)}`,
    ...(recommendation.toTry === true
      ? [escapeMarkdown(trialSentence(recommendation, context))]
      : []),
    [`| ${t("Points")} | ${t("Why")} |`, "|--:|:--|", ...rows].join("\n"),
    ...usual(recommendation, context).map(escapeMarkdown),
  ].join("\n\n");
}

/** How it usually goes for others, where enough of them tell. */
function usual({ fromOthers }: Recommendation, { words }: RowContext): readonly string[] {
  const { medianMs, phase } = fromOthers ?? {};
  const { t } = words;
  return [
    ...(medianMs === undefined
      ? []
      : [t("It usually takes them {duration}.", { duration: words.duration(medianMs) })]),
    ...(phase === undefined ? [] : [t("Most of them run it in {phase}.", { phase })]),
  ];
}

/** A share in hundredths of a score, with its sign. */
function points(share: number): string {
  const sign = share < 0 ? "−" : "+";
  const value = Math.round(Math.abs(share) * 100);
  return value === 0 ? `${sign}<1` : `${sign}${value}`;
}
