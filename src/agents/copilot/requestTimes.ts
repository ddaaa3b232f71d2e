import { isFields } from "../../base/fields";
import { numberIn } from "../line";

/**
 * Requests whose time is remembered. A chat changes its last requests only: what is finished VS Code
 * never writes again, except with the whole chat.
 */
const remembered = 64;

/** When the latest requests of a chat were made. */
export class RequestTimes {
  /** Position in the chat of the first request that is remembered. */
  private first = 0;
  /** Milliseconds since 1970 UTC; undefined: the request does not say. */
  private times: (number | undefined)[] = [];

  /** @param state what `state()` of a former one gave; anything else begins with no request. */
  constructor(state?: unknown) {
    const times = isFields(state) ? state["times"] : undefined;
    if (!isFields(state) || !Array.isArray(times)) return;
    this.first = numberIn(state, "first") ?? 0;
    this.times = times.map((time: unknown) => (typeof time === "number" ? time : undefined));
  }

  /** Requests in the chat. */
  get length(): number {
    return this.first + this.times.length;
  }

  /** Takes away the requests from a position on. */
  truncate(length: number): void {
    this.times.length = Math.max(0, Math.min(this.times.length, length - this.first));
    if (length < this.first) this.first = Math.max(0, length);
  }

  /** @returns when the request at a position was made; undefined: not said, or not remembered. */
  at(position: number): number | undefined {
    return this.times[position - this.first];
  }

  /** Notes the time of a request; the one after the last is a new request. */
  set(position: number, atMs: number | undefined): void {
    if (position < this.first || position > this.length) return;
    this.times[position - this.first] = atMs;
    if (this.times.length <= remembered) return;
    this.times.shift();
    this.first++;
  }

  state(): unknown {
    return { first: this.first, times: this.times.map((time) => time ?? null) };
  }
}
