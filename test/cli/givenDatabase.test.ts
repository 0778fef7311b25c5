import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectAdmin } from '../../src/database/connections.ts';
import { type Embedded, startEmbedded } from '../../src/database/embedded.ts';
import type { DemoKey } from '../../src/demo/demoKeys.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { Programme } from './programme.ts';

// A cluster of its own: the programme's roles must be created by the owner of this database.
let folder: string;
let cluster: Embedded;
let given: Programme;
let withoutSecret: Programme;

beforeAll(async () => {
  folder = await temporaryFolder('reinstalles-folder-');
  cluster = await startEmbedded(folder, { durable: false });
  const admin = connectAdmin(cluster.url);
  await admin.unsafe("create role owner login createrole password 'owner'");
  await admin.unsafe('create database given owner owner');
  await admin.end();
  const url = new URL(cluster.url);
  [url.username, url.password, url.pathname] = ['owner', 'owner', 'given'];
  const DATABASE_URL = url.href;
  given = await Programme.create({ DATABASE_URL, SECRET_KEY: 'ab'.repeat(32) });
  withoutSecret = await Programme.create({ DATABASE_URL });
});

afterAll(async () => {
  await given.remove();
  await withoutSecret.remove();
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('with a DATABASE_URL, whose user owns an empty database and may create roles, but is no superuser', () => {
  test('the server wants a SECRET_KEY that outlives the machine', async () => {
    await expect(withoutSecret.serve()).rejects.toThrow('SECRET_KEY is compulsory with DATABASE_URL');
  });

  // Two demos and three counts, each command a process of its own: a busy machine takes its time.
  test('every command of the operator works', async () => {
    expect(await given.does('migrate')).not.toEqual({ applied: [] });
    expect(await given.does('migrate')).toEqual({ applied: [] });
    const { keys = '' } = await given.does('demo', 'load', '--today', '2026-11-01', '--seed', '7');
    expect(keys).toBe(join(given.folder, 'demo-keys.json'));
    const before = await readFile(keys, 'utf8');
    await given.does('demo', 'reset');
    expect(await readFile(keys, 'utf8')).not.toBe(before);
    const added = ['--name', 'Un bailleur', '--kind', 'PRIVATE_LANDLORD', '--region', '52'];
    const { id = '' } = await given.does('partner', 'add', ...added);
    await given.does('agreement', 'sign', id);
    await given.does('key', 'issue', '--partner', id, '--label', 'essai');
    await given.does('agreement', 'end', id);
    expect(await given.does('snapshot')).toContainEqual(expect.objectContaining({ linkedTable: 'CARE' }));
    expect((await given.does<object[]>('partner', 'list')).length).toBeGreaterThan(60);
  }, 600_000);

  test('the server answers the keys of the demo, and leaves the database running', async () => {
    const server = await given.serve('--demo');
    const keys: DemoKey[] = JSON.parse(await readFile(join(given.folder, 'demo-keys.json'), 'utf8'));
    for (const { audience, key } of keys)
      expect((await server.ask(key, '{ viewer { audience } }')).data).toEqual({ viewer: { audience } });
    const coordinator = keys.find((key) => key.audience === 'COORDINATOR')?.key ?? '';
    const { data } = await server.ask<Families>(
      coordinator,
      '{ families(first: 5) { edges { node { size } } } }',
    );
    expect(data.families.edges).toHaveLength(5);
    expect(await server.end('SIGTERM')).toBe(0);
    const admin = connectAdmin(cluster.url);
    expect(await admin`select 1 as one`).toEqual([{ one: 1 }]);
    await admin.end();
  });
});

interface Families {
  families: { edges: object[] };
}
