import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import type { Audience } from '../../src/access/audiences.ts';
import { createKey } from '../../src/access/keys.ts';
import { scopes } from '../../src/access/scopes.ts';
import { arrayTypes } from '../../src/database/arrayTypes.ts';
import { smallSchema } from './smallSchema.ts';

/** A database of the test's own: what stands between socket and resolvers is tried without the domain's tables. */
export interface SmallDatabase {
  admin: postgres.Sql;
  /** A pool of the login without rights, as requests use it; through another port where one is given. */
  connect(size: number, port?: number): postgres.Sql;
  port: number;
  addKey(audience: Audience, partnerId?: string): Promise<{ key: string; keyId: string; partnerId: string }>;
  /** How often a key was looked up. */
  lookUps(): Promise<number>;
  stop(): Promise<void>;
}

export async function startSmallDatabase(): Promise<SmallDatabase> {
  const address = new URL(inject('clusterUrl'));
  const database = `${inject('run')}_small_${randomBytes(6).toString('hex')}`;
  const login = `${database}_login`;
  const cluster = postgres(address.href, { max: 1, onnotice: () => undefined });
  await cluster.unsafe(`create database ${database}`);
  address.pathname = database;
  const admin = postgres(address.href, { max: 2, onnotice: () => undefined });
  await admin.unsafe(smallSchema(login));
  const pools = [admin];
  const port = Number(address.port || 5432);

  return {
    admin,
    port,
    connect(size, through = port) {
      const { hostname: host } = address;
      const asLogin = { host, port: through, database, user: login, password: 'login' };
      const pool = postgres({
        ...asLogin,
        max: size,
        fetch_types: false,
        types: arrayTypes,
        connect_timeout: 2,
        onnotice: () => undefined,
      });
      pools.push(pool);
      return pool;
    },
    async addKey(audience, partnerId = randomUUID()) {
      const { key, keyId, hash } = createKey(audience);
      await admin`insert into access.keys values
        (${keyId}, ${hash}, ${partnerId}, 'Partner', ${audience}, ${[...scopes[audience]]}, true)`;
      return { key, keyId, partnerId };
    },
    async lookUps() {
      const [row] = await admin<{ n: number }[]>`select count(*)::integer as n from access.calls`;
      return row?.n ?? 0;
    },
    async stop() {
      await Promise.all(pools.map((pool) => pool.end({ timeout: 1 })));
      await cluster.unsafe(`drop database ${database} with (force)`);
      await cluster.unsafe(`drop role ${login}`);
      await cluster.end();
    },
  };
}
