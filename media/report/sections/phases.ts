import type { PhaseEffectiveness, SmoothedRate } from "../../../src/views/model/reportProtocol";
import { narrow } from "../../../src/views/model/report/filter";
import { phasesFinding } from "../../../src/views/model/report/findings";
import { isSure } from "../../../src/views/model/report/sample";
import { outcomeName, phaseName } from "../../../src/views/model/report/names";
import { round } from "../../../src/views/model/report/scale";
import { card, hidden, tableTwin } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import type { View } from "../view";

/** Completion by phase: a dot for what to expect of the next run, a bar for its 95 % interval. */
export function phases(view: View): VNode {
  const { words, report } = view;
  const { t } = words;
  const rows = report.phases;
  return card(
    {
      id: "phases",
      topic: t("Effectiveness by phase"),
      finding: phasesFinding(rows, words),
      note: t(
        "Completion rate; dot and bar are what to expect of the next run and its 95% interval, hollow where few runs finished",
      ),
    },
    h("div", { class: "phase-rows" }, ...rows.map((row) => phaseRow(row, view))),
    tableTwin(
      view,
      { summary: t("Show as table"), caption: t("Effectiveness by phase") },
      [
        { title: t("Phase"), text: (row) => phaseName(row.phase, words) },
        { title: t("Runs"), text: (row) => words.count(row.total), numeric: true },
        ...(["completed", "failed", "abandoned", "unknown"] as const).map((outcome) => ({
          title: outcomeName(outcome, words),
          text: (row: PhaseEffectiveness) => words.count(row.counts[outcome]),
          numeric: true,
        })),
        { title: t("Completion rate"), text: (row) => words.percent(row.rate), numeric: true },
        {
          title: t("Smoothed rate"),
          text: (row) => words.percent(row.smoothed?.rate),
          numeric: true,
        },
        {
          title: t("95% interval"),
          text: ({ smoothed }) =>
            (smoothed?.interval ?? [undefined, undefined]).map(words.percent).join(" – "),
          numeric: true,
        },
        {
          title: t("Median"),
          text: (row) => words.duration(row.durations.medianMs),
          numeric: true,
        },
        {
          title: t("90th percentile"),
          text: (row) => words.duration(row.durations.p90Ms),
          numeric: true,
        },
      ],
      rows,
    ),
  );
}

function phaseRow(row: PhaseEffectiveness, { words, filter, actions, live }: View): VNode {
  const name = phaseName(row.phase, words);
  const { phase } = row;
  const cells = [
    h("span", { class: "phase-name", title: name }, name),
    interval(row),
    h("span", { class: "phase-rate" }, words.percent(row.rate), hidden(words.t("completed"))),
    h("span", { class: "phase-runs" }, words.runs(row.total)),
    h(
      "span",
      { class: "phase-time" },
      words.duration(row.durations.medianMs),
      hidden(words.t("median")),
    ),
  ];
  const key = phase ?? "";
  return live && phase !== undefined
    ? h(
        "button",
        {
          key,
          type: "button",
          class: "phase-row",
          "aria-pressed": String(filter.phase === phase),
          onclick: () => {
            actions.filterBy(narrow(filter, "phase", phase));
          },
        },
        ...cells,
      )
    : h("div", { key, class: "phase-row" }, ...cells);
}

function interval(row: PhaseEffectiveness): VNode {
  const { smoothed } = row;
  return h(
    "svg",
    { class: `interval ${isSure(row) ? "sure" : "thin"}`, "aria-hidden": "true" },
    h("line", { class: "track", x1: "0", x2: "100%", y1: "50%", y2: "50%" }),
    ...(smoothed === undefined ? [] : whisker(smoothed)),
  );
}

function whisker({ rate, interval: [low, high] }: SmoothedRate): readonly VNode[] {
  const percent = (share: number): string => `${round(share * 100)}%`;
  const width = percent(high - low);
  return [
    h("rect", { key: "bar", class: "bar", x: percent(low), width, y: "5", height: "6", rx: "3" }),
    h("circle", { key: "dot", class: "dot", cx: percent(rate), cy: "50%", r: "4" }),
  ];
}
