/** The share of the seeds that this run checks: `SEEDS=1/3` is the second of three. */
function share(): readonly [own: number, shares: number] {
  const [own = 0, shares = 1] = (process.env["SEEDS"] ?? "0/1").split("/").map(Number);
  return [own, shares];
}

/**
 * The seeds of a check on random data, 1 to `count`. Where the tests run once for each of several
 * time zones, each of these runs has its share, and together they have all. A share has one seed at
 * least, also where there are fewer seeds than shares.
 */
export function* seedsUpTo(count: number): Generator<number> {
  const [own, shares] = share();
  const step = Math.min(shares, count);
  for (let seed = 1; seed <= count; seed++) if (seed % step === own % step) yield seed;
}

/** @returns the part of a count over all seeds that the seeds of this run should come to. */
export function inShare(count: number): number {
  const [, shares] = share();
  return count / shares;
}
