import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

/** A file of the sources with everything it imports, types included. */
export interface Source {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Paths of sources, and names of packages, of Node's modules and of style sheets. */
  readonly imports: readonly string[];
}

/** Every TypeScript and style file below `src` and `media`. */
export function readSources(): readonly Source[] {
  return ["src", "media"].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .map((file) => posix.join(root, file.replaceAll("\\", "/")))
      .filter((path) => /\.(ts|css)$/.test(path))
      .sort()
      .map((path) => {
        const text = readFileSync(path, "utf8");
        return { path, text, imports: path.endsWith(".ts") ? importsOf(path, text) : [] };
      }),
  );
}

function importsOf(path: string, text: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith(".")) return fileName;
    const target = posix.join(posix.dirname(path), fileName);
    return /\.(css|ttf)$/.test(target) ? target : `${target}.ts`;
  });
}

/** @returns a way through `imports` that comes back to where it began; undefined when there is none. */
export function findCycle(
  sources: readonly Pick<Source, "path" | "imports">[],
): readonly string[] | undefined {
  const imports = new Map(sources.map((source) => [source.path, source.imports]));
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of imports.get(path) ?? []) {
      const cycle = visit(next, [...way, path]);
      if (cycle !== undefined) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of sources) {
    const cycle = visit(path, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
