import {
  byCount,
  summarizeUsage,
  type SkillUsage,
  type TextCount,
  type UsageSummary,
} from "../../../analysis/usage";
import type { HistoryFilter } from "../../../tracker/history";
import type { OutcomeCounts } from "../../../tracker/model";
import type { Words } from "../report/words";
import { list, tableOf, text, type Block, type TextDocument } from "./document";
import { filterSentence } from "./filterSentence";
import { isoDay } from "./localDay";

/** So many skills have a row, and so many follow-ups a line. */
const mostShown = 5;
/** So many skills have their workflow paths listed. */
const mostWithPaths = 3;

/** What a text report is about. */
export interface Skills {
  readonly generatedAtMs: number;
  readonly filter: HistoryFilter;
  /** Those of the runs that pass the filter, most used first. */
  readonly skills: readonly SkillUsage[];
}

/** The skills used most, the workflow paths they went and what was done about their results. */
export function skillsReport(
  { generatedAtMs, filter, skills }: Skills,
  words: Words,
): TextDocument {
  const { t } = words;
  const summary = summarizeUsage(skills);
  return {
    title: t("Skills report"),
    lead: [
      text(t("Made on {day}", { day: isoDay(generatedAtMs) })),
      text(filterSentence(filter, words, isoDay)),
      text(totals(summary, words)),
    ],
    sections:
      skills.length === 0
        ? []
        : [
            { title: t("Most used skills"), blocks: [skillTable(skills, words)] },
            { title: t("Workflow paths"), blocks: [paths(skills, words)] },
            { title: t("Common follow-ups"), blocks: [followUps(skills, words)] },
          ],
  };
}

const finishedOf = ({ completed, failed, abandoned }: OutcomeCounts): number =>
  completed + failed + abandoned;

function totals({ counts, total, skills, ...more }: UsageSummary, words: Words): string {
  const { t, percent, count, duration } = words;
  if (total === 0) return t("Nothing ran.");
  const finished = finishedOf(counts);
  return [
    t("{runs} of {skills}.", { runs: words.runs(total), skills: words.skills(skills) }),
    finished === 0
      ? t("None of them finished.")
      : t("{rate} of {count} finished runs completed.", {
          rate: percent(more.completionRate),
          count: count(finished),
        }),
    counts.running + counts.unknown === 0
      ? ""
      : t("Not judged: {running} running, {unknown} without a known end.", {
          running: count(counts.running),
          unknown: count(counts.unknown),
        }),
    more.measured === 0
      ? t("No completed run was timed.")
      : t("Mean duration of {count} completed runs: {duration}.", {
          count: count(more.measured),
          duration: duration(more.meanDurationMs),
        }),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function skillTable(skills: readonly SkillUsage[], words: Words): Block {
  const { t, count, percent, duration } = words;
  return tableOf(skills.slice(0, mostShown), [
    { title: t("Skill"), of: ({ label }) => label },
    { title: t("Runs"), of: ({ total }) => count(total), isFigure: true },
    { title: t("Finished"), of: ({ counts }) => count(finishedOf(counts)), isFigure: true },
    { title: t("Completed"), of: ({ completionRate }) => percent(completionRate), isFigure: true },
    {
      title: t("Mean duration"),
      of: ({ meanDurationMs }) => duration(meanDurationMs),
      isFigure: true,
    },
  ]);
}

function paths(skills: readonly SkillUsage[], words: Words): Block {
  const named = skills.slice(0, mostWithPaths).filter((one) => one.workflowPaths.length > 0);
  if (named.length === 0)
    return text(words.t("None of the skills used most named a workflow path."));
  return list(
    named.map(({ label, workflowPaths }) => `${label}: ${counted(workflowPaths, words)}`),
  );
}

function followUps(skills: readonly SkillUsage[], words: Words): Block {
  const counts = new Map<string, number>();
  for (const { text: action, count } of skills.flatMap((skill) => skill.followUps))
    counts.set(action, (counts.get(action) ?? 0) + count);
  const most = byCount(counts).slice(0, mostShown);
  if (most.length === 0) return text(words.t("No run named a follow-up."));
  return list(most.map((one) => counted([one], words)));
}

function counted(counts: readonly TextCount[], { t, count }: Words): string {
  return counts
    .map((one) => t("{name} ({count}×)", { name: one.text, count: count(one.count) }))
    .join(", ");
}
