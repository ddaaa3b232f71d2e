import {
  partHours,
  partName,
  rateText,
  rhythmFacts,
  rhythmFinding,
} from "../../../src/views/model/report/rhythmWords";
import { barList } from "../barList";
import { card } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import type { WholeView } from "../view";

/** When work happens, how it goes then, and how long sessions last. */
export function rhythm({ words, report }: WholeView): VNode {
  const { t } = words;
  const { patterns } = report;
  const most = (counts: readonly number[]): number => Math.max(1, ...counts);
  const parts = most(patterns.parts.map(({ runs }) => runs));
  const days = most(patterns.weekdays.map(({ runs }) => runs));
  return card(
    {
      id: "rhythm",
      topic: t("Sessions and hours"),
      finding: rhythmFinding(patterns, words),
      note: t("Bars are runs; beside them how many complete"),
    },
    barList(
      t("By time of day"),
      patterns.parts.map((one) => ({
        key: one.part,
        label: `${partName(one.part, words)} ${partHours(one.part)}`,
        share: one.runs / parts,
        text: rateText(one, words),
      })),
    ),
    barList(
      t("By weekday"),
      patterns.weekdays.map((one) => ({
        key: String(one.weekday),
        label: words.weekday(one.weekday),
        share: one.runs / days,
        text: rateText(one, words),
      })),
    ),
    h(
      "ul",
      { key: "facts", class: "facts" },
      ...rhythmFacts(patterns, words).map((fact) => h("li", { key: fact }, fact)),
    ),
  );
}
