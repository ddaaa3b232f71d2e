import { clusterSkills, togetherFinding } from "../../../src/views/model/report/togetherWords";
import { card, plainTable } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import type { WholeView } from "../view";

/** Skills that share sessions more often than chance would have it. */
export function together({ words, report }: WholeView): VNode {
  const { t, count, percent, tenths, chance } = words;
  const { pairs, clusters } = report;
  return card(
    {
      id: "together",
      topic: t("What belongs together"),
      finding: togetherFinding(pairs, clusters, report.overview.sessions, words),
      note: t(
        "Lift: how many times as often in one session as if they had nothing to do with each other",
      ),
      wide: true,
    },
    pairs.length === 0
      ? undefined
      : plainTable(
          t("Skills that share sessions"),
          [
            { title: t("Skill"), text: ({ first }) => first.label },
            { title: t("With"), text: ({ second }) => second.label },
            { title: t("Sessions"), text: ({ sessions }) => count(sessions), numeric: true },
            { title: t("Lift"), text: ({ lift }) => tenths(lift), numeric: true },
            {
              title: t("Of the rarer"),
              text: ({ confidence }) => percent(confidence),
              numeric: true,
            },
            { title: t("p-value"), text: ({ pValue }) => chance(pValue), numeric: true },
          ],
          pairs,
        ),
    clusters.length === 0
      ? undefined
      : h(
          "div",
          { key: "groups", class: "groups" },
          h("h3", {}, t("Groups")),
          h(
            "dl",
            {},
            ...clusters.flatMap((cluster) => [
              h("dt", { key: cluster.id }, cluster.name),
              h(
                "dd",
                { key: cluster.id },
                `${clusterSkills(cluster, words)} · ${words.sessions(cluster.sessions)}`,
              ),
            ]),
          ),
        ),
  );
}
