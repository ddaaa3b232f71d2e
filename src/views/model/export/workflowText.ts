import { minimumFinished } from "../../../analysis/bottlenecks";
import type { Effectiveness, PhaseEffectiveness, ReportData } from "../../../analysis/model";
import type { SkillKey } from "../../../tracker/model";
import { bottlenecksFinding, phasesFinding, transitionsFinding } from "../report/findings";
import { phaseName, skillLabel } from "../report/names";
import type { Words } from "../report/words";
import { list, tableOf, text, type Block, type TextDocument } from "./document";
import { filterSentence } from "./filterSentence";
import { isoDay } from "./localDay";
import type { Column } from "./markdownTable";
import { bottleneckColumns, smoothedColumns, transitionColumns } from "./markdownTables";

/** So many skills of a phase, bottlenecks and transitions are listed. */
const mostSkills = 5;
const mostBottlenecks = 5;
const mostTransitions = 8;
/** A skill that completes less than this share of its runs is not recommended. */
const goodRate = 0.7;

/** What these reports are made of; its filter applies to every section. */
export type WorkflowFigures = Pick<
  ReportData,
  | "generatedAtMs"
  | "filter"
  | "overview"
  | "phases"
  | "bottlenecks"
  | "phaseTransitions"
  | "heatmap"
  | "skills"
>;

/** What a phase is good for: effectiveness, bottlenecks, transitions and recommendations. */
export function workflowText(report: WorkflowFigures, words: Words): TextDocument {
  const { t } = words;
  const { phases, bottlenecks, phaseTransitions: steps, skills } = report;
  const label = (skill: SkillKey): string => skillLabel(skill, skills);
  return {
    title: t("Workflow report"),
    lead: leadOf(report, words),
    sections:
      report.overview.total === 0
        ? []
        : [
            { title: t("Effectiveness by phase"), blocks: effectiveness(phases, words) },
            {
              title: t("Bottlenecks"),
              blocks: [
                text(bottlenecksFinding(bottlenecks, words)),
                tableOf(bottlenecks.slice(0, mostBottlenecks), bottleneckColumns(skills, words)),
              ],
            },
            {
              title: t("Transitions"),
              blocks: [
                text(transitionsFinding(steps, words)),
                tableOf(steps.slice(0, mostTransitions), [
                  ...transitionColumns((phase) => phase, words),
                  {
                    title: t("Most often"),
                    of: ({ commonSkill }) => (commonSkill === undefined ? "" : label(commonSkill)),
                  },
                ]),
              ],
            },
            { title: t("Recommendations"), blocks: [recommendations(phases, words)] },
          ],
  };
}

/** When it was made, what it is about, and how much that is. */
export function leadOf(
  { generatedAtMs, filter, overview }: WorkflowFigures,
  words: Words,
): readonly Block[] {
  const { t } = words;
  return [
    text(t("Made on {day}", { day: isoDay(generatedAtMs) })),
    text(filterSentence(filter, words, isoDay)),
    text(
      overview.total === 0 ? t("Nothing ran.") : t("{runs}.", { runs: words.runs(overview.total) }),
    ),
  ];
}

function effectiveness(phases: readonly PhaseEffectiveness[], words: Words): readonly Block[] {
  const { t } = words;
  const named = phases.filter(({ phase }) => phase !== undefined);
  if (named.length === 0) return [text(t("No run belonged to a phase."))];
  return [
    text(phasesFinding(phases, words)),
    ...named.flatMap((phase) => [
      text(
        t("{phase}: {rate} of {count} finished runs completed", {
          phase: phaseName(phase.phase, words),
          rate: words.percent(phase.rate),
          count: words.count(phase.finished),
        }),
      ),
      tableOf([...phase.skills].sort(surestFirst).slice(0, mostSkills), skillColumns(words)),
    ]),
  ];
}

function skillColumns(words: Words): readonly Column<Effectiveness & { readonly label: string }>[] {
  const { t, count, percent } = words;
  return [
    { title: t("Skill"), of: ({ label }) => label },
    { title: t("Runs"), of: ({ total }) => count(total), isFigure: true },
    { title: t("Finished"), of: ({ finished }) => count(finished), isFigure: true },
    { title: t("Completed"), of: ({ rate }) => percent(rate), isFigure: true },
    ...smoothedColumns<Effectiveness>(words),
  ];
}

/** By the lower bound of the interval, so that one run of one does not stand before 99 of 100. */
function surestFirst({ smoothed: one }: Effectiveness, { smoothed: other }: Effectiveness): number {
  return (other?.interval[0] ?? -1) - (one?.interval[0] ?? -1);
}

function recommendations(phases: readonly PhaseEffectiveness[], words: Words): Block {
  const { t, percent, count } = words;
  const best = phases.flatMap(({ phase, skills }): readonly string[] => {
    const [skill] = skills
      .filter(({ finished, rate = 0 }) => finished >= minimumFinished && rate >= goodRate)
      .sort(surestFirst);
    if (phase === undefined || skill === undefined) return [];
    const { label, rate, finished } = skill;
    const values = { phase, skill: label, rate: percent(rate), count: count(finished) };
    return [t("{phase}: {skill} completes {rate} of {count} finished runs", values)];
  });
  if (best.length > 0) return list(best);
  return text(
    t("No skill completes {rate} of at least {count} runs in a phase yet.", {
      rate: percent(goodRate),
      count: count(minimumFinished),
    }),
  );
}
