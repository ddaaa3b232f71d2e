import { isFields } from "../../base/fields";

/** The session that Session Buddy itself reports to find out whether a hook arrives. */
export const checkSession = "session-buddy-check";

/** Whether a payload of a hook is such a report: it tells of no run. */
export function isCheck(payload: unknown): boolean {
  return isFields(payload) && [payload["session_id"], payload["sessionId"]].includes(checkSession);
}
