import type { SkillSummary } from "../../../src/views/model/reportProtocol";
import { narrow } from "../../../src/views/model/report/filter";
import { skillsFinding } from "../../../src/views/model/report/findings";
import { kindName } from "../../../src/views/model/report/names";
import { nextSort, skillColumns, skillRows } from "../../../src/views/model/report/skillRows";
import type { SkillColumn } from "../../../src/views/model/report/skillRows";
import { unknownValue } from "../../../src/views/model/report/words";
import type { Words } from "../../../src/views/model/report/words";
import { card, icon } from "../card";
import { secondaryButton } from "../controls";
import { h } from "../dom";
import type { VNode } from "../dom";
import { rowsPerPage } from "../view";
import type { View } from "../view";

/** Every skill of the range: sortable, searchable, runnable. */
export function skills(view: View): VNode {
  const { words, report, state, actions, live } = view;
  const { t } = words;
  const rows = skillRows(report.skills, state.sort, state.search);
  const shown = rows.slice(0, state.skillsShown);
  const left = rows.length - shown.length;
  return card(
    { id: "skills", topic: t("Skills"), finding: skillsFinding(report.skills, words), wide: true },
    h("input", {
      key: "search",
      class: "search",
      type: "search",
      placeholder: t("Find a skill"),
      "aria-label": t("Find a skill"),
      value: state.search,
      oninput: (event: Event) => {
        const search = (event.target as HTMLInputElement).value;
        actions.change({ search, skillsShown: rowsPerPage });
      },
    }),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        { class: "plain skills" },
        h("caption", { class: "visually-hidden" }, t("Skills, sorted by a column you choose")),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...skillColumns.map((column) => sortHeader(column, view)),
            live ? h("td", { key: "actions" }) : undefined,
          ),
        ),
        h("tbody", {}, ...shown.map((skill) => skillRow(skill, view))),
      ),
    ),
    h(
      "p",
      { key: "none", class: "note", role: "status" },
      rows.length === 0 ? t("No skill is called that.") : "",
    ),
    left === 0
      ? undefined
      : h(
          "div",
          { key: "more", class: "more" },
          secondaryButton(
            {
              onclick: () => {
                actions.change({ skillsShown: state.skillsShown + 10 * rowsPerPage });
              },
            },
            t("Show more ({count} left)", { count: words.count(left) }),
          ),
        ),
  );
}

function sortHeader(column: SkillColumn, { words, state, actions }: View): VNode {
  const { by, descending } = state.sort;
  const order = by !== column ? "none" : descending ? "descending" : "ascending";
  return h(
    "th",
    { key: column, scope: "col", class: column === "label" ? "" : "numeric", "aria-sort": order },
    h(
      "button",
      {
        type: "button",
        class: `sort ${order}`,
        onclick: () => {
          actions.change({ sort: nextSort(state.sort, column) });
        },
      },
      columnTitle(column, words),
    ),
  );
}

function columnTitle(column: SkillColumn, { t }: Words): string {
  const titles: Readonly<Record<SkillColumn, string>> = {
    label: t("Skill"),
    total: t("Runs"),
    completionRate: t("Completed"),
    trend: t("Trend"),
    medianDurationMs: t("Median"),
    lastStartedAtMs: t("Last run"),
  };
  return titles[column];
}

function skillRow(skill: SkillSummary, { words, filter, actions, live }: View): VNode {
  const { t } = words;
  return h(
    "tr",
    { key: skill.key },
    h(
      "th",
      { scope: "row", class: "name" },
      live
        ? h(
            "button",
            {
              type: "button",
              class: "link",
              title: skill.label,
              "aria-pressed": String(filter.skill === skill.key),
              onclick: () => {
                actions.filterBy(narrow(filter, "skill", skill.key));
              },
            },
            skill.label,
          )
        : h("span", { title: skill.label }, skill.label),
      h("span", { class: "kind" }, kindName(skill.kind, words)),
    ),
    h("td", { class: "numeric" }, words.count(skill.total)),
    h("td", { class: "numeric" }, words.percent(skill.completionRate)),
    h("td", { class: "numeric" }, trend(skill.trend, words)),
    h("td", { class: "numeric" }, words.duration(skill.medianDurationMs)),
    h(
      "td",
      { class: "numeric", title: words.dayAndTime(skill.lastStartedAtMs) },
      words.day(skill.lastStartedAtMs),
    ),
    !live
      ? undefined
      : h(
          "td",
          { key: "actions", class: "row-actions" },
          skill.command === undefined
            ? undefined
            : h(
                "button",
                {
                  type: "button",
                  class: "icon-button",
                  title: t("Run again"),
                  "aria-label": t("Run {skill} again", { skill: skill.label }),
                  onclick: () => {
                    actions.runSkill(skill.key);
                  },
                },
                icon("play"),
              ),
        ),
  );
}

/** Percentage points, with an arrow that does not rest on colour. */
function trend(value: number | undefined, { t, count }: Words): string {
  if (value === undefined) return unknownValue;
  const points = Math.round(value * 100);
  if (points === 0) return t("steady");
  const size = Math.abs(points) === 1 ? t("1 pt") : t("{n} pts", { n: count(Math.abs(points)) });
  return `${points > 0 ? "↑" : "↓"} ${size}`;
}
