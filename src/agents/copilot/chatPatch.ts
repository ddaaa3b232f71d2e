import { isFields, type Fields } from "../../base/fields";
import { fieldsIn, itemsIn, nameIn, numberIn } from "../line";

/** Something a line of a chat's log says about one of its requests. */
export interface RequestNews {
  /** Position in the chat, from 0. */
  readonly position: number;
  /** Fields of the request: those that are new, or all of them. */
  readonly request: Fields;
}

/** What a line of a chat's log says. */
export interface ChatNews {
  readonly sessionId?: string | undefined;
  /** Where requests are replaced from, if they are: those after it are gone. */
  readonly from?: number | undefined;
  readonly requests: readonly RequestNews[];
}

const nothing: ChatNews = { requests: [] };

/** @returns what a whole chat says; undefined: it is none. */
export function newsOfChat(chat: Fields): ChatNews | undefined {
  const news = newsOfRequests(chat["requests"], 0);
  return news && { ...news, sessionId: nameIn(chat, "sessionId") };
}

/**
 * @param line `kind` 0: `v` is the whole chat; 1: sets what is at the path `k`; 2: cuts the list there
 *   to length `i`, if that is given, and appends `v`; 3: deletes it.
 * @param requests how many requests the chat has so far.
 * @returns undefined: a line that is not of this form. @throws never.
 */
export function newsOf(line: Fields, requests: number): ChatNews | undefined {
  const kind = line["kind"];
  if (kind === 0) return newsOfChat(fieldsIn(line, "v") ?? {});
  const path: unknown = line["k"];
  if (!Array.isArray(path)) return undefined;
  const [top, position, field, ...deeper]: readonly unknown[] = path;
  if (kind === 3 || path.length === 0) return nothing;
  const value = line["v"];
  if (top === "sessionId") return { ...nothing, sessionId: nameIn(line, "v") };
  if (top !== "requests") return nothing;
  const from = kind === 1 ? 0 : (numberIn(line, "i") ?? requests);
  if (position === undefined) return newsOfRequests(value ?? [], from);
  if (typeof position !== "number") return undefined;
  const request = field === undefined ? value : requestWith(field, value, deeper);
  return isFields(request) ? { requests: [{ position, request }] } : undefined;
}

function newsOfRequests(value: unknown, from: number): ChatNews | undefined {
  if (!Array.isArray(value)) return undefined;
  const requests = value.map((request: unknown, at) => ({
    position: from + at,
    request: isFields(request) ? request : {},
  }));
  return { from, requests };
}

/** A request of which nothing is known but one field, or one part of its response. */
function requestWith(field: unknown, value: unknown, deeper: readonly unknown[]): unknown {
  if (typeof field !== "string") return undefined;
  if (deeper.length === 0) return { [field]: value };
  return field === "response" && deeper.length === 1 ? { [field]: [value] } : {};
}

/** @returns the calls of tools in a request's response. */
export function invocationsIn(request: Fields): readonly Fields[] {
  return itemsIn(request, "response").filter((part) => part["kind"] === "toolInvocationSerialized");
}
