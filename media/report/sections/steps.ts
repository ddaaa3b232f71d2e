import { stepsFinding } from "../../../src/views/model/report/findings";
import { skillLabel } from "../../../src/views/model/report/names";
import { parseKey } from "../../../src/views/model/report/filter";
import { card, tableTwin } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import { skillLink } from "../skillLink";
import type { View } from "../view";

/** How many steps are listed; the table has them all. */
const listed = 7;

/** Which skill follows which, most often first. */
export function steps(view: View): VNode {
  const { words, report } = view;
  const { t } = words;
  const all = report.skillTransitions;
  const most = Math.max(1, ...all.map((one) => one.count));
  const label = (key: string): string => {
    const known = parseKey(key);
    return known === undefined ? key : skillLabel(known, report.skills);
  };
  return card(
    {
      id: "steps",
      topic: t("Usual next steps"),
      finding: stepsFinding(all, label, words),
      note: t("Share: how often the second came straight after the first"),
    },
    h(
      "ol",
      { class: "steps" },
      ...all
        .slice(0, listed)
        .map((one) =>
          h(
            "li",
            { key: `${one.from}\n${one.to}`, class: "step", "--share": String(one.count / most) },
            h(
              "span",
              { class: "step-name" },
              skillLink(one.from, label(one.from), view),
              h("span", { class: "arrow" }, " → "),
              skillLink(one.to, label(one.to), view),
            ),
            h("span", { class: "step-count" }, words.count(one.count)),
            h("span", { class: "step-share" }, words.percent(one.share)),
          ),
        ),
    ),
    tableTwin(
      view,
      { summary: t("Show as table"), caption: t("Steps from skill to skill") },
      [
        { title: t("From"), text: (one) => label(one.from) },
        { title: t("To"), text: (one) => label(one.to) },
        { title: t("Times"), text: (one) => words.count(one.count), numeric: true },
        { title: t("Share"), text: (one) => words.percent(one.share), numeric: true },
        { title: t("Median gap"), text: (one) => words.duration(one.medianGapMs), numeric: true },
      ],
      all,
    ),
  );
}
