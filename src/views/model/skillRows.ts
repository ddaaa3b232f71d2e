import type { SkillSummary } from "../../analysis/model";
import type { Snapshot } from "../../snapshot/snapshot";
import { optional } from "../../tracker/completion";
import { againContext } from "./again";
import { kindIcon } from "./kindIcon";
import { escapeMarkdown } from "./markdown";
import type { Row } from "./row";
import type { RowContext } from "./rowContext";

/** A trend smaller than this, in completion rate, shows no arrow. */
const steady = 0.1;
/** More categories than this begin collapsed. */
const mostExpanded = 6;

/** The Skills tree: every skill that is not hidden, by category; both in alphabetical order. */
export function skillRows({ skills }: Snapshot, context: RowContext): readonly Row[] {
  const byCategory = new Map<string, SkillSummary[]>();
  for (const skill of skills) {
    if (skill.hidden) continue;
    const group = byCategory.get(skill.category);
    if (group === undefined) byCategory.set(skill.category, [skill]);
    else group.push(skill);
  }
  return [...byCategory]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([category, members]): Row => {
      const sorted = [...members].sort(byLabel);
      const description = context.words.skills(sorted.length);
      return {
        id: `category:${category}`,
        label: category,
        description,
        context: "category",
        spoken: `${category}, ${description}`,
        children: sorted.map((skill) => skillRow(skill, context)),
        isExpanded: byCategory.size <= mostExpanded,
      };
    });
}

/** Skills of one label keep their order, whatever order they came in. */
function byLabel(left: SkillSummary, right: SkillSummary): number {
  return left.label.localeCompare(right.label) || left.key.localeCompare(right.key);
}

function skillRow(skill: SkillSummary, context: RowContext): Row {
  const { words, when, nowMs } = context;
  const { kind, name, label, command, cwd, completionRate, medianDurationMs } = skill;
  const last = words.t("Last run {ago}", { ago: when.ago(skill.lastStartedAtMs, nowMs) });
  const trend = trendLook(skill, context);
  const figures = [
    words.runs(skill.total),
    completionRate === undefined ? undefined : words.percent(completionRate),
    medianDurationMs === undefined ? undefined : words.duration(medianDurationMs),
  ].filter((part) => part !== undefined);
  const pin = skill.pinned ? "pinned" : "unpinned";
  return {
    id: `skill:${skill.key}`,
    label,
    description: [...figures, ...(trend === undefined ? [] : [trend.arrow])].join(" · "),
    tooltip: tooltip(skill, last, trend?.sentence, context),
    icon: skill.pinned ? "pinned" : kindIcon(kind),
    context: `skill ${pin} ${againContext(skill, command)}`,
    spoken: [label, ...figures, ...(trend === undefined ? [] : [trend.sentence]), last].join(", "),
    target: { skill: { kind, name }, ...optional("command", command), ...optional("cwd", cwd) },
  };
}

function trendLook(
  { trend }: SkillSummary,
  { words }: RowContext,
): { readonly arrow: string; readonly sentence: string } | undefined {
  if (trend === undefined || Math.abs(trend) < steady) return undefined;
  const values = { points: words.count(Math.round(Math.abs(trend) * 100)) };
  return trend > 0
    ? {
        arrow: "↑",
        sentence: words.t("Completion rate of the latest 10 runs up {points} points", values),
      }
    : {
        arrow: "↓",
        sentence: words.t("Completion rate of the latest 10 runs down {points} points", values),
      };
}

function tooltip(
  skill: SkillSummary,
  last: string,
  trend: string | undefined,
  { words }: RowContext,
): string {
  const { t } = words;
  const { counts, phase, medianDurationMs } = skill;
  const facts = [
    t("{completed} completed, {failed} failed, {abandoned} abandoned", {
      completed: words.count(counts.completed),
      failed: words.count(counts.failed),
      abandoned: words.count(counts.abandoned),
    }),
    counts.unknown === 0
      ? undefined
      : t("{n} ended, result unknown", { n: words.count(counts.unknown) }),
    counts.running === 0 ? undefined : t("{n} running", { n: words.count(counts.running) }),
    medianDurationMs === undefined
      ? undefined
      : t("Half of the completed runs take {duration} or less", {
          duration: words.duration(medianDurationMs),
        }),
    last,
    phase === undefined ? undefined : t("Phase: {phase}", { phase }),
    trend,
  ].filter((fact) => fact !== undefined);
  return [
    `**${escapeMarkdown(skill.label)}**`,
    facts.map((fact) => `- ${escapeMarkdown(fact)}`).join("\n"),
  ].join("\n\n");
}
