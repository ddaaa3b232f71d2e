import assert from "node:assert/strict";
import { test } from "node:test";
import { LineCutter, maxLineBytes } from "../../../src/follow/lines";
import { seededRandom } from "../../support/random";

test("lines come out whole however the bytes are cut, and what is unfinished does not count", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 500; round++) {
    const lines = Array.from({ length: random.int(0, 5) }, () =>
      Array.from({ length: random.int(0, 4) }, () => random.pick(["ä", "{", "€", "x", "😀"])).join(
        "",
      ),
    );
    const breaks = lines.map(() => random.pick(["\n", "\r\n"]));
    const rest = random.pick(["", "torn", "€"]);
    const whole = lines.map((line, n) => line + (breaks[n] ?? "")).join("");
    const bytes = Buffer.from(whole + rest);
    const heard: (string | undefined)[] = [];
    const cutter = new LineCutter((line) => heard.push(line));
    for (let from = 0; from < bytes.length;) {
      const to = from + 1 + random.int(0, 3);
      // As a reader does that uses one buffer for all it reads.
      const piece = Buffer.from(bytes.subarray(from, to));
      cutter.take(piece);
      piece.fill(0);
      from = to;
    }
    assert.deepEqual(heard, lines);
    assert.equal(cutter.consumed, Buffer.byteLength(whole));
  }
});

test("a line beyond any size is passed over, and the next one is heard", () => {
  const heard: (string | undefined)[] = [];
  const cutter = new LineCutter((line) => heard.push(line?.slice(0, 10)));
  const piece = Buffer.alloc(1 << 20, "a");
  for (let n = 0; n <= maxLineBytes >> 20; n++) cutter.take(piece);
  cutter.take(Buffer.from("\nnext\n"));
  assert.deepEqual(heard, [undefined, "next"]);
  assert.equal(cutter.consumed, ((maxLineBytes >> 20) + 1) * (1 << 20) + 1 + 5);
});
