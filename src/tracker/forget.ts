import { assertNever } from "../base/assert";
import type { Invocation } from "./model";
import type { ForgetScope } from "./record";

/** @returns whether `what` covers the invocation. Those begun after `untilMs` stay. */
export function isForgotten(
  invocation: Pick<Invocation, "id" | "sessionId" | "skill" | "startedAtMs">,
  what: ForgetScope,
): boolean {
  switch (what.type) {
    case "invocation":
      return invocation.id === what.id;
    case "session":
      return invocation.sessionId === what.sessionId;
    case "skill":
      return (
        invocation.startedAtMs <= what.untilMs &&
        invocation.skill.kind === what.skill.kind &&
        invocation.skill.name === what.skill.name
      );
    case "everything":
      return invocation.startedAtMs <= what.untilMs;
    default:
      return assertNever(what);
  }
}
