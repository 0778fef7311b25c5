import { createHash, randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { takeSnapshot } from '../src/aggregates/snapshot.ts';
import { apiUrl } from '../src/database/apiLogin.ts';
import { connectAdmin, type Sql } from '../src/database/connections.ts';
import { migrate } from '../src/database/migrate.ts';
import { loadDemo } from '../src/demo/loadDemo.ts';
import { parisDay } from '../src/parisDay.ts';

/** A migrated database of a test file's own. */
export type World = {
  adminUrl: string;
  apiUrl: string;
  secret: Buffer;
  /** One connection, above every row policy: for arranging and for looking, never for what a test is about. */
  admin: Sql;
  /** Drops the database; connections still open to it are cut. */
  close(): Promise<void>;
};

/** One for all runs: the login's password derives from it, and the login belongs to the whole cluster. */
const secret = createHash('sha256').update('the secret of every test').digest();

type Fill = (adminUrl: string, secret: Buffer) => Promise<void>;

/** The demo programme of one seed; its keys are kept in a schema that no role of the product reaches, for every test file. */
async function fillDemo(adminUrl: string): Promise<void> {
  const admin = connectAdmin(adminUrl);
  const keys = await loadDemo(admin, { seed: 2016, today: parisDay() });
  await admin`create schema test_only`;
  await admin`create table test_only.demo_keys (audience text, partner text, key text)`;
  for (const { audience, partner, key } of keys) {
    await admin`insert into test_only.demo_keys values (${audience}, ${partner}, ${key})`;
  }
  await takeSnapshot(admin);
  await admin.end();
}

/** What a template holds beside the tables. */
const fillings: Record<string, Fill | undefined> = { empty: async () => undefined, demo: fillDemo };

export async function createWorld({ demo = false } = {}): Promise<World> {
  const cluster = connectAdmin(inject('clusterUrl'));
  const database = `${inject('run')}_world_${randomBytes(6).toString('hex')}`;
  try {
    const template = await templateOf(cluster, demo ? 'demo' : 'empty');
    await cluster.unsafe(`create database ${database} template ${template}`);
  } finally {
    await cluster.end();
  }
  return openWorld(database);
}

function openWorld(database: string): World {
  const adminUrl = addressOf(database);
  const admin = connectAdmin(adminUrl);
  return {
    adminUrl,
    apiUrl: apiUrl(adminUrl, secret, { apiDatabaseUrl: undefined }),
    secret,
    admin,
    async close() {
      await admin.end();
      const cluster = connectAdmin(inject('clusterUrl'));
      await cluster.unsafe(`drop database ${database} with (force)`);
      await cluster.end();
    },
  };
}

// The first test file that needs a template makes it, while the others wait. It gets its name when it is complete.
async function templateOf(cluster: Sql, filling: string): Promise<string> {
  const fill = fillings[filling];
  if (!fill) throw new Error(`There is nothing to fill a world of kind "${filling}" with.`);
  const template = `${inject('run')}_template_${filling}`;
  await cluster`select pg_advisory_lock(hashtext(${template}))`;
  const [existing] = await cluster`select from pg_database where datname = ${template}`;
  if (!existing) await makeTemplate(cluster, template, fill);
  await cluster`select pg_advisory_unlock(hashtext(${template}))`;
  return template;
}

async function makeTemplate(cluster: Sql, template: string, fill: Fill): Promise<void> {
  const draft = `${template}_draft`;
  await cluster.unsafe(`drop database if exists ${draft} with (force)`);
  await cluster.unsafe(`create database ${draft}`);
  await migrate(addressOf(draft), { secret });
  await fill(addressOf(draft), secret);
  await cluster.unsafe(`alter database ${draft} rename to ${template}`);
}

function addressOf(database: string): string {
  const url = new URL(inject('clusterUrl'));
  url.pathname = database;
  return url.href;
}
