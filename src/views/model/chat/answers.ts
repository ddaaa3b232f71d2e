import type { SkillSummary } from "../../../analysis/model";
import type { Recommendation } from "../../../recommend/model";
import { parseSkillKey, skillKey } from "../../../tracker/model";
import { againOf } from "../again";
import { escapeMarkdown } from "../markdown";
import { recommendedPick } from "../picks";
import { explanation } from "../reasonWords";
import type { RowTarget } from "../row";
import type { RowContext } from "../rowContext";
import { reasonsOf } from "./results";

/** A button that runs a skill, or inserts its command line. */
export interface SuggestionButton {
  readonly title: string;
  readonly target: RowTarget;
}

/** More buttons than this hide what they are for. */
const mostButtons = 3;

/** @returns recommendations with their reasons, as Markdown. */
export function recommendedAnswer(
  found: readonly Recommendation[],
  query: string | undefined,
  context: RowContext,
): string {
  const { t } = context.words;
  if (found.length === 0) {
    const nothing =
      query === undefined ? t("Nothing to recommend yet") : t("Nothing here has solved that yet");
    return escapeMarkdown(nothing);
  }
  const title = query === undefined ? t("What to run next") : t("What worked here");
  const lines = found.map((one) => {
    const reasons = reasonsOf(one, context).map(escapeMarkdown).join(" · ");
    return `1. **${escapeMarkdown(one.label)}** — ${reasons}`;
  });
  return [`${escapeMarkdown(title)}:`, lines.join("\n")].join("\n\n");
}

/** @returns buttons for the best that can be run or inserted, at most three. */
export function suggestionButtons(
  found: readonly Recommendation[],
  context: RowContext,
): readonly SuggestionButton[] {
  const { t } = context.words;
  return found
    .flatMap((one) => {
      const { action, canInsert } = recommendedPick(one, context);
      if (action?.type !== "run") return [];
      const { target } = action;
      const values = { label: one.label };
      if (target.fromOthers === true)
        return canInsert === true ? [{ title: t("Insert “{label}”", values), target }] : [];
      if (againOf(one.skill, one.command) === undefined) return [];
      return [{ title: t("Run “{label}”", values), target }];
    })
    .slice(0, mostButtons);
}

/** @returns the shares of every factor, or what is known of a skill that is not recommended now. */
export function explainedAnswer(
  skill: SkillSummary | undefined,
  found: Recommendation | undefined,
  context: RowContext,
): string {
  const { t, runs, percent } = context.words;
  if (found !== undefined) return explanation(found, context);
  if (skill === undefined) return escapeMarkdown(t("Nothing to recommend yet"));
  const known = t(
    "“{skill}” is not recommended now. {runs}, {percent} of the finished ones completed.",
    {
      skill: skill.label,
      runs: runs(skill.total),
      percent: percent(skill.completionRate),
    },
  );
  return escapeMarkdown(known);
}

/** @returns what to say when no skill is meant by these words. */
export function unknownSkillAnswer(
  wanted: string,
  skills: readonly SkillSummary[],
  { words: { t } }: RowContext,
): string {
  const some = [...skills]
    .filter(({ hidden }) => !hidden)
    .sort((one, other) => other.total - one.total)
    .slice(0, 3)
    .map(({ label }) => label);
  const unknown = t("No skill is called “{name}” here.", { name: wanted });
  const hint = some.length === 0 ? "" : t("Most used: {names}.", { names: some.join(", ") });
  return escapeMarkdown(`${unknown} ${hint}`.trim());
}

/**
 * The skill that a person's words mean: its key, its name or label whatever the case, else the most
 * used one whose name holds the words or is in them.
 */
export function namedSkill(
  wanted: string,
  skills: readonly SkillSummary[],
): SkillSummary | undefined {
  const words = wanted.trim().replace(/^["“`']+|["”`'?.]+$/gu, "");
  const lower = words.toLowerCase();
  if (lower === "") return undefined;
  const keyed = parseSkillKey(words);
  const byUse = [...skills].sort((one, other) => other.total - one.total);
  const names = ({ name, label }: SkillSummary): readonly string[] =>
    [name, label].map((text) => text.toLowerCase());
  return (
    (keyed && skills.find(({ key }) => key === skillKey(keyed))) ??
    byUse.find((one) => names(one).includes(lower)) ??
    byUse.find((one) => names(one).some((name) => name.includes(lower))) ??
    byUse.find((one) => names(one).some((name) => name.length > 2 && lower.includes(name)))
  );
}

/** @returns how many days a request names, 1–3650; undefined where it names none. */
export function daysIn(words: string): number | undefined {
  const days = Number(/\d{1,5}/.exec(words)?.[0] ?? 0);
  return days === 0 ? undefined : Math.min(3650, days);
}
