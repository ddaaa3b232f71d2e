// The licences of everything that is bundled, gathered from the bundler's metafiles.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Packages that name a licence but do not carry its text, with the holder their repository names.
 * They get the standard text from scripts/licences/.
 */
const withoutText = new Map([
  ["@microsoft/fast-element", { licence: "MIT", holder: "Microsoft Corporation" }],
  ["@microsoft/fast-foundation", { licence: "MIT", holder: "Microsoft Corporation" }],
  ["@microsoft/fast-web-utilities", { licence: "MIT", holder: "Microsoft Corporation" }],
]);

const licenceFile = /^(licen[cs]e|copying)([-.].*)?$/i;

/** @returns the folder of the package a bundled file belongs to, or undefined for our own files */
export function packageFolder(file) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

function licenceText(folder, { name, license }) {
  const files = readdirSync(folder).filter((file) => licenceFile.test(file));
  if (files.length > 0)
    return files
      .sort()
      .map((file) => readFileSync(path.join(folder, file), "utf8").trim())
      .join("\n\n");
  const known = withoutText.get(name);
  if (known === undefined || known.licence !== license)
    throw new Error(`${folder} is bundled but has no licence file; its package.json: ${license}.`);
  const standard = readFileSync(path.join(import.meta.dirname, `licences/${license}.txt`), "utf8");
  return standard.replace("{holder}", known.holder).trim();
}

function section({ name, version, license }, text) {
  return `## ${name} ${version} (${license})\n\n\`\`\`text\n${text.trim()}\n\`\`\`\n`;
}

/** The model names the package it is made from, and carries notice and licence. */
function modelSection(folder) {
  const read = (file) => readFileSync(path.join(folder, file), "utf8");
  const { source } = JSON.parse(read("model.json"));
  return section(source, `${read("NOTICE")}\n${read("LICENSE")}`);
}

/**
 * Writes one section for each npm package that is in a bundle, and one for the model where that is
 * made. Throws when a package carries no licence text and none is known here.
 */
export function writeNotices(metafiles, modelFolder, to) {
  const folders = new Set();
  for (const metafile of metafiles)
    for (const { inputs } of Object.values(JSON.parse(readFileSync(metafile, "utf8")).outputs))
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = packageFolder(file);
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
  const sections = [...folders].sort().map((folder) => {
    const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return section(manifest, licenceText(folder, manifest));
  });
  if (existsSync(modelFolder)) sections.push(modelSection(modelFolder));
  const head = "# Third-party notices\n\nSession Buddy contains parts of these packages.\n";
  writeFileSync(to, [head, ...sections].join("\n"));
}
