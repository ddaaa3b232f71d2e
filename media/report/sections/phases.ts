import type { PhaseEffectiveness } from "../../../src/views/model/reportProtocol";
import { narrow } from "../../../src/views/model/report/filter";
import { phasesFinding } from "../../../src/views/model/report/findings";
import { isSure } from "../../../src/views/model/report/sample";
import { outcomeName, phaseName } from "../../../src/views/model/report/names";
import { round } from "../../../src/views/model/report/scale";
import { card, hidden, tableTwin } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import type { View } from "../view";

/** Completion by phase: a dot for the rate, a bar for its 95 % interval. */
export function phases(view: View): VNode {
  const { words, report } = view;
  const { t } = words;
  const rows = report.phases;
  return card(
    {
      id: "phases",
      topic: t("Effectiveness by phase"),
      finding: phasesFinding(rows, words),
      note: t("Completion rate; the bar is its 95% interval, hollow where few runs finished"),
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
          title: t("95% interval"),
          text: (row) => (row.interval ?? [undefined, undefined]).map(words.percent).join(" – "),
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
  const percent = (rate: number): string => `${round(rate * 100)}%`;
  const [low, high] = row.interval ?? [0, 0];
  return h(
    "svg",
    { class: `interval ${isSure(row) ? "sure" : "thin"}`, "aria-hidden": "true" },
    h("line", { class: "track", x1: "0", x2: "100%", y1: "50%", y2: "50%" }),
    row.rate === undefined
      ? undefined
      : h("rect", {
          key: "bar",
          class: "bar",
          x: percent(low),
          width: percent(high - low),
          y: "5",
          height: "6",
          rx: "3",
        }),
    row.rate === undefined
      ? undefined
      : h("circle", { key: "dot", class: "dot", cx: percent(row.rate), cy: "50%", r: "4" }),
  );
}
