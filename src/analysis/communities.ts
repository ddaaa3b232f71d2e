/** Smaller gains are rounding. */
const leastGain = 1e-12;

/**
 * Divides a weighted graph into communities: nodes more tied to each other than their ties in all
 * would make them by chance. Every node begins alone; the two communities whose union gains most
 * modularity are joined until none gains. Of equal gains the pair of lowest numbers is joined, so
 * the same graph always gives the same communities.
 *
 * With e the share of all ties that lies between two communities, and a the share of each one's
 * ends of ties, a union gains 2(e − a·a′). Source: Clauset, Newman and Moore, Physical Review E 70
 * (2004), 066111; with weights: Newman, ibid., 056131.
 *
 * It takes time in the order of `size`² times the communities that one is tied to.
 *
 * @param weights ≥ 0, at `one * size + other` and the other way round; those of a node with itself
 *   do not count.
 * @returns the community of each node: the lowest number of a node in it. A node without ties is
 *   alone.
 */
export function communities(weights: Float64Array, size: number): Int32Array {
  const communityOf = Int32Array.from({ length: size }, (_, node) => node);
  const between = weights.slice();
  const ends = new Float64Array(size);
  let all = 0;
  for (let node = 0; node < size; node++) {
    between[node * size + node] = 0;
    for (let other = 0; other < size; other++) {
      ends[node] = (ends[node] ?? 0) + (between[node * size + other] ?? 0);
    }
    all += ends[node] ?? 0;
  }
  if (all === 0) return communityOf;
  const gainOf = (one: number, other: number): number =>
    (2 * ((between[one * size + other] ?? 0) - ((ends[one] ?? 0) * (ends[other] ?? 0)) / all)) /
    all;
  let alive = [...communityOf].filter((node) => (ends[node] ?? 0) > 0);
  // Of each community the one after it with which it gains most, or itself where none gains.
  const best = communityOf.slice();
  const lookAround = (one: number): void => {
    best[one] = one;
    let gain = 0;
    for (const other of alive) {
      if (other <= one || between[one * size + other] === 0) continue;
      const gained = gainOf(one, other);
      if (gained > gain + leastGain) [gain, best[one]] = [gained, other];
    }
  };
  alive.forEach(lookAround);
  for (;;) {
    let gain = 0;
    let kept = -1;
    for (const one of alive) {
      const other = best[one] ?? one;
      const gained = other === one ? 0 : gainOf(one, other);
      if (gained > gain + leastGain) [gain, kept] = [gained, one];
    }
    if (kept < 0) return communityOf;
    const gone = best[kept] ?? kept;
    for (const other of alive) {
      const tie = (between[kept * size + other] ?? 0) + (between[gone * size + other] ?? 0);
      between[kept * size + other] = tie;
      between[other * size + kept] = tie;
    }
    ends[kept] = (ends[kept] ?? 0) + (ends[gone] ?? 0);
    for (let node = 0; node < size; node++)
      if (communityOf[node] === gone) communityOf[node] = kept;
    alive = alive.filter((node) => node !== gone);
    for (const one of alive) {
      const isTied = between[one * size + kept] !== 0;
      if (isTied || one === kept || best[one] === gone) lookAround(one);
    }
  }
}
