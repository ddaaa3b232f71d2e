/** The greatest share of places that may be taken: fuller tables are slow to search. */
const greatestLoad = 0.5;
/** Numbers kept for each place: first, second, number + 1 (0 = free), and one to fill a cache line. */
const width = 4;

/**
 * Numbers, from 0 in the order they are added, for pairs of whole numbers from 0. Most pairs never
 * meet, so a table of all would be too large; a `Map` takes five times as long.
 */
export class Pairs {
  private readonly places: Int32Array;
  private readonly mask: number;
  private size = 0;

  /** @param capacity the most pairs there can be. */
  constructor(capacity: number) {
    const count = 2 ** Math.ceil(Math.log2(Math.max(1, capacity) / greatestLoad));
    this.places = new Int32Array(count * width);
    this.mask = count - 1;
  }

  /** @returns −1 for a pair that was never added. */
  find(first: number, second: number): number {
    return (this.places[this.placeOf(first, second) + 2] ?? 0) - 1;
  }

  add(first: number, second: number): number {
    const place = this.placeOf(first, second);
    const known = this.places[place + 2] ?? 0;
    if (known > 0) return known - 1;
    this.places[place] = first;
    this.places[place + 1] = second;
    this.places[place + 2] = this.size + 1;
    return this.size++;
  }

  /** Where the pair is, or the free place where it would be: linear probing. */
  private placeOf(first: number, second: number): number {
    const { places, mask } = this;
    const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    for (let at = mixed ^ (mixed >>> 15); ; at++) {
      const place = (at & mask) * width;
      const isFree = places[place + 2] === 0;
      if (isFree || (places[place] === first && places[place + 1] === second)) return place;
    }
  }
}
