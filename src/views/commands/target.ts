import * as vscode from "vscode";
import { skillKinds } from "../../tracker/model";
import type { ChosenFrom } from "../launcher";
import { parseKey } from "../model/report/filter";
import type { RowTarget } from "../model/row";
import { UserError } from "../userError";
import type { CommandParts } from "./parts";

/**
 * @returns what a command was called on: a tree element, or a target handed over by a quick pick.
 * @throws UserError when it was called on nothing, for example from a keybinding.
 */
export function targetOf({ row }: Pick<CommandParts, "row">, given: unknown): RowTarget {
  const target =
    typeof given === "string" ? row(given)?.target : isTarget(given) ? given : undefined;
  if (target === undefined) {
    throw new UserError(vscode.l10n.t("Choose an entry in one of Session Buddy's views first."));
  }
  return target;
}

function isTarget(value: unknown): value is RowTarget {
  if (typeof value !== "object" || value === null || !("skill" in value)) return false;
  const { skill } = value;
  return (
    typeof skill === "object" &&
    skill !== null &&
    "name" in skill &&
    typeof skill.name === "string" &&
    "kind" in skill &&
    skillKinds.some((kind) => kind === skill.kind)
  );
}

/**
 * @returns what a button in a chat says of the list it stood in. Menus hand over other things here,
 * which say nothing of it.
 */
export function chosenFrom(value: unknown): ChosenFrom {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const shown: unknown = Reflect.get(value, "shown");
  const query: unknown = Reflect.get(value, "query");
  const keys = Array.isArray(shown) ? shown.map(parseKey) : [];
  const known = keys.filter((key) => key !== undefined);
  return {
    ...(known.length === 0 ? {} : { shown: known }),
    ...(typeof query === "string" && query.trim() !== "" ? { query } : {}),
  };
}
