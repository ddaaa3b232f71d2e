/** One line of a rollout; `at` in seconds since 1970, not a number where it tells no time. */
export function line(type: string, payload: object, at = 0): string {
  const timestamp = Number.isNaN(at) ? "[none]" : new Date(at * 1000).toISOString();
  return JSON.stringify({ timestamp, type, payload });
}

/** The line a rollout begins with. */
export function meta(fields: object = {}, at = 0): string {
  return line("session_meta", { id: "thread-1", cwd: "/work/app", ...fields }, at);
}

export const event = (type: string, fields: object, at?: number): string =>
  line("event_msg", { type, ...fields }, at);

export const item = (fields: object, at?: number): string => line("response_item", fields, at);

/** A tool called by its name. */
export const call = (id: string, name: string, given: object, at?: number): string =>
  item({ type: "function_call", call_id: id, name, arguments: JSON.stringify(given) }, at);

/** What the tool gave back. */
export const output = (id: string, given: unknown, at?: number): string =>
  item({ type: "function_call_output", call_id: id, output: given }, at);
