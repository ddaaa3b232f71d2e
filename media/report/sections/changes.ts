import type { AnomalyEpisode } from "../../../src/views/model/reportProtocol";
import { skillKey } from "../../../src/views/model/reportProtocol";
import {
  anomalySentence,
  anomalyValue,
  changeSentence,
  changesFinding,
  changeValue,
  episodeDays,
  metricName,
} from "../../../src/views/model/report/changeWords";
import { skillLabel } from "../../../src/views/model/report/names";
import { card, tableTwin } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import { skillLink } from "../skillLink";
import type { WholeView } from "../view";

/** How many unusual days are listed, open ones first; the table has them all. */
const listed = 8;

/** What gets better or worse over weeks, and days that were unlike the others. */
export function changes(view: WholeView): VNode {
  const { words, report } = view;
  const { t, count, chance } = words;
  const { changes: found } = report.changes;
  const label = ({ skill }: AnomalyEpisode): string => skillLabel(skillKey(skill), report.skills);
  return card(
    {
      id: "changes",
      topic: t("What is changing"),
      finding: changesFinding(report.changes, report.anomalies, label, words),
      note: t(
        "Whole days before today; changes among the last 28 days, unusual days among the last 14",
      ),
      wide: true,
    },
    h(
      "ul",
      { class: "changes" },
      ...found.map((change) =>
        h(
          "li",
          { key: `${change.key}\n${change.metric}`, class: change.direction },
          h("span", { class: "arrow", "aria-hidden": "true" }, arrowOf(change)),
          skillLink(change.key, changeSentence(change, words), view),
        ),
      ),
      ...report.anomalies.slice(0, listed).map((episode) =>
        h(
          "li",
          {
            key: `${episode.type}\n${skillKey(episode.skill)}\n${episode.openedAtMs}`,
            class: episode.resolvedAtMs === undefined ? "open" : "resolved",
          },
          h("span", { class: "arrow", "aria-hidden": "true" }, "•"),
          skillLink(skillKey(episode.skill), anomalySentence(episode, label(episode), words), view),
          h("span", { class: "note" }, ` ${episodeDays(episode, words)}`),
        ),
      ),
    ),
    found.length === 0
      ? undefined
      : tableTwin(
          view,
          { summary: t("Show changes as table"), caption: t("Changes over the last weeks") },
          [
            { title: t("Skill"), text: (one) => one.label },
            { title: t("What"), text: (one) => metricName(one.metric, words) },
            {
              title: t("From"),
              text: (one) => changeValue(one, one.startValue, words),
              numeric: true,
            },
            { title: t("To"), text: (one) => changeValue(one, one.endValue, words), numeric: true },
            { title: t("Days"), text: (one) => count(one.days), numeric: true },
            { title: t("Runs"), text: (one) => count(one.runs), numeric: true },
            { title: t("p-value"), text: (one) => chance(one.pValue), numeric: true },
            { title: t("False discoveries"), text: (one) => chance(one.qValue), numeric: true },
          ],
          found,
        ),
    report.anomalies.length === 0
      ? undefined
      : h(
          "div",
          { key: "anomalies" },
          tableTwin(
            view,
            { summary: t("Show unusual days as table"), caption: t("Unusual days") },
            [
              { title: t("Skill"), text: label },
              { title: t("When"), text: (one) => episodeDays(one, words) },
              {
                title: t("Seen"),
                text: (one) => anomalyValue(one, one.observed, words),
                numeric: true,
              },
              {
                title: t("Expected"),
                text: (one) => anomalyValue(one, one.baseline, words),
                numeric: true,
              },
              { title: t("p-value"), text: (one) => chance(one.pValue), numeric: true },
            ],
            report.anomalies,
          ),
        ),
  );
}

function arrowOf({ endValue, startValue }: { endValue: number; startValue: number }): string {
  return endValue > startValue ? "↗" : "↘";
}
