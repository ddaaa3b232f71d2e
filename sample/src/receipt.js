import { cartTotal, lineTotal } from "./cart.js";

const euros = (cents) => `€${(cents / 100).toFixed(2)}`;

/** A receipt as text, one line for each article. */
export function receipt(lines) {
  const rows = lines.map((line) => `${line.quantity} × ${line.name}: ${euros(lineTotal(line))}`);
  return [...rows, `Total: ${euros(cartTotal(lines))}`].join("\n");
}
