import type { History } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";
import { communities } from "./communities";
import { coUse, forEachPlaces, type CoUse } from "./coUse";
import { compareText, greatest, labelOf } from "./ranking";
import { firstRows } from "./rowRange";
import { tiesOf } from "./ties";

/** Skills that belong together. */
export interface SkillCluster {
  /** Stays the same while its central member does. */
  readonly id: string;
  /** The category most of its members are of, else the labels of two of them. */
  readonly name: string;
  /** At least two, greatest membership first, then by key. */
  readonly members: readonly {
    readonly key: SkillKey;
    readonly label: string;
    /** The share of its ties that lie within the cluster, more than 0 and at most 1. */
    readonly membership: number;
  }[];
  /** Sessions in which at least two of the members were used. */
  readonly sessions: number;
}

export interface SkillClustersOptions {
  /** What a skill means, by its index in `history.skills`; all of the same length. */
  readonly vectorOf?: (skill: number) => Float32Array | undefined;
  /** Skills used in fewer sessions are in no cluster; 5 when left out. */
  readonly minSessions?: number;
  /** At most this many clusters; 10 when left out. */
  readonly limit?: number;
}

/** The most used skills are looked at, and no more. */
const mostSkills = 200;
/** Members tied within the cluster at least this much of the one tied most are central. */
const central = 0.5;

/**
 * Groups of skills that are used in the same sessions, most sessions first, then by id: the
 * `communities` of the graph of their `tiesOf` use and, where vectors are given, of meaning.
 * Skills tied to no other are in none; each is in at most one. Skills that are used in nearly every
 * session go with all the others and so belong to none of them.
 *
 * What a cluster is called must not change with every session. So of its central members, who are
 * tied within it at least half as strongly as the strongest, the one used first gives the id.
 */
export function skillClusters(
  history: History,
  { vectorOf, minSessions = 5, limit = 10 }: SkillClustersOptions = {},
): readonly SkillCluster[] {
  const used = coUse(history, (having) => chosen(history, having, minSessions));
  const size = used.skills.length;
  const ties = tiesOf(used, vectorOf);
  const communityOf = communities(ties, size);
  const groups = new Map<number, number[]>();
  communityOf.forEach((community, place) => {
    const group = groups.get(community);
    if (group === undefined) groups.set(community, [place]);
    else group.push(place);
  });
  const firstRow = firstRows(history);
  const sessionsOf = sharedSessions(history, used, communityOf);
  return [...groups]
    .filter(([, places]) => places.length > 1)
    .map(([community, places]) => ({
      ...described(history, used, firstRow, ties, places),
      sessions: sessionsOf[community] ?? 0,
    }))
    .sort((one, other) => other.sessions - one.sessions || compareText(one.id, other.id))
    .slice(0, limit);
}

/** Of the skills that are not hidden and used often enough, those used in most sessions, by key. */
function chosen(history: History, having: Uint32Array, minSessions: number): readonly number[] {
  const countOf = (skill: number): number => {
    const count = having[skill] ?? 0;
    return history.skills[skill]?.hidden === true || count < minSessions ? 0 : count;
  };
  return [...greatest(history, countOf, mostSkills)]
    .sort((one, other) => compareText(one.key, other.key))
    .map(({ index }) => index);
}

function described(
  history: History,
  { skills }: CoUse,
  firstRow: Int32Array,
  ties: Float64Array,
  places: readonly number[],
): Omit<SkillCluster, "sessions"> {
  const size = skills.length;
  const tied = (place: number, to: Iterable<number>): number => {
    let sum = 0;
    for (const other of to) sum += ties[place * size + other] ?? 0;
    return sum;
  };
  const members = places.flatMap((place) => {
    const entry = history.skills[skills[place] ?? -1];
    if (entry === undefined) return [];
    const within = tied(place, places);
    const membership = within / tied(place, skills.keys());
    const { category } = entry;
    const key = skillKey(entry);
    return [
      {
        key,
        label: labelOf(entry),
        membership,
        within,
        category,
        row: firstRow[skills[place] ?? -1] ?? 0,
      },
    ];
  });
  const most = members.reduce((greatest, { within }) => Math.max(greatest, within), 0);
  const oldestFirst = members
    .filter(({ within }) => within >= central * most)
    .sort((one, other) => one.row - other.row);
  return {
    id: `cluster:${oldestFirst[0]?.key ?? ""}`,
    name: nameOf(members) ?? twoOf(oldestFirst, members),
    members: members
      .map(({ key, label, membership }) => ({ key, label, membership }))
      .sort((one, other) => other.membership - one.membership || compareText(one.key, other.key)),
  };
}

/** The category of more than half of them; "Other" says nothing. */
function nameOf(members: readonly { readonly category: string }[]): string | undefined {
  return members
    .map(({ category }) => category)
    .find(
      (category, _, all) =>
        category !== "Other" && all.filter((one) => one === category).length > all.length / 2,
    );
}

interface Named {
  readonly label: string;
}

function twoOf(oldestFirst: readonly Named[], members: readonly Named[]): string {
  const named = [...oldestFirst, ...members.filter((one) => !oldestFirst.includes(one))];
  return named
    .slice(0, 2)
    .map(({ label }) => label)
    .join(", ");
}

/** By community: sessions that hold at least two of it. */
function sharedSessions(history: History, { skills }: CoUse, communityOf: Int32Array): Uint32Array {
  const sessions = new Uint32Array(communityOf.length);
  const seenIn = new Int32Array(communityOf.length).fill(-1);
  const countedIn = new Int32Array(communityOf.length).fill(-1);
  let session = 0;
  forEachPlaces(history, skills, (places) => {
    for (const place of places) {
      const community = communityOf[place] ?? 0;
      if (seenIn[community] === session && countedIn[community] !== session) {
        countedIn[community] = session;
        sessions[community] = (sessions[community] ?? 0) + 1;
      }
      seenIn[community] = session;
    }
    session++;
  });
  return sessions;
}
