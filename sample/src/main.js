import { receipt } from "./receipt.js";

const cart = [
  { name: "apple", quantity: 3, priceCents: 40 },
  { name: "bread", quantity: 2, priceCents: 250 },
];

console.log(receipt(cart));
