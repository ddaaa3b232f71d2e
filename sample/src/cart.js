/** What one line of a receipt costs, in cents. */
export function lineTotal({ quantity, priceCents }) {
  return quantity * priceCents;
}

/** What a cart costs, in cents; five items or more earn a tenth off. */
export function cartTotal(lines) {
  const items = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const total = lines.reduce((sum, line) => sum + lineTotal(line), 0);
  return items > 5 ? Math.round(total * 0.9) : total;
}
