import type { SkillSummary } from "../../analysis/model";
import type { Snapshot } from "../../snapshot/snapshot";
import { optional } from "../../tracker/completion";
import { againContext } from "./again";
import { kindIcon } from "./kindIcon";
import { escapeMarkdown } from "./markdown";
import type { Row } from "./row";
import type { RowContext } from "./sessionRows";

/** A trend smaller than this, in completion rate, shows no arrow. */
const steady = 0.1;

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
      const sorted = [...members].sort((left, right) => left.label.localeCompare(right.label));
      const description = context.words.skills(sorted.length);
      return {
        id: `category:${category}`,
        label: category,
        description,
        context: "category",
        spoken: `${category}, ${description}`,
        children: sorted.map((skill) => skillRow(skill, context)),
        isExpanded: byCategory.size <= 6,
      };
    });
}

function skillRow(skill: SkillSummary, context: RowContext): Row {
  const { words, when, nowMs } = context;
  const { kind, name, label, command, cwd, completionRate, medianDurationMs, trend, total } = skill;
  const arrow = trend === undefined || Math.abs(trend) < steady ? undefined : trend > 0 ? "↑" : "↓";
  const last = when.ago(skill.lastStartedAtMs, nowMs);
  const description = [
    completionRate === undefined
      ? words.runs(total)
      : words.t("{rate} of {runs}", {
          rate: words.percent(completionRate),
          runs: words.runs(total),
        }),
    medianDurationMs === undefined ? undefined : words.duration(medianDurationMs),
    arrow,
  ]
    .filter((part) => part !== undefined)
    .join(" · ");
  const pin = skill.pinned ? "pinned" : "unpinned";
  return {
    id: `skill:${skill.key}`,
    label,
    description,
    tooltip: tooltip(skill, last, context),
    icon: skill.pinned ? "pinned" : kindIcon(kind),
    context: `skill ${pin} ${againContext(skill, command)}`,
    spoken: `${label}, ${description}, ${last}`,
    target: { skill: { kind, name }, ...optional("command", command), ...optional("cwd", cwd) },
  };
}

function tooltip(skill: SkillSummary, last: string, { words }: RowContext): string {
  const { t } = words;
  const { counts, phase, medianDurationMs, trend } = skill;
  const facts = [
    t("{completed} completed, {failed} failed, {abandoned} abandoned", {
      completed: words.count(counts.completed),
      failed: words.count(counts.failed),
      abandoned: words.count(counts.abandoned),
    }),
    counts.unknown === 0
      ? undefined
      : t("{n} ended with no known result", { n: words.count(counts.unknown) }),
    counts.running === 0 ? undefined : t("{n} running", { n: words.count(counts.running) }),
    medianDurationMs === undefined
      ? undefined
      : t("Half of the completed runs take {duration} or less", {
          duration: words.duration(medianDurationMs),
        }),
    t("Last run {ago}", { ago: last }),
    phase === undefined ? undefined : t("Phase: {phase}", { phase }),
    trend === undefined || Math.abs(trend) < steady
      ? undefined
      : t(
          trend > 0
            ? "The latest 10 runs complete {points} points more often than before"
            : "The latest 10 runs complete {points} points less often than before",
          { points: words.count(Math.round(Math.abs(trend) * 100)) },
        ),
  ].filter((fact) => fact !== undefined);
  return [
    `**${escapeMarkdown(skill.label)}**`,
    facts.map((fact) => `- ${escapeMarkdown(fact)}`).join("\n"),
  ].join("\n\n");
}
