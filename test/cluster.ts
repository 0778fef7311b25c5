import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectAdmin } from '../src/database/connections.ts';
import { type Embedded, startEmbedded } from '../src/database/embedded.ts';
import { temporaryFolder, temporaryRoot } from './temporaryFolder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** An administrator's address in the cluster of this run. */
    clusterUrl: string;
    /** What the name of every database of this run begins with. */
    run: string;
  }
}

const prefix = 'reinstalles-test-';
let embedded: Embedded | undefined;
let folder: string | undefined;
let clusterUrl: string;
const run = `test_${process.pid}`;

/** One PostgreSQL for the whole run: that of TEST_DATABASE_URL, or an embedded one that is thrown away. */
export async function setup(project: TestProject): Promise<void> {
  clusterUrl = process.env.TEST_DATABASE_URL ?? (await startTemporary());
  project.provide('clusterUrl', clusterUrl);
  project.provide('run', run);
}

export async function teardown(): Promise<void> {
  if (!embedded || !folder) return dropDatabases();
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
}

async function startTemporary(): Promise<string> {
  await removeAbandoned();
  folder = await temporaryFolder(`${prefix}${process.pid}-`);
  embedded = await startEmbedded(folder, { durable: false });
  return embedded.url;
}

// A run that was killed leaves its PostgreSQL behind; adopt it to stop it.
async function removeAbandoned(): Promise<void> {
  const root = await temporaryRoot();
  const runs = (await readdir(root)).filter((name) => name.startsWith(prefix));
  for (const name of runs.filter((name) => !isAlive(Number(name.slice(prefix.length).split('-')[0])))) {
    const abandoned = join(root, name);
    const left = await startEmbedded(abandoned, { durable: false }).catch(() => undefined);
    await left?.stop();
    await rm(abandoned, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function dropDatabases(): Promise<void> {
  const sql = connectAdmin(clusterUrl);
  const databases = await sql<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${`${run}_`})`;
  for (const { name } of databases) await sql.unsafe(`drop database if exists ${name} with (force)`);
  await sql.end();
}
