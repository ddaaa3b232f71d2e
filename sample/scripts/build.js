import { cpSync, readdirSync } from "node:fs";

cpSync("src", "dist", { recursive: true });
console.log(`Built ${readdirSync("dist").length} files.`);
