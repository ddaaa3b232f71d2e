import { requireFromHost } from "../host/lib/installed.mjs";

interface Entry {
  readonly fileName: string;
  readonly uncompressedSize: number;
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

/** @returns the files of an archive by their names */
export function readZip(file: string): Promise<Map<string, Buffer>> {
  const yauzl = requireFromHost("yauzl") as Yauzl;
  const contents = new Map<string, Buffer>();
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true }, (failure, zip) => {
      if (failure !== null) {
        reject(failure);
        return;
      }
      zip.on("error", reject);
      zip.on("end", () => {
        resolve(contents);
      });
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, (error, stream) => {
          if (error !== null) reject(error);
          else
            readAll(stream).then((content) => {
              contents.set(entry.fileName, content);
              zip.readEntry();
            }, reject);
        });
      });
      zip.readEntry();
    });
  });
}
