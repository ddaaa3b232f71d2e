import assert from "node:assert/strict";
import { test } from "node:test";
import { cartTotal, lineTotal } from "../src/cart.js";
import { receipt } from "../src/receipt.js";

const apples = (quantity) => ({ name: "apple", quantity, priceCents: 100 });

test("a line costs its quantity times its price", () => {
  assert.equal(lineTotal(apples(3)), 300);
});

test("four items cost the full price", () => {
  assert.equal(cartTotal([apples(4)]), 400);
});

test("five items earn a tenth off", () => {
  assert.equal(cartTotal([apples(5)]), 450);
});

test("a receipt ends with the total", () => {
  assert.match(receipt([apples(1)]), /Total: €1\.00$/);
});
