import type { WorkflowReport } from "../../../recommend/workflowReport";
import type { SkillKey } from "../../../tracker/model";
import { durationsSentence } from "../report/durationForecastWords";
import {
  bottlenecksFinding,
  overviewFinding,
  phasesFinding,
  skillsFinding,
  stepsFinding,
  timelineFinding,
  transitionsFinding,
} from "../report/findings";
import type { GitPart } from "../report/gitPart";
import type { QualityPart } from "../report/qualityPart";
import { basisSentence, prospectsFinding } from "../report/prospectWords";
import { experimentFinding, experimentNote } from "../report/experimentWords";
import { skillLabel } from "../report/names";
import type { Words } from "../report/words";
import { markdownOf } from "./documentMarkdown";
import { experimentTables } from "./experimentTables";
import { filterSentence } from "./filterSentence";
import { gitSection } from "./gitSection";
import { isoDay } from "./localDay";
import {
  bottleneckTable,
  heatTable,
  overviewTable,
  phaseTable,
  skillTable,
  timeTable,
  transitionTable,
} from "./markdownTables";
import { patternSections } from "./patternTables";
import { plainText } from "./plainText";
import { prospectTables } from "./prospectTables";
import { qualitySection } from "./qualitySection";

/**
 * A report to read and to paste: each section says its finding, then shows its table. No rate
 * stands without the number of runs it rests on; days are those of the local calendar.
 */
export function toMarkdown(
  report: WorkflowReport,
  words: Words,
  git?: GitPart,
  quality?: QualityPart,
): string {
  const { t } = words;
  const parts = [
    `# ${plainText(t("Workflow report"))}`,
    plainText(t("Made on {day}", { day: isoDay(report.generatedAtMs) })),
    plainText(filterSentence(report.filter, words, isoDay)),
    plainText(overviewFinding(report.overview, words)),
    overviewTable(report, words),
    ...(report.overview.total === 0 ? [] : sections(report, words, git, quality)),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function sections(
  report: WorkflowReport,
  words: Words,
  git: GitPart | undefined,
  quality: QualityPart | undefined,
): readonly string[] {
  const { t } = words;
  const label = (key: string): string => skillLabel(key as SkillKey, report.skills);
  const section = (title: string, finding: string, table: string): string[] => [
    `## ${plainText(title)}`,
    plainText(finding),
    table,
  ];
  const visible = report.skills.filter(({ hidden }) => !hidden);
  return [
    ...section(t("Phases"), phasesFinding(report.phases, words), phaseTable(report, words)),
    ...section(
      t("Bottlenecks"),
      bottlenecksFinding(report.bottlenecks, words),
      report.bottlenecks.length === 0 ? "" : bottleneckTable(report, words),
    ),
    ...section(
      t("From phase to phase"),
      transitionsFinding(report.phaseTransitions, words),
      transitionTable(report.phaseTransitions, (phase) => phase, words),
    ),
    ...section(
      t("From skill to skill"),
      stepsFinding(report.skillTransitions, label, words),
      transitionTable(report.skillTransitions, label, words),
    ),
    ...section(
      t("Skills by phase"),
      t("Completion, and the runs it rests on"),
      heatTable(report, words),
    ),
    ...section(t("Over time"), timelineFinding(report.timeline, words), timeTable(report, words)),
    ...section(t("Skills"), skillsFinding(visible, words), skillTable(visible, words)),
    ...[
      ...patternSections(report, words),
      ...(git === undefined ? [] : [gitSection(git, words)]),
      ...(quality === undefined ? [] : [qualitySection(quality, words)]),
    ].flatMap(({ title, blocks }) => [`## ${plainText(title)}`, ...markdownOf(blocks)]),
    ...section(
      t("Will it succeed?"),
      prospectsFinding(report.prospects, words),
      plainText(
        `${basisSentence(report.prospects, words)} ${durationsSentence(report.prospects, words)}`,
      ),
    ),
    ...prospectTables(report.prospects, words),
    ...section(
      t("Ranking experiment"),
      experimentFinding(report.experiment, words),
      plainText(experimentNote(report.experiment, words)),
    ),
    ...(report.experiment === undefined ? [] : experimentTables(report.experiment, words)),
  ];
}
