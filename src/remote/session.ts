import { isFields, type Fields } from "../base/fields";
import { beginCall, endCall, type ToolCall } from "./calls";
import type { DeliveryItem, StartItem } from "./item";

/** What a tool answered: its figures, or the sentence with which it refused. */
export type ToolAnswer =
  | { readonly type: "answer"; readonly data: Fields }
  | { readonly type: "refusal"; readonly sentence: string };

/** A tool as the server tells of it. */
export interface OfferedTool {
  readonly name: string;
  /** Names of its arguments. */
  readonly takes: readonly string[];
}

/** A connected server. All of it rejects when the server does not answer. */
export interface ServerPort {
  tools(): Promise<readonly OfferedTool[]>;
  call(name: string, args: Fields): Promise<ToolAnswer>;
}

/** How a delivery ended: taken, or refused with a sentence. */
export type Delivered =
  { readonly type: "taken" } | { readonly type: "refused"; readonly sentence: string };

/** Delivers to one server that has been looked at. */
export class RemoteSession {
  private constructor(
    private readonly server: ServerPort,
    private readonly phases: ReadonlySet<string>,
  ) {}

  /**
   * Looks at what the server offers before anything is told to it.
   *
   * @throws Error when it is no server that can be told the same thing twice, and when it does not
   *   record.
   */
  static async open(server: ServerPort): Promise<RemoteSession> {
    const tools = await server.tools();
    const takes = (tool: string): readonly string[] =>
      tools.find(({ name }) => name === tool)?.takes ?? [];
    const isKnown = ["track_invocation", "complete_invocation"].every((tool) =>
      takes(tool).includes("invocation_id"),
    );
    if (!isKnown) throw new Error("It is no Session Buddy server that takes deliveries.");
    const answer = await server.call("get_current_session", {});
    const about = answer.type === "answer" ? answer.data : {};
    if (about["recording"] !== true) throw new Error("The other Session Buddy does not record.");
    const phases = Array.isArray(about["phases"]) ? about["phases"] : [];
    return new RemoteSession(server, new Set(phases.filter((one) => typeof one === "string")));
  }

  /**
   * @param start of the item's invocation, where it is known.
   * @throws what the server does when it does not answer; then it may have taken it nevertheless.
   */
  async deliver(item: DeliveryItem, start: StartItem | undefined): Promise<Delivered> {
    if (item.type === "started") return this.call(beginCall(item, this.phases));
    const end = endCall(item, start);
    const delivered = await this.call(end);
    if (delivered.type === "taken" || start === undefined) return delivered;
    // Since it was told of the beginning, the server may have been started anew.
    const begun = await this.call(beginCall(start, this.phases));
    return begun.type === "taken" ? this.call(end) : begun;
  }

  private async call({ name, arguments: args }: ToolCall): Promise<Delivered> {
    const answer = await this.server.call(name, args);
    return answer.type === "answer"
      ? { type: "taken" }
      : { type: "refused", sentence: answer.sentence };
  }
}

/** @returns the names of what a tool takes, by its schema. */
export function takenBy(inputSchema: unknown): readonly string[] {
  const { properties } = isFields(inputSchema) ? inputSchema : {};
  return isFields(properties) ? Object.keys(properties) : [];
}
