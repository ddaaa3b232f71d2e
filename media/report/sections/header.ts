import { overviewFinding } from "../../../src/views/model/report/findings";
import { exportFormats } from "../../../src/views/model/reportProtocol";
import type { ExportFormat } from "../../../src/views/model/reportProtocol";
import { secondaryButton } from "../controls";
import { h } from "../dom";
import type { VNode } from "../dom";
import type { View } from "../view";

const formatNames: Readonly<Record<ExportFormat, string>> = {
  markdown: "Markdown",
  html: "HTML",
  json: "JSON",
  csv: "CSV",
};

/** The page's title, what it covers, and the ways to take it along. */
export function pageHeader({ words, report, live, actions }: View): VNode {
  return h(
    "header",
    { key: "header", class: "page-header" },
    h(
      "div",
      {},
      h("h1", {}, words.t("Workflow report")),
      h("p", { class: "covers" }, overviewFinding(report.overview, words)),
    ),
    live
      ? h(
          "div",
          { class: "exports", role: "group", "aria-label": words.t("Export the report") },
          h("span", { class: "exports-label", "aria-hidden": "true" }, words.t("Export")),
          ...exportFormats.map((format) =>
            secondaryButton(
              {
                key: format,
                "aria-label": words.t("Export as {format}", { format: formatNames[format] }),
                onclick: () => {
                  actions.exportAs(format);
                },
              },
              formatNames[format],
            ),
          ),
        )
      : h(
          "p",
          { key: "made", class: "covers" },
          words.t("Made {time}", { time: words.dayAndTime(report.generatedAtMs) }),
        ),
  );
}
