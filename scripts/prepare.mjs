// Gets ready what the tests need beside the root's packages: node scripts/prepare.mjs
import { setupHost } from "../test/host/setup.mjs";
import { requirePrograms } from "./programs.mjs";

try {
  await requirePrograms(["chromium", "git", "sqlite3"]);
  await setupHost();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
