import { requireFromHost } from "../host/lib/installed.mjs";

interface Entry {
  readonly fileName: string;
  readonly compressedSize: number;
}

/** The part of yauzl that is used here; the package is the test host's. */
interface ZipFile {
  readEntry(): void;
  on(event: "entry", listener: (entry: Entry) => void): void;
  on(event: "end", listener: () => void): void;
  on(event: "error", listener: (error: Error) => void): void;
  openReadStream(
    entry: Entry,
    done: (error: Error | null, stream: AsyncIterable<Buffer>) => void,
  ): void;
}
interface Yauzl {
  open(
    file: string,
    options: { readonly lazyEntries: true },
    done: (error: Error | null, zip: ZipFile) => void,
  ): void;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Visits the entries of an archive one after the other. */
function eachEntry(
  file: string,
  visit: (entry: Entry, zip: ZipFile) => Promise<void>,
): Promise<void> {
  const yauzl = requireFromHost("yauzl") as Yauzl;
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true }, (failure, zip) => {
      if (failure !== null) {
        reject(failure);
        return;
      }
      zip.on("error", reject);
      zip.on("end", () => {
        resolve();
      });
      zip.on("entry", (entry) => {
        visit(entry, zip).then(() => {
          zip.readEntry();
        }, reject);
      });
      zip.readEntry();
    });
  });
}

function contentOf(entry: Entry, zip: ZipFile): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null) reject(error);
      else readAll(stream).then(resolve, reject);
    });
  });
}

/** @returns the files of an archive by their names */
export async function readZip(file: string): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  await eachEntry(file, async (entry, zip) => {
    contents.set(entry.fileName, await contentOf(entry, zip));
  });
  return contents;
}

/** @returns how many bytes each file takes in the archive, by its name */
export async function packedSizes(file: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  await eachEntry(file, (entry) => {
    sizes.set(entry.fileName, entry.compressedSize);
    return Promise.resolve();
  });
  return sizes;
}
