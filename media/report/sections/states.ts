import { defaultReportFilter, narrowings } from "../../../src/views/model/report/filter";
import type { ReportFilter } from "../../../src/views/model/report/filter";
import type { Words } from "../../../src/views/model/report/words";
import { icon } from "../card";
import { primaryButton, progressRing } from "../controls";
import { h } from "../dom";
import type { VNode } from "../dom";
import type { Actions } from "../view";

export function loading(words: Words): VNode {
  const text = words.t("Reading the history…");
  return h(
    "div",
    { key: "loading", class: "state", role: "status" },
    title(words),
    progressRing(text),
    h("p", {}, text),
  );
}

export function failed(message: string, words: Words, actions: Actions): VNode {
  return h(
    "div",
    { key: "failed", class: "state", role: "alert" },
    title(words),
    icon("error"),
    h("h2", {}, words.t("The report could not be made")),
    h("p", {}, message),
    primaryButton({ onclick: () => actions.reload() }, words.t("Try again")),
  );
}

/** Nothing was ever recorded: says how that changes. */
export function nothingRecorded(words: Words): VNode {
  return h(
    "div",
    { key: "empty", class: "state" },
    title(words),
    icon("graph"),
    h("h2", {}, words.t("Nothing recorded yet")),
    h(
      "p",
      {},
      words.t(
        "Run a command in the integrated terminal, a task, a test or a debug session. It shows up here as soon as it ends; this page keeps itself up to date.",
      ),
    ),
  );
}

/** There is a history, but not in what the filter leaves of it. */
export function nothingMatches(filter: ReportFilter, words: Words, actions: Actions): VNode {
  const narrowed = narrowings.some((field) => filter[field] !== undefined);
  return h(
    "div",
    { key: "no-match", class: "state" },
    icon("graph"),
    h("h2", {}, words.t("No runs match")),
    h(
      "p",
      {},
      narrowed
        ? words.t("Take a filter away, or look further back.")
        : words.t("Nothing was recorded in this range. Look further back."),
    ),
    primaryButton(
      {
        onclick: () => {
          actions.filterBy(
            narrowed ? { range: filter.range } : { ...defaultReportFilter, range: "all" },
          );
        },
      },
      narrowed ? words.t("Clear the filters") : words.t("Show all time"),
    ),
  );
}

/** Names the page where its header is not drawn yet. */
function title(words: Words): VNode {
  return h("h1", { class: "visually-hidden" }, words.t("Workflow report"));
}
