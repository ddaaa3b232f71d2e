import assert from "node:assert/strict";
import { test } from "node:test";
import { twoSidedP, twoSidedZ } from "../../../src/analysis/normal";

test("the tail of the normal distribution is right to ten digits, however far out", () => {
  // erfc(z / √2) with thirty digits.
  const known = [
    [0, 1],
    [0.5, 0.6170750774519738],
    [1, 0.3173105078629141],
    [1.959963984540054, 0.05],
    [3, 0.0026997960632601891],
    [4.2, 2.6691498031812677e-5],
    [4.3, 1.7079810941983608e-5],
    [6, 1.9731752900753963e-9],
    [8, 1.2441921148543568e-15],
    [20, 5.5072482372124674e-89],
  ] as const;
  for (const [z, p] of known) {
    assert.ok(Math.abs(twoSidedP(z) / p - 1) < 1e-10, `${z}: ${twoSidedP(z)}`);
    assert.equal(twoSidedP(-z), twoSidedP(z));
  }
});

test("a z goes to its p and back", () => {
  for (let z = 0.01; z < 37; z += 0.01) {
    const back = twoSidedZ(twoSidedP(z));
    assert.ok(Math.abs(back / z - 1) < 1e-9, `${z}: ${back}`);
  }
  assert.equal(twoSidedZ(1), 0);
});

test("a p too small for a number still has a z", () => {
  assert.equal(twoSidedZ(0), twoSidedZ(1e-300));
  assert.equal(Math.round(twoSidedZ(0)), 37);
});
