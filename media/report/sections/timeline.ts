import type { TimelineBucket } from "../../../src/views/model/reportProtocol";
import { timelineFinding } from "../../../src/views/model/report/findings";
import { outcomeName } from "../../../src/views/model/report/names";
import { layoutTimeChart, stackedOutcomes } from "../../../src/views/model/report/timeChart";
import type { TimeChart } from "../../../src/views/model/report/timeChart";
import type { Words } from "../../../src/views/model/report/words";
import { card, tableTwin } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import { axis, cursor, curve, dates, gridLines, indexUnder, plot, reader } from "../timePlot";
import type { View } from "../view";

/** Runs by outcome, completion rate and median duration over one time axis. */
export function timeline(view: View): VNode {
  const { words, report, state, actions } = view;
  const { t } = words;
  const { buckets, unit, earlier } = report.timeline;
  const chart = layoutTimeChart(report.timeline);
  const at = state.timeAt === undefined ? undefined : Math.min(state.timeAt, buckets.length - 1);
  const name = (bucket: TimelineBucket): string => words.bucket(unit, bucket);
  const marked = at === undefined ? undefined : buckets[at];
  const latest = buckets.at(-1);
  const column = at === undefined ? undefined : chart.columns[at];
  return card(
    {
      id: "timeline",
      topic: t("Over time"),
      finding: timelineFinding(report.timeline, words),
      ...(earlier === 0
        ? {}
        : { note: t("{runs} before that are not drawn", { runs: words.runs(earlier) }) }),
      wide: true,
    },
    h(
      "div",
      { class: "chart-head" },
      legend(view),
      h(
        "p",
        { class: "readout" },
        marked === undefined ? "" : `${name(marked)} · ${describe(marked, words)}`,
      ),
    ),
    h(
      "div",
      {
        class: "time-chart",
        onpointermove: (event: PointerEvent) => {
          const index = indexUnder(event, buckets.length);
          if (index !== state.timeAt) actions.change({ timeAt: index });
        },
        onpointerleave: () => {
          actions.change({ timeAt: undefined });
        },
      },
      axis(chart.runTicks, words.count),
      plot("plot runs", [...gridLines(chart.runTicks), ...columns(chart, at)]),
      h("p", { class: "plot-label" }, t("Completion rate")),
      axis(
        [
          { at: 0, value: 1 },
          { at: 100, value: 0 },
        ],
        words.percent,
      ),
      plot("plot rate", [
        ...gridLines([
          { at: 0, value: 1 },
          { at: 100, value: 0 },
        ]),
        curve(chart.ratePath),
        cursor(column),
      ]),
      h("p", { class: "plot-label" }, t("Median duration")),
      axis(chart.durationTicks, (ms) => (ms === 0 ? words.count(0) : words.duration(ms))),
      plot("plot times", [
        ...gridLines(chart.durationTicks),
        curve(chart.durationPath),
        cursor(column),
      ]),
      dates(chart.dateTicks, buckets, words),
      buckets.length === 0
        ? undefined
        : reader({
            label: t("Read the chart, one column at a time"),
            count: buckets.length,
            at: at ?? buckets.length - 1,
            text: [marked ?? latest]
              .flatMap((bucket) => (bucket ? [`${name(bucket)}: ${describe(bucket, words)}`] : []))
              .join(""),
            move: (to) => actions.change({ timeAt: to }),
          }),
    ),
    tableTwin(
      view,
      { summary: t("Show as table"), caption: t("Runs over time") },
      [
        { title: t("Time"), text: name },
        { title: t("Runs"), text: (one) => words.count(one.total), numeric: true },
        ...stackedOutcomes.map((outcome) => ({
          title: outcomeName(outcome, words),
          text: (one: TimelineBucket) => words.count(one.counts[outcome]),
          numeric: true,
        })),
        { title: t("Completion rate"), text: (one) => words.percent(one.rate), numeric: true },
        {
          title: t("Median duration"),
          text: (one) => words.duration(one.medianDurationMs),
          numeric: true,
        },
      ],
      [...buckets].reverse(),
    ),
  );
}

function legend({ words, report }: View): VNode {
  return h(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    ...stackedOutcomes
      .filter((outcome) => report.overview.counts[outcome] > 0)
      .map((outcome) =>
        h("li", {}, h("span", { class: `swatch ${outcome}` }), outcomeName(outcome, words)),
      ),
  );
}

function describe(bucket: TimelineBucket, words: Words): string {
  const parts = stackedOutcomes.flatMap((outcome) => {
    const count = bucket.counts[outcome];
    return count === 0
      ? []
      : [`${words.count(count)} ${outcomeName(outcome, words).toLowerCase()}`];
  });
  const median =
    bucket.medianDurationMs === undefined
      ? []
      : [words.t("median {duration}", { duration: words.duration(bucket.medianDurationMs) })];
  return [words.runs(bucket.total), ...parts, ...median].join(", ");
}

function columns(chart: TimeChart, at: number | undefined): readonly VNode[] {
  return chart.columns.map((column, index) =>
    h(
      "g",
      { key: String(column.startMs), class: at === undefined || at === index ? "" : "aside" },
      ...column.segments.map((segment) =>
        h("rect", {
          key: segment.outcome,
          class: segment.outcome,
          // A fifth of the step is the space between columns.
          x: `${column.x + column.width * 0.1}%`,
          width: `${column.width * 0.8}%`,
          y: `${segment.y}%`,
          height: `${segment.height}%`,
        }),
      ),
    ),
  );
}
