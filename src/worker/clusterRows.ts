import { skillClusters } from "../analysis/clusters";
import type { Sha256 } from "../recommend/experiments/assign";
import type { ClusterRow } from "../store/clusterTables";
import type { History } from "../tracker/history";
import { parseSkillKey } from "../tracker/model";

/** Hexadecimal digits of a hash that make a whole number a program can count with. */
const idDigits = 12;

/** The clusters of a history as rows; one keeps its number as long as its central skill does. */
export function clusterRows(history: History, sha256: Sha256): readonly ClusterRow[] {
  return skillClusters(history).map(({ id, name, members }) => ({
    id: Number.parseInt(sha256(id).slice(0, idDigits), 16),
    name,
    members: members.flatMap(({ key, membership }) => {
      const skill = parseSkillKey(key);
      return skill === undefined ? [] : [{ skill, score: membership }];
    }),
  }));
}
