/** Lengths of the pieces of a word that are compared. */
const shortest = 3;
const longest = 5;

/**
 * Calls `visit` with every run of 3–5 signs of a word and its two edges, as 64 bits of a hash: two
 * of a million pieces are taken for one with a chance of 1 in 30 million.
 */
export function forPieces(word: string, visit: (high: number, low: number) => void): void {
  const whole = ` ${word} `;
  for (let start = 0; start + shortest <= whole.length; start++) {
    let high = 0x2545f491;
    let low = 0x4f6cdd1d;
    const end = Math.min(whole.length, start + longest);
    for (let at = start; at < end; at++) {
      const sign = whole.charCodeAt(at);
      high = Math.imul(high ^ sign, 0x9e3779b1);
      high ^= high >>> 15;
      low = Math.imul(low + sign + 1, 0x85ebca6b);
      low ^= low >>> 13;
      if (at + 1 - start >= shortest) visit(high, low);
    }
  }
}
