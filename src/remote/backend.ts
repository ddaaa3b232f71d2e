import { assertNever } from "../base/assert";
import type { DeliveryState } from "./delivery";

/** The values of `sessionBuddy.backend`. */
export const backendChoices = ["direct", "mcp", "auto", "none"] as const;
export type BackendChoice = (typeof backendChoices)[number];

/** What is really in use. */
export type BackendInUse =
  | "direct"
  | "mcp (connected)"
  | `mcp (waiting: ${number} to deliver)`
  | "direct (mcp does not answer)"
  | "none";

/** @param unwritten items that not even the queue on disk holds yet. */
export function backendInUse(
  choice: BackendChoice,
  delivery: DeliveryState,
  unwritten: number,
): BackendInUse {
  switch (choice) {
    case "none":
    case "direct":
      return choice;
    case "mcp":
      return delivery.isConnected
        ? "mcp (connected)"
        : `mcp (waiting: ${delivery.waiting + unwritten} to deliver)`;
    case "auto":
      return delivery.isConnected ? "mcp (connected)" : "direct (mcp does not answer)";
    default:
      return assertNever(choice);
  }
}
