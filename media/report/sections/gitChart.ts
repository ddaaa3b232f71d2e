import type { GitWork, WorkBucket } from "../../../src/views/model/reportProtocol";
import { layoutWorkChart } from "../../../src/views/model/report/workChart";
import type { Bar } from "../../../src/views/model/report/workChart";
import { tableTwin } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import { axis, cursor, dates, gridLines, indexUnder, plot, reader } from "../timePlot";
import type { View } from "../view";

/** Runs over commits, each day or week. */
export function gitChart(view: View, work: GitWork): VNode {
  const { words, state, actions } = view;
  const { t, count } = words;
  const { buckets, unit } = work;
  const isDaily = unit === "day";
  const chart = layoutWorkChart(work);
  const last = buckets.length - 1;
  const at = state.gitAt === undefined ? undefined : Math.min(state.gitAt, last);
  const marked = at === undefined ? undefined : buckets[at];
  const column = at === undefined ? undefined : chart.commits[at];
  const read = (bucket: WorkBucket | undefined): string =>
    bucket === undefined
      ? ""
      : `${words.bucket(unit, bucket)} · ${words.runs(bucket.runs)}, ${words.commits(bucket.commits)}`;
  const move = (to: number | undefined): void => actions.change({ gitAt: to });
  return h(
    "div",
    { key: "chart", class: "git-chart" },
    h(
      "div",
      { class: "chart-head" },
      h("p", { class: "note" }, isDaily ? t("Runs a day") : t("Runs a week")),
      h("p", { class: "readout" }, read(marked)),
    ),
    h(
      "div",
      {
        class: "time-chart",
        onpointermove: (event: PointerEvent) => {
          const index = indexUnder(event, buckets.length);
          if (index !== state.gitAt) move(index);
        },
        onpointerleave: () => {
          move(undefined);
        },
      },
      axis(chart.runTicks, count),
      plot("plot work ran", [
        ...gridLines(chart.runTicks),
        ...bars(chart.runs, at),
        cursor(column),
      ]),
      h("p", { class: "plot-label" }, isDaily ? t("Commits a day") : t("Commits a week")),
      axis(chart.commitTicks, count),
      plot("plot work committed", [
        ...gridLines(chart.commitTicks),
        ...bars(chart.commits, at),
        cursor(column),
      ]),
      dates(chart.dateTicks, buckets, words),
      reader({
        ...{ label: t("Read runs and commits, one column at a time"), count: buckets.length, move },
        at: at ?? last,
        text: read(marked ?? buckets[last]),
      }),
    ),
    tableTwin(
      view,
      { summary: t("Show as table"), caption: t("Runs and commits over time") },
      [
        { title: t("Time"), text: (one) => words.bucket(unit, one) },
        { title: t("Runs"), text: (one) => count(one.runs), numeric: true },
        { title: t("Commits"), text: (one) => count(one.commits), numeric: true },
      ],
      [...buckets].reverse(),
    ),
  );
}

function bars(series: readonly Bar[], at: number | undefined): readonly VNode[] {
  return series.map((bar, index) =>
    h(
      "g",
      { key: String(bar.startMs), class: at === undefined || at === index ? "" : "aside" },
      h("rect", {
        // A fifth of the step is the space between bars.
        x: `${bar.x + bar.width * 0.1}%`,
        width: `${bar.width * 0.8}%`,
        y: `${bar.y}%`,
        height: `${bar.height}%`,
      }),
    ),
  );
}
