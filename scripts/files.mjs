// File helpers shared by the scripts.
import { readdirSync } from "node:fs";
import path from "node:path";

/** Files below `folder` that `accept` takes, sorted; node_modules is left out. */
export function globSync(folder, accept) {
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules") found.push(...globSync(file, accept));
    } else if (accept(file)) found.push(file);
  }
  return found.sort();
}
