#!/usr/bin/env node
// Stands in for VS Code's desktop executable where there is none: takes the arguments that
// @vscode/test-electron gives to it, and runs the tests in the extension host of VS Code's own
// server, with a headless browser as its window.
import path from "node:path";
import { parseArgs } from "node:util";
import { runHostTests } from "../lib/host-tests.mjs";
import { makeProfile, runServerCommand } from "../lib/profile.mjs";

const many = { type: "string", multiple: true };
const { values, positionals } = parseArgs({
  options: {
    "user-data-dir": { type: "string" },
    "extensions-dir": { type: "string" },
    extensionDevelopmentPath: many,
    extensionTestsPath: { type: "string" },
    "enable-proposed-api": many,
    "install-extension": many,
    "list-extensions": { type: "boolean" },
    version: { type: "boolean" },
  },
  // The desktop takes many more, which mean nothing here: --no-sandbox, --skip-welcome…
  strict: false,
  allowPositionals: true,
});

function serverCommand() {
  if (values.version) return ["--version"];
  if (values["list-extensions"]) return ["--list-extensions"];
  const extensions = values["install-extension"] ?? [];
  return extensions.flatMap((name) => ["--install-extension", name]);
}

async function runTests(profile) {
  const [extension, ...others] = values.extensionDevelopmentPath ?? [];
  if (others.length > 0)
    throw new Error("Only one extension can be under development; put others in --extensions-dir.");
  if (values.extensionTestsPath === undefined)
    throw new Error("Nothing to run: --extensionTestsPath is missing.");
  const opened = positionals.map((name) => path.resolve(name));
  return runHostTests(profile, {
    tests: path.resolve(values.extensionTestsPath),
    extension: extension === undefined ? undefined : path.resolve(extension),
    folder: opened.find((name) => !name.endsWith(".code-workspace")),
    workspaceFile: opened.find((name) => name.endsWith(".code-workspace")),
    serverArgs: (values["enable-proposed-api"] ?? []).flatMap((id) => [
      "--enable-proposed-api",
      id,
    ]),
  });
}

const profile = await makeProfile({
  user: values["user-data-dir"],
  extensions: values["extensions-dir"],
});
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    // The guard ends the server, the browser goes with its pipe.
    void profile.remove().finally(() => process.exit(130));
  });
try {
  const command = serverCommand();
  if (command.length > 0) process.stdout.write(await runServerCommand(profile, command));
  else process.exitCode = (await runTests(profile)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await profile.remove();
}
