import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, crc32ByTable, decodeLines, encodeLine } from "../../../src/store/codec";
import { randomOf } from "./randomOf";

function lines(...values: readonly unknown[]): Buffer {
  return Buffer.concat(values.map((value) => Buffer.from(encodeLine(JSON.stringify(value)))));
}

function decodedFrom(bytes: Buffer): { values: unknown[]; consumed: number; damaged: number } {
  const values: unknown[] = [];
  return { ...decodeLines(bytes, (value) => values.push(value)), values };
}

test("the checksum is CRC-32: the check value of the standard comes out", () => {
  assert.equal(crc32(Buffer.from("123456789")), 0xcbf43926);
  assert.equal(crc32ByTable(Buffer.from("123456789")), 0xcbf43926);
});

test("the table and zlib agree on random bytes", () => {
  const random = randomOf(1);
  for (let round = 0; round < 200; round++) {
    const bytes = Buffer.from(
      Array.from({ length: Math.floor(random() * 300) }, () => random() * 256),
    );
    assert.equal(crc32ByTable(bytes), crc32(bytes));
  }
});

test("what is encoded is decoded, whatever letters it has", () => {
  const values = [{ text: "a\nb\u2028\u{1F600}é\u0000" }, { n: 1 }, { long: "x".repeat(200_000) }];
  const bytes = lines(...values);
  assert.deepEqual(decodedFrom(bytes), { values, consumed: bytes.length, damaged: 0 });
});

test("a line is readable text", () => {
  assert.match(encodeLine('{"a":1}').toString(), /^[0-9a-f]{8} \{"a":1\}\n$/);
});

test("a torn last line is neither read nor counted as damaged", () => {
  const whole = lines({ n: 1 });
  const bytes = Buffer.concat([whole, lines({ n: 2 }).subarray(0, 12)]);
  assert.deepEqual(decodedFrom(bytes), {
    values: [{ n: 1 }],
    consumed: whole.length,
    damaged: 0,
  });
});

test("a flipped bit loses its own line and no other", () => {
  const values = Array.from({ length: 5 }, (_, n) => ({ n, text: "some { text" }));
  const clean = lines(...values);
  for (let bit = 0; bit < (clean.length - 1) * 8; bit++) {
    const bytes = Buffer.from(clean);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const hit = Math.floor((bit >> 3) / (clean.length / values.length));
    const decoded = decodedFrom(bytes);
    assert.deepEqual(
      decoded.values,
      values.filter((_, n) => n !== hit),
      `bit ${bit}`,
    );
    assert.ok(decoded.damaged === 1 || decoded.damaged === 2, `bit ${bit}`);
  }
});

test("zeros where the disk lost a block cost the lines they cover", () => {
  const bytes = lines({ n: 1 }, { n: 2 }, { n: 3 });
  bytes.fill(0, 10, 30);
  const decoded = decodedFrom(bytes);
  assert.deepEqual(decoded.values, [{ n: 3 }]);
  assert.equal(decoded.damaged, 1);
});

test("random bytes are no lines", () => {
  const random = randomOf(2);
  for (let round = 0; round < 50; round++) {
    const bytes = Buffer.from(Array.from({ length: 2000 }, () => random() * 256));
    assert.deepEqual(decodedFrom(bytes).values, []);
  }
});
