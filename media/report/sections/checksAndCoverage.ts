import type { CoverageSeries } from "../../../src/views/model/reportProtocol";
import {
  coverageHint,
  qualityFacts,
  qualityFinding,
  qualityNote,
  unitName,
} from "../../../src/views/model/report/qualityWords";
import { card, plainTable } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import type { View } from "../view";
import { coverageChart } from "./coverageChart";

/** Checks and coverage over time; nothing in a file that was exported without them. */
export function checksAndCoverage(view: View): VNode | undefined {
  const { words, quality: part, live } = view;
  if (part === undefined && !live) return undefined;
  const common = {
    ...{ id: "quality", topic: words.t("Quality"), wide: true },
    finding: qualityFinding(part, words),
  };
  if (part?.type !== "read") return card(common);
  const facts = qualityFacts(part.quality, words);
  const hint = coverageHint(part.quality, words);
  return card(
    { ...common, note: qualityNote(words) },
    facts.length === 0
      ? undefined
      : h("ul", { key: "facts", class: "facts" }, ...facts.map((fact) => h("li", {}, fact))),
    hint === undefined ? undefined : h("p", { key: "hint", class: "hint" }, hint),
    coverageChart(view, part.quality),
    others(view, part.quality.coverage),
  );
}

/** Where several reports were measured: each of them, the one that is shown first. */
function others({ words }: View, series: readonly CoverageSeries[]): VNode | undefined {
  const { t, count, percentTenths } = words;
  if (series.length < 2) return undefined;
  return plainTable(
    t("Coverage reports"),
    [
      { title: t("Report"), text: ({ path }) => path },
      { title: t("Coverage"), text: ({ newest }) => percentTenths(newest.share), numeric: true },
      { title: t("Of"), text: ({ unit }) => unitName(unit, words) },
      { title: t("Written"), text: ({ newest }) => words.dayAndTime(newest.measuredAtMs) },
      { title: t("Measurements"), text: (one) => count(one.measurements), numeric: true },
    ],
    series,
  );
}
