import type { WorkflowReport } from "../../../recommend/workflowReport";
import type { SkillKey } from "../../../tracker/model";
import { filterSentence } from "../export/filterSentence";
import { isoDay } from "../export/localDay";
import { bottleneckTable, overviewTable, skillTable } from "../export/markdownTables";
import { plainText } from "../export/plainText";
import {
  bottlenecksFinding,
  overviewFinding,
  phasesFinding,
  skillsFinding,
  stepsFinding,
  timelineFinding,
  transitionsFinding,
} from "../report/findings";
import { skillLabel } from "../report/names";
import type { Words } from "../report/words";

/** So many skills are listed. */
const listed = 5;

/** A report in short, as Markdown: what each section finds, and the figures that matter most. */
export function reportSummary(report: WorkflowReport, words: Words): string {
  const { t } = words;
  const { overview, bottlenecks } = report;
  const visible = report.skills.filter(({ hidden }) => !hidden);
  const head = [
    `**${plainText(overviewFinding(overview, words))}**`,
    plainText(filterSentence(report.filter, words, isoDay)),
  ];
  if (overview.total === 0) return head.join("\n\n");
  const label = (key: string): string => skillLabel(key as SkillKey, report.skills);
  const findings: readonly [string, string][] = [
    [t("Phases"), phasesFinding(report.phases, words)],
    [t("Bottlenecks"), bottlenecksFinding(bottlenecks, words)],
    [t("From phase to phase"), transitionsFinding(report.phaseTransitions, words)],
    [t("From skill to skill"), stepsFinding(report.skillTransitions, label, words)],
    [t("Over time"), timelineFinding(report.timeline, words)],
    [t("Skills"), skillsFinding(visible, words)],
  ];
  return [
    ...head,
    overviewTable(report, words),
    findings.map(([title, found]) => `- ${plainText(title)}: ${plainText(found)}`).join("\n"),
    ...(bottlenecks.length === 0 ? [] : [bottleneckTable(report, words)]),
    skillTable(visible.slice(0, listed), words),
  ].join("\n\n");
}
