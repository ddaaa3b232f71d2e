import { defaultAnonymity } from "../../../recommend/peers/anonymity";
import { parseBaselines } from "../../../recommend/peers/file";
import { isUserHash } from "../../../recommend/peers/identity";
import type { Community, UserBaseline } from "../../../recommend/peers/model";

/**
 * How many users have to back what is told. Who asks counts among the users of a community unless
 * they say who of them they are, so one more is needed then.
 */
export function anonymityFor({ users }: Community, userId?: string): number {
  const isKnown = users.some(({ user }) => user === userId);
  return isKnown ? defaultAnonymity : defaultAnonymity + 1;
}

/** A name that is no hash is nobody's in a community. */
export function meAs(userId: string, baselineText: string): UserBaseline {
  const [own] = parseBaselines(baselineText);
  return { user: isUserHash(userId) ? userId : "", skills: own?.skills ?? [] };
}

/** Why nothing is told of others. */
export function silence(isShared: boolean): string {
  return isShared
    ? `Fewer than ${defaultAnonymity} others have shared any one skill.`
    : "No baselines are shared with this server: SESSION_BUDDY_SHARED_BASELINES is not set.";
}
