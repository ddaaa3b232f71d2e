import { each, programs } from "./rule";
import type { Rule } from "./rule";

const database = { category: "Database", phase: "execution" } as const;
const network = { category: "Network", phase: "execution" } as const;

/** Databases and the network. */
export function dataRules(): readonly Rule[] {
  return [
    {
      skill: "psql",
      example: "psql -h h -U u app",
      ...database,
      values: "-h -U -d -p -c -f -v -o --host --port --username --dbname",
      endless: { operands: 2, unless: "-c -f -l --command --file --list --version" },
    },
    ...each(
      {
        ...database,
        values: "-h -u -P -D -e --host --user --port",
        endless: { operands: 1, unless: "-e --execute --version" },
      },
      { mysql: "mysql -u root app", mariadb: "mariadb -u root app" },
    ),
    { skill: "sqlite3", example: "sqlite3 a.db .tables", ...database, endless: { operands: 1 } },
    {
      skill: "redis-cli",
      example: "redis-cli -h h ping",
      ...database,
      values: "-h -p -a -n -u",
      endless: { operands: 0 },
    },
    ...each(
      {
        ...database,
        values: "--eval -u -p --host --port",
        endless: { operands: 1, unless: "--eval --version" },
      },
      { mongosh: "mongosh app", mongo: "mongo app" },
    ),
    ...each(
      { ...database, values: "-S -d -U -P -Q -i", endless: { operands: 0, unless: "-Q -i -q" } },
      { sqlcmd: "sqlcmd -S h" },
    ),
    ...each(
      { ...database, endless: { operands: 1 } },
      {
        pgcli: "pgcli app",
        mycli: "mycli app",
        litecli: "litecli a.db",
        usql: "usql a",
        "clickhouse-client": "clickhouse-client",
      },
    ),
    {
      skill: "duckdb",
      example: "duckdb a.db",
      ...database,
      endless: { operands: 1, unless: "-c" },
    },
    ...programs(database, [
      "pg_dump app",
      "pg_dumpall -f a.sql",
      "mysqldump app",
      "mongodump",
      "cqlsh h",
      "liquibase update",
      "flyway migrate",
      "sqlx migrate",
      "diesel migration",
      "goose-db up",
    ]),
    ...programs({ category: "Database", phase: "setup" }, [
      "createdb app",
      "createuser x",
      "initdb -D a",
      "pg_restore a",
      "mongorestore a",
      "mysqlimport a",
    ]),
    ...programs({ category: "Database", phase: "cleanup" }, ["dropdb app", "dropuser x"]),
    { skill: "pg_ctl", example: "pg_ctl start -D a", ...database, depth: 1 },

    ...programs(network, [
      "curl -sS http://a",
      "wget http://a",
      "http GET a",
      "https GET a",
      "xh a",
      "grpcurl h list",
      "websocat ws://a",
      "scp a h:b",
      "rsync -av a h:b",
      "aria2c http://a",
      "lftp h",
      "Invoke-WebRequest http://a",
      "Invoke-RestMethod http://a",
      "ab -n 10 http://a",
      "wrk http://a",
      "yt-dlp http://a",
    ]),
    {
      skill: "ssh",
      example: "ssh -p 22 -i k h",
      ...network,
      values: "-p -i -l -o -L -R -D -J -F -E -b -c -m -S -W -w",
      endless: { operands: 1, unless: "-V -G -f" },
    },
    ...each(
      { ...network, endless: {} },
      { mosh: "mosh h", sftp: "sftp h", telnet: "telnet h 80", ftp: "ftp h", autossh: "autossh h" },
    ),
    ...programs({ category: "Network" }, [
      "ssh-keygen -t ed25519",
      "ssh-copy-id h",
      "ssh-add k",
      "dig a",
      "nslookup a",
      "host a",
      "traceroute a",
      "tracert a",
      "whois a",
      "netstat -an",
      "ss -ltn",
      "ip addr",
      "ifconfig",
      "ipconfig",
      "route -n",
      "arp -a",
      "nmap h",
      "openssl version",
      "hostname",
      "iptables -L",
      "ufw status",
      "Test-NetConnection h",
    ]),
    { skill: "ping", example: "ping h", category: "Network", endless: { unless: "-c -n -w" } },
    {
      skill: "nc",
      example: "nc -zv h 80",
      aliases: "ncat netcat",
      category: "Network",
      endless: { only: "-l -lk -lvp -lvnp" },
    },
    {
      skill: "tcpdump",
      example: "tcpdump -i en0",
      category: "Network",
      endless: { unless: "-c -r" },
    },
    { skill: "socat", example: "socat a b", category: "Network", endless: {} },
  ];
}
