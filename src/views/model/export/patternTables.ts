import type { AnomalyEpisode } from "../../../analysis/anomalyEpisodes";
import type { WorkflowReport } from "../../../recommend/workflowReport";
import { skillKey } from "../../../tracker/model";
import {
  anomalySentence,
  changesFinding,
  changeValue,
  episodeDays,
  metricName,
} from "../report/changeWords";
import { durationBars, durationsFinding } from "../report/durationBars";
import { skillLabel } from "../report/names";
import { partName, rateText, rhythmFacts, rhythmFinding } from "../report/rhythmWords";
import { routineFacts, routinesFinding, routineSteps } from "../report/routineWords";
import { clusterSkills, togetherFinding } from "../report/togetherWords";
import type { Words } from "../report/words";
import { list, tableOf, text, type Section } from "./document";

/** What recurs, what changes and what stands out, in the order of the page. */
export function patternSections(report: WorkflowReport, words: Words): readonly Section[] {
  return [
    changeSection(report, words),
    rhythmSection(report, words),
    durationSection(report, words),
    togetherSection(report, words),
    routineSection(report, words),
  ];
}

function changeSection(report: WorkflowReport, words: Words): Section {
  const { t, count, chance } = words;
  const { changes } = report.changes;
  const label = ({ skill }: AnomalyEpisode): string => skillLabel(skillKey(skill), report.skills);
  const table = tableOf(changes, [
    { title: t("Skill"), of: (one) => one.label },
    { title: t("What"), of: (one) => metricName(one.metric, words) },
    {
      title: t("From"),
      of: (one) => changeValue(one, one.startValue, words),
      isFigure: true,
    },
    { title: t("To"), of: (one) => changeValue(one, one.endValue, words), isFigure: true },
    { title: t("Days"), of: (one) => count(one.days), isFigure: true },
    { title: t("Runs"), of: (one) => count(one.runs), isFigure: true },
    { title: t("p-value"), of: (one) => chance(one.pValue), isFigure: true },
  ]);
  const unusual = report.anomalies.map(
    (one) => `${anomalySentence(one, label(one), words)} (${episodeDays(one, words)})`,
  );
  return {
    title: t("What is changing"),
    blocks: [
      text(changesFinding(report.changes, report.anomalies, label, words)),
      table,
      list(unusual),
    ],
  };
}

function rhythmSection({ patterns }: WorkflowReport, words: Words): Section {
  const { t, count } = words;
  return {
    title: t("Sessions and hours"),
    blocks: [
      text(rhythmFinding(patterns, words)),
      tableOf(patterns.parts, [
        { title: t("Time of day"), of: ({ part }) => partName(part, words) },
        { title: t("Sessions"), of: ({ sessions }) => count(sessions), isFigure: true },
        { title: t("Runs"), of: ({ runs }) => count(runs), isFigure: true },
        { title: t("Completion rate"), of: (one) => rateText(one, words), isFigure: true },
      ]),
      tableOf(patterns.weekdays, [
        { title: t("Weekday"), of: ({ weekday }) => words.weekday(weekday) },
        { title: t("Sessions"), of: ({ sessions }) => count(sessions), isFigure: true },
        { title: t("Runs"), of: ({ runs }) => count(runs), isFigure: true },
        { title: t("Completion rate"), of: (one) => rateText(one, words), isFigure: true },
      ]),
      list(rhythmFacts(patterns, words)),
    ],
  };
}

function durationSection({ durationHistogram }: WorkflowReport, words: Words): Section {
  const { t, count } = words;
  const bars = durationBars(durationHistogram, words);
  return {
    title: t("How long runs take"),
    blocks: [
      text(durationsFinding(durationHistogram, words)),
      tableOf(bars, [
        { title: t("Duration"), of: ({ label }) => label },
        { title: t("Runs"), of: (bar) => count(bar.count), isFigure: true },
      ]),
    ],
  };
}

function togetherSection({ pairs, clusters, overview }: WorkflowReport, words: Words): Section {
  const { t, count, percent, tenths } = words;
  const table = tableOf(pairs, [
    { title: t("Skill"), of: ({ first }) => first.label },
    { title: t("With"), of: ({ second }) => second.label },
    { title: t("Sessions"), of: ({ sessions }) => count(sessions), isFigure: true },
    { title: t("Lift"), of: ({ lift }) => tenths(lift), isFigure: true },
    { title: t("Of the rarer"), of: ({ confidence }) => percent(confidence), isFigure: true },
  ]);
  const groups = clusters.map(
    (cluster) =>
      `${cluster.name}: ${clusterSkills(cluster, words)} (${words.sessions(cluster.sessions)})`,
  );
  return {
    title: t("What belongs together"),
    blocks: [text(togetherFinding(pairs, clusters, overview.sessions, words)), table, list(groups)],
  };
}

function routineSection({ routines, skills }: WorkflowReport, words: Words): Section {
  const { t, count } = words;
  const label = (key: (typeof skills)[number]["key"]): string => skillLabel(key, skills);
  const found = routines.map((routine) => {
    const times = t("{count} times", { count: count(routine.count) });
    return `${routineSteps(routine, label)}: ${times} ${routineFacts(routine, words)}`;
  });
  return {
    title: t("Routines"),
    blocks: [text(routinesFinding(routines, label, words)), list(found)],
  };
}
