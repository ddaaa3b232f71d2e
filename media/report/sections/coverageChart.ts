import type { Quality } from "../../../src/views/model/reportProtocol";
import { layoutQualityChart, qualityDays } from "../../../src/views/model/report/qualityChart";
import type { QualityDay, QualityLine } from "../../../src/views/model/report/qualityChart";
import { dayReadout } from "../../../src/views/model/report/qualityWords";
import { unknownValue } from "../../../src/views/model/report/words";
import { tableTwin } from "../card";
import { h } from "../dom";
import type { Child, VNode } from "../dom";
import { axis, cursor, curve, dates, gridLines, indexUnder, plot, reader } from "../timePlot";
import type { View } from "../view";

/** Coverage over the share of passing checks, each day. */
export function coverageChart(view: View, quality: Quality): VNode | undefined {
  const { words, state, actions } = view;
  const { t } = words;
  const days = qualityDays(quality);
  const told = days.filter((day) => day.checks.finished > 0 || day.coverage !== undefined);
  if (told.length === 0) return undefined;
  const chart = layoutQualityChart(days);
  const last = days.length - 1;
  const at = state.qualityAt === undefined ? undefined : Math.min(state.qualityAt, last);
  const marked = at === undefined ? undefined : days[at];
  const read = (day: QualityDay | undefined): string =>
    day === undefined ? "" : dayReadout(day, words);
  const move = (to: number | undefined): void => actions.change({ qualityAt: to });
  const lines: readonly (readonly [name: string, label: string, line: QualityLine])[] = [
    ["covered", coverageLabel(chart.coverage, view), chart.coverage],
    ["passed", t("Checks that passed"), chart.checks],
  ];
  const drawn = lines.filter(([, , line]) => line.points.length > 0);
  return h(
    "div",
    { key: "chart", class: "quality-chart" },
    h(
      "div",
      { class: "chart-head" },
      h("p", { class: "note" }, drawn[0]?.[1]),
      h("p", { class: "readout" }, read(marked)),
    ),
    h(
      "div",
      {
        class: "time-chart",
        onpointermove: (event: PointerEvent) => {
          const index = indexUnder(event, days.length);
          if (index !== state.qualityAt) move(index);
        },
        onpointerleave: () => {
          move(undefined);
        },
      },
      ...drawn.flatMap(([name, label, line], index): readonly Child[] => [
        index === 0 ? undefined : h("p", { class: "plot-label" }, label),
        axis(line.ticks, words.percent),
        plot(`plot quality ${name}`, [
          ...gridLines(line.ticks),
          curve(line.path),
          ...dots(line, at),
          cursor(at === undefined ? undefined : chart.columns[at]),
        ]),
      ]),
      dates(chart.dateTicks, days, words),
      reader({
        ...{ label: t("Read coverage and checks, one day at a time"), count: days.length, move },
        at: at ?? last,
        text: read(marked ?? days[last]),
      }),
    ),
    tableTwin(
      view,
      { summary: t("Show as table"), caption: t("Coverage and checks by day") },
      [
        { title: t("Day"), text: ({ startMs }) => words.bucket("day", { startMs }) },
        {
          title: t("Coverage"),
          text: ({ coverage }) =>
            coverage === undefined ? unknownValue : words.percentTenths(coverage.share),
          numeric: true,
        },
        {
          title: t("Checks passed"),
          text: ({ checks }) => words.percent(checks.rate),
          numeric: true,
        },
        { title: t("Finished"), text: ({ checks }) => words.count(checks.finished), numeric: true },
      ],
      [...told].reverse(),
    ),
  );
}

/** An axis that does not begin at 0 makes differences look greater than they are. */
function coverageLabel({ ticks }: QualityLine, { words: { t, percent } }: View): string {
  const least = ticks[0]?.value ?? 0;
  return least === 0
    ? t("Coverage")
    : t("Coverage, on an axis that begins at {share}", { share: percent(least) });
}

function dots({ points }: QualityLine, at: number | undefined): readonly VNode[] {
  return points.map(({ day, x, y }) =>
    h("circle", {
      key: String(day),
      class: day === at ? "dot marked" : "dot",
      cx: `${x}%`,
      cy: `${y}%`,
      r: 3,
    }),
  );
}
