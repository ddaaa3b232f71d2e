import { divider } from "./controls";
import { h } from "./dom";
import type { Child } from "./dom";
import { filterBar } from "./sections/filters";
import { pageHeader } from "./sections/header";
import { overview } from "./sections/overview";
import { nothingMatches, nothingRecorded } from "./sections/states";
import type { View } from "./view";

/**
 * The whole page as a function of what it shows.
 *
 * @param cards those that are drawn by now
 * @param isComplete whether these are all, and up to date
 */
export function page(view: View, cards: readonly Child[], isComplete: boolean): readonly Child[] {
  const { report, words, filter, actions, live, waiting } = view;
  if (report.overview.total === 0 && report.choices.kinds.length === 0)
    return [nothingRecorded(words)];
  return [
    pageHeader(view),
    live ? filterBar(view) : divider(),
    h("div", { key: "wait", class: waiting ? "wait" : "wait idle", "aria-hidden": "true" }),
    ...(report.overview.total === 0
      ? [nothingMatches(filter, words, actions)]
      : [
          overview(view),
          h(
            "div",
            {
              key: "cards",
              class: live ? "cards live" : "cards",
              "aria-busy": String(!isComplete),
            },
            ...cards,
          ),
        ]),
  ];
}
