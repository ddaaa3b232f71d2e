import type { TimelineBucket } from "../../../src/views/model/reportProtocol";
import { timelineFinding } from "../../../src/views/model/report/findings";
import { outcomeName } from "../../../src/views/model/report/names";
import { layoutTimeChart, stackedOutcomes } from "../../../src/views/model/report/timeChart";
import type { Tick, TimeChart } from "../../../src/views/model/report/timeChart";
import type { Words } from "../../../src/views/model/report/words";
import { card, tableTwin } from "../card";
import { h } from "../dom";
import type { Child, VNode } from "../dom";
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
        line(chart.ratePath),
        cursor(chart, at),
      ]),
      h("p", { class: "plot-label" }, t("Median duration")),
      axis(chart.durationTicks, (ms) => (ms === 0 ? words.count(0) : words.duration(ms))),
      plot("plot times", [
        ...gridLines(chart.durationTicks),
        line(chart.durationPath),
        cursor(chart, at),
      ]),
      h("div", { class: "dates", "aria-hidden": "true" }, ...dates(chart, buckets, words)),
      buckets.length === 0
        ? undefined
        : h("input", {
            key: "reader",
            class: "time-reader",
            type: "range",
            min: 0,
            max: buckets.length - 1,
            step: 1,
            value: String(at ?? buckets.length - 1),
            "aria-label": t("Read the chart, one column at a time"),
            "aria-valuetext": [marked ?? latest]
              .flatMap((bucket) => (bucket ? [`${name(bucket)}: ${describe(bucket, words)}`] : []))
              .join(""),
            oninput: (event: Event) => {
              actions.change({ timeAt: Number((event.target as HTMLInputElement).value) });
            },
            onblur: () => {
              actions.change({ timeAt: undefined });
            },
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

function plot(name: string, children: readonly Child[]): VNode {
  return h("svg", { class: name, "aria-hidden": "true" }, ...children);
}

function axis(ticks: readonly Tick[], text: (value: number) => string): VNode {
  return h(
    "div",
    { class: "axis", "aria-hidden": "true" },
    ...ticks.map((tick) => h("span", { "--at": `${tick.at}%` }, text(tick.value))),
  );
}

function gridLines(ticks: readonly Tick[]): readonly VNode[] {
  return ticks.map(({ at }) =>
    h("line", { class: "grid-line", x1: "0", x2: "100%", y1: `${at}%`, y2: `${at}%` }),
  );
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

function line(path: string): VNode {
  return h(
    "svg",
    { viewBox: "0 0 100 100", preserveAspectRatio: "none", width: "100%", height: "100%" },
    h("path", { class: "line", d: path, "vector-effect": "non-scaling-stroke" }),
  );
}

function cursor(chart: TimeChart, at: number | undefined): VNode | undefined {
  const column = at === undefined ? undefined : chart.columns[at];
  if (column === undefined) return undefined;
  const x = `${column.x + column.width / 2}%`;
  return h("line", { key: "cursor", class: "cursor", x1: x, x2: x, y1: "0", y2: "100%" });
}

function dates(
  chart: TimeChart,
  buckets: readonly TimelineBucket[],
  words: Words,
): readonly VNode[] {
  return chart.dateTicks.flatMap((tick) => {
    const bucket = buckets[tick.value];
    return bucket === undefined
      ? []
      : [h("span", { "--at": `${tick.at}%` }, words.day(bucket.startMs))];
  });
}

/** Which column is under the pointer; the axis on the left is not part of the plot. */
function indexUnder(event: PointerEvent, count: number): number | undefined {
  const plotArea = (event.currentTarget as Element).querySelector(".plot");
  if (plotArea === null || count === 0) return undefined;
  const { left, width } = plotArea.getBoundingClientRect();
  const index = Math.floor(((event.clientX - left) / width) * count);
  return index < 0 || index >= count ? undefined : index;
}
