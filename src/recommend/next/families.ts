import { DecayedCounts } from "./decayedCounts";
import { column } from "./features";
import type { FeatureMatrix } from "./featureMatrix";
import { situationHalfLife } from "./habits";

const prior = 5;

/** The first word of a name, before a space, dot, colon, slash or hyphen: "git" of "git commit". */
export function familyName(name: string): string {
  return /^[^\s.:/-]+/.exec(name)?.[0] ?? name;
}

/** The number of the family of each name, from 0 in the order of appearance. */
export function familiesOf(names: readonly string[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    const family = familyName(name);
    const at = known.get(family) ?? known.size;
    known.set(family, at);
    return at;
  });
}

/** Which families of skills follow which. */
export class Families {
  private readonly uses = new DecayedCounts(situationHalfLife);
  private readonly followers = new DecayedCounts(situationHalfLife);

  /** @param of the family of each skill, from 0; skills beyond it have none. */
  constructor(public of: Int32Array = new Int32Array(0)) {}

  /** @param last the skill that came last in the stretch; −1 for none. */
  fill(matrix: FeatureMatrix, last: number): void {
    const row = this.followers.row(this.of[last] ?? -1);
    const all = this.uses.row(0);
    const total = this.followers.total(this.of[last] ?? -1) / this.followers.unit;
    if (total === 0) return;
    for (let skill = 0; skill < matrix.size; skill++) {
      const family = this.of[skill] ?? -1;
      const usual = (all[family] ?? 0) / this.uses.total(0);
      if (usual === 0) continue;
      const count = (row[family] ?? 0) / this.followers.unit;
      matrix.set(skill, column.family, Math.log((count / usual + prior) / (total + prior)));
    }
  }

  count(skill: number, last: number): void {
    const family = this.of[skill] ?? -1;
    const familyBefore = this.of[last] ?? -1;
    if (family >= 0) this.uses.add(0, family);
    if (family >= 0 && familyBefore >= 0) this.followers.add(familyBefore, family);
    this.uses.tick();
    this.followers.tick();
  }
}
