/** The greatest share of places that may be taken: fuller tables are slow to search. */
const greatestLoad = 0.5;

/**
 * Numbers, from 0 in the order they are added, for pairs of whole numbers from 0. Most pairs never
 * meet, so a table of all would be too large; a `Map` takes five times as long.
 */
export class Pairs {
  private readonly firsts: Int32Array;
  private readonly seconds: Int32Array;
  private readonly ids: Int32Array;
  private readonly mask: number;
  private size = 0;

  /** @param capacity the most pairs there can be. */
  constructor(capacity: number) {
    const places = 2 ** Math.ceil(Math.log2(Math.max(1, capacity) / greatestLoad));
    this.firsts = new Int32Array(places);
    this.seconds = new Int32Array(places);
    this.ids = new Int32Array(places).fill(-1);
    this.mask = places - 1;
  }

  /** @returns −1 for a pair that was never added. */
  find(first: number, second: number): number {
    return this.ids[this.placeOf(first, second)] ?? -1;
  }

  add(first: number, second: number): number {
    const place = this.placeOf(first, second);
    const known = this.ids[place] ?? -1;
    if (known >= 0) return known;
    this.firsts[place] = first;
    this.seconds[place] = second;
    this.ids[place] = this.size;
    return this.size++;
  }

  /** Where the pair is, or the free place where it would be: linear probing. */
  private placeOf(first: number, second: number): number {
    let place = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 0;
    place = (place ^ (place >>> 15)) & this.mask;
    while (
      (this.ids[place] ?? -1) >= 0 &&
      (this.firsts[place] !== first || this.seconds[place] !== second)
    ) {
      place = (place + 1) & this.mask;
    }
    return place;
  }
}
