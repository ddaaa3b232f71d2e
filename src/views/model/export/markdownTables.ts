import type {
  Bottleneck,
  Effectiveness,
  HeatmapCell,
  Rate,
  ReportData,
  SkillSummary,
  Transition,
} from "../../../analysis/model";
import type { OutcomeCounts, SkillKey } from "../../../tracker/model";
import { phaseName, severityName, skillLabel } from "../report/names";
import type { Words } from "../report/words";
import { clock, isoDay } from "./localDay";
import { markdownTable, type Column } from "./markdownTable";

/** No list is longer than this; the JSON export has all of it. */
const longest = 50;

/** The columns every table with rates has. @param interval how sure the rate is. */
function rateColumns<Row extends Rate>(
  words: Words,
  interval: readonly Column<Row>[] = [intervalColumn(words, (row) => row.interval)],
): readonly Column<Row>[] {
  const { t, count, percent } = words;
  return [
    { title: t("Runs"), of: ({ total }) => count(total), isFigure: true },
    { title: t("Finished"), of: ({ finished }) => count(finished), isFigure: true },
    { title: t("Completed"), of: ({ rate }) => percent(rate), isFigure: true },
    ...interval,
    { title: t("Failed"), of: ({ counts }) => count(counts.failed), isFigure: true },
    { title: t("Abandoned"), of: ({ counts }) => count(counts.abandoned), isFigure: true },
  ];
}

/** @param of both bounds, 0–1; undefined where nothing finished. */
export function intervalColumn<Row>(
  { t, percent }: Words,
  of: (row: Row) => Rate["interval"],
): Column<Row> {
  return {
    title: t("95% interval"),
    of: (row) => of(row)?.map(percent).join(" – ") ?? "",
    isFigure: true,
  };
}

/** What the runs so far say of the next one. */
export function smoothedColumns<Row extends Effectiveness>(words: Words): readonly Column<Row>[] {
  const { t, percent } = words;
  return [
    { title: t("Smoothed rate"), of: ({ smoothed }) => percent(smoothed?.rate), isFigure: true },
    intervalColumn(words, ({ smoothed }) => smoothed?.interval),
  ];
}

export function overviewTable({ overview }: ReportData, words: Words): string {
  const { t, count, duration } = words;
  return markdownTable(
    [overview],
    [
      ...rateColumns<typeof overview>(words),
      { title: t("By agents"), of: ({ byAgents }) => count(byAgents), isFigure: true },
      {
        title: t("Median duration"),
        of: ({ durations }) => duration(durations.medianMs),
        isFigure: true,
      },
      {
        title: t("Time in runs"),
        of: ({ durations }) => duration(durations.totalMs),
        isFigure: true,
      },
    ],
  );
}

export function phaseTable({ phases }: ReportData, words: Words): string {
  const { t, duration } = words;
  return markdownTable(phases, [
    { title: t("Phase"), of: ({ phase }) => phaseName(phase, words) },
    ...rateColumns<(typeof phases)[number]>(words, smoothedColumns(words)),
    {
      title: t("Median duration"),
      of: ({ durations }) => duration(durations.medianMs),
      isFigure: true,
    },
    {
      title: t("90th percentile"),
      of: ({ durations }) => duration(durations.p90Ms),
      isFigure: true,
    },
  ]);
}

export function bottleneckColumns(
  skills: readonly SkillSummary[],
  words: Words,
): readonly Column<Bottleneck>[] {
  const { t, count, percent, duration } = words;
  return [
    { title: t("Phase"), of: ({ phase }) => phase },
    { title: t("Severity"), of: ({ severity }) => severityName(severity, words) },
    {
      title: t("Abandoned"),
      of: ({ abandonmentRate }) => percent(abandonmentRate),
      isFigure: true,
    },
    { title: t("Finished"), of: ({ finished }) => count(finished), isFigure: true },
    { title: t("Time lost"), of: ({ lostMs }) => duration(lostMs), isFigure: true },
    { title: t("Lost most"), of: ({ worstSkill }) => skillLabel(worstSkill, skills) },
  ];
}

export function bottleneckTable({ bottlenecks, skills }: ReportData, words: Words): string {
  return markdownTable(bottlenecks, bottleneckColumns(skills, words));
}

export function transitionColumns(
  label: (name: string) => string,
  words: Words,
): readonly Column<Transition>[] {
  const { t, count, percent, duration } = words;
  return [
    { title: t("From"), of: ({ from }) => label(from) },
    { title: t("To"), of: ({ to }) => label(to) },
    { title: t("Times"), of: (step) => count(step.count), isFigure: true },
    { title: t("Share of steps"), of: ({ share }) => percent(share), isFigure: true },
    { title: t("Median pause"), of: ({ medianGapMs }) => duration(medianGapMs), isFigure: true },
  ];
}

export function transitionTable(
  transitions: readonly Transition[],
  label: (name: string) => string,
  words: Words,
): string {
  if (transitions.length === 0) return "";
  return markdownTable(transitions.slice(0, longest), transitionColumns(label, words));
}

export function heatTable({ heatmap }: ReportData, words: Words): string {
  const cells = new Map(heatmap.cells.map((cell) => [`${cell.phase}\n${cell.key}`, cell]));
  const text = (cell: HeatmapCell | undefined): string =>
    cell === undefined
      ? ""
      : words.t("{rate} of {n}", {
          rate: words.percent(cell.rate),
          n: words.count(cell.finished),
        });
  if (heatmap.phases.length === 0) return "";
  return markdownTable(heatmap.skills, [
    { title: words.t("Skill"), of: ({ label }) => label },
    ...heatmap.phases.map((phase) => ({
      title: phase,
      of: ({ key }: { readonly key: SkillKey }) => text(cells.get(`${phase}\n${key}`)),
      isFigure: true,
    })),
  ]);
}

export function timeTable({ timeline }: ReportData, words: Words): string {
  const { t, duration } = words;
  const busy = timeline.buckets.filter(({ total }) => total > 0);
  if (busy.length === 0) return "";
  return markdownTable(busy, [
    {
      title: t("Start"),
      of: ({ startMs }) => isoDay(startMs) + (timeline.unit === "hour" ? ` ${clock(startMs)}` : ""),
    },
    ...rateColumns<(typeof busy)[number]>(words),
    {
      title: t("Median duration"),
      of: ({ medianDurationMs }) => duration(medianDurationMs),
      isFigure: true,
    },
  ]);
}

export function skillTable(skills: readonly SkillSummary[], words: Words): string {
  const { t, count, percent, duration } = words;
  const finished = (counts: OutcomeCounts): number =>
    counts.completed + counts.failed + counts.abandoned;
  return markdownTable(skills.slice(0, longest), [
    { title: t("Skill"), of: ({ label }) => label },
    { title: t("Category"), of: ({ category }) => category },
    { title: t("Runs"), of: ({ total }) => count(total), isFigure: true },
    { title: t("Finished"), of: ({ counts }) => count(finished(counts)), isFigure: true },
    { title: t("Completed"), of: ({ completionRate }) => percent(completionRate), isFigure: true },
    {
      title: t("Median duration"),
      of: ({ medianDurationMs }) => duration(medianDurationMs),
      isFigure: true,
    },
    { title: t("Last used"), of: ({ lastStartedAtMs }) => isoDay(lastStartedAtMs) },
  ]);
}
