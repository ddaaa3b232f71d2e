import type { Fields } from "../../base/fields";
import { fieldsIn, itemsIn, textIn } from "../line";
import { slashCommandOf } from "./slashCommand";
import { taskNotificationsOf, type TaskNotification } from "./taskNotification";
import { interruption } from "./toolResult";

/** What can stand in the place of a prompt, besides one. */
export type PromptEvent =
  | { readonly type: "interruption" }
  | { readonly type: "command"; readonly name: string }
  | { readonly type: "notifications"; readonly notifications: readonly TaskNotification[] };

/** @returns undefined: it is a prompt, which is nobody's business. */
export function promptOf(text: string): PromptEvent | undefined {
  if (text.startsWith(interruption)) return { type: "interruption" };
  const name = slashCommandOf(text);
  if (name !== undefined) return { type: "command", name };
  const notifications = taskNotificationsOf(text);
  return notifications.length === 0 ? undefined : { type: "notifications", notifications };
}

/** @returns the texts of a user entry; none where it has the results of tools only. */
export function promptsIn(line: Fields): readonly string[] {
  const message = fieldsIn(line, "message") ?? {};
  const content = textIn(message, "content");
  if (content !== undefined) return [content];
  return itemsIn(message, "content")
    .filter((block) => block["type"] === "text")
    .map((block) => textIn(block, "text") ?? "");
}
