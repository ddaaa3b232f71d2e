import initSqlJs from "sql.js";

/** What SQLite stores. */
export type SqlValue = number | string | Uint8Array | null;
export type SqlRow = readonly SqlValue[];

/** A statement that is kept. `Row` is what the author of the SQL says its columns are. */
export interface SqlStatement<Row extends SqlRow = SqlRow> {
  run(...values: readonly SqlValue[]): void;
  first(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): Row[];
}

/** One database in memory. */
export interface SqlDatabase {
  /** Runs one or more statements without parameters. */
  exec(sql: string): void;
  /** The same text gives the same statement. */
  prepare<Row extends SqlRow = SqlRow>(sql: string): SqlStatement<Row>;
  /** The file as bytes. Throws while a transaction is open. */
  export(): Uint8Array;
  close(): void;
}

/** What the store needs of an SQL engine. */
export interface SqlEngine {
  /** @param bytes a database file; an empty database when absent. Throws when it is none. */
  open(bytes?: Uint8Array): SqlDatabase;
}

/** @param wasm the bytes of `sql-wasm.wasm`. */
export async function loadSqlEngine(wasm: Uint8Array): Promise<SqlEngine> {
  // Bytes, not a path: the loader would try to fetch() a path where that function exists.
  const wasmBinary = new Uint8Array(wasm).buffer;
  // The old extension functions shadow names that SQLite itself may use later.
  const config = { wasmBinary, useOldExtensionFunctions: false };
  const { Database } = await initSqlJs(config);
  return { open: (bytes) => new SqlJsDatabase(new Database(bytes)) };
}

type Connection = InstanceType<Awaited<ReturnType<typeof initSqlJs>>["Database"]>;

class SqlJsDatabase implements SqlDatabase {
  private readonly statements = new Map<string, unknown>();

  constructor(private readonly connection: Connection) {}

  exec(sql: string): void {
    this.connection.exec(sql);
  }

  prepare<Row extends SqlRow>(sql: string): SqlStatement<Row> {
    const known = this.statements.get(sql) as SqlStatement<Row> | undefined;
    if (known) return known;
    const made = this.statement<Row>(sql);
    this.statements.set(sql, made);
    return made;
  }

  export(): Uint8Array {
    return this.connection.export();
  }

  close(): void {
    this.connection.close();
  }

  private statement<Row extends SqlRow>(sql: string): SqlStatement<Row> {
    const statement = this.connection.prepare(sql);
    const all = (values: readonly SqlValue[], most: number): Row[] => {
      const rows: Row[] = [];
      try {
        statement.bind([...values]);
        while (rows.length < most && statement.step()) rows.push(statement.get() as unknown as Row);
      } finally {
        // A statement that is not at rest keeps the database from being exported.
        statement.reset();
      }
      return rows;
    };
    return {
      run: (...values) => void all(values, Number.POSITIVE_INFINITY),
      first: (...values) => all(values, 1)[0],
      all: (...values) => all(values, Number.POSITIVE_INFINITY),
    };
  }
}
