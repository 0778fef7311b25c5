import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer'].find(existsSync);

/** 1.21 learned to follow prepared statements from one server connection to another. */
const followsPrepared = (): boolean => {
  const [, major = 0, minor = 0] =
    /(\d+)\.(\d+)/.exec(execFileSync(program ?? '', ['--version'], { encoding: 'utf8' })) ?? [];
  return Number(major) > 1 || Number(minor) >= 21;
};

export const hasPgBouncer = program !== undefined;

export interface Bouncer {
  url: string;
  /** Server connections that all clients share. */
  connections: number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** PgBouncer in transaction mode before a database, in a folder of its own, as a user without powers. */
export async function bounce(apiUrl: string): Promise<Bouncer> {
  const { hostname, port, pathname, username, password } = new URL(apiUrl);
  const listening = await freePort();
  const connections = followsPrepared() ? 2 : 1;
  const folder = await mkdtemp(join(tmpdir(), 'reinstalles-pgbouncer-'));
  await chmod(folder, 0o755);
  const database = pathname.slice(1);
  const login = `user=${decodeURIComponent(username)} password='${decodeURIComponent(password).replaceAll("'", "''")}'`;
  await writeFile(
    join(folder, 'pgbouncer.ini'),
    [
      '[databases]',
      `${database} = host=${hostname} port=${port} dbname=${database} ${login}`,
      '[pgbouncer]',
      `listen_addr = 127.0.0.1\nlisten_port = ${listening}\nunix_socket_dir =\nauth_type = any\npool_mode = transaction`,
      `default_pool_size = ${connections}\nmax_client_conn = 50`,
      ...(followsPrepared() ? ['max_prepared_statements = 200'] : []),
      '',
    ].join('\n'),
  );
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(program ?? '', [join(folder, 'pgbouncer.ini')], { stdio: 'ignore', ...nobody });
  await answers(listening, child);
  const url = new URL(apiUrl);
  url.port = String(listening);
  url.hostname = '127.0.0.1';
  return {
    url: url.href,
    connections,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (reached) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('pgbouncer does not listen');
}
