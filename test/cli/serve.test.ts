import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audiences } from '../../src/access/audiences.ts';
import { connectAdmin } from '../../src/database/connections.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import type { DemoKey } from '../../src/demo/demoKeys.ts';
import { Programme, type RunningServer } from './programme.ts';

let programme: Programme;
let server: RunningServer;
let keys: DemoKey[];

interface Progress {
  placementProgress: { rows: { suppressed: boolean }[] }[];
}

const keysFile = () => join(programme.folder, 'demo-keys.json');
const readKeys = async (): Promise<DemoKey[]> => JSON.parse(await readFile(keysFile(), 'utf8'));
const keyOf = (audience: string) => keys.find((key) => key.audience === audience)?.key ?? '';

beforeAll(async () => {
  programme = await Programme.create();
  server = await programme.serve('--demo');
  keys = await readKeys();
});
afterAll(() => programme.remove());

describe('npm start, on a machine where there was nothing', () => {
  test('answers that it lives and that it is ready', async () => {
    expect((await server.get('/livez')).status).toBe(200);
    expect((await server.get('/readyz')).status).toBe(200);
  });

  test('keeps the keys of the demo from other users of the machine', async () => {
    expect((await stat(keysFile())).mode & 0o777).toBe(0o600);
  });

  test('has keys of two partners for each audience of partners, of two coordinators and of an internal application', () => {
    const count = (audience: string) =>
      new Set(keys.filter((key) => key.audience === audience).map(({ partner }) => partner)).size;
    for (const audience of ['LANDLORD', 'EMPLOYER', 'HEALTH', 'COORDINATOR'])
      expect(count(audience)).toBeGreaterThanOrEqual(2);
    expect(count('INTERNAL')).toBeGreaterThanOrEqual(1);
  });

  test.each(audiences)('prints a key of %s that answers as that audience', async (audience) => {
    expect(server.out).toContain(keyOf(audience));
    const { data } = await server.ask(keyOf(audience), '{ viewer { audience agreement { status } } }');
    expect(data).toEqual({ viewer: { audience, agreement: { status: 'IN_FORCE' } } });
  });

  test('prints a command that asks a first question', async () => {
    const line = server.out.split('\n').find((candidate) => candidate.trim().startsWith('curl'));
    const { stdout } = await promisify(execFile)('sh', ['-c', line ?? '']);
    expect(JSON.parse(stdout).data.housingOffers.edges).toHaveLength(3);
  });

  test('has counted the demo', async () => {
    const query = '{ placementProgress { rows { suppressed } } }';
    const { data } = await server.ask<Progress>(keyOf('INTERNAL'), query);
    expect(data.placementProgress[0]?.rows).toContainEqual({ suppressed: false });
  });

  test('tells how long it took to be ready', () => {
    expect(server.out).toMatch(/"readyAfterSeconds":\d+(\.\d+)?,"msg":"listening"/);
  });

  test('is the only server of its data directory', async () => {
    await expect(programme.serve()).rejects.toThrow(
      `Another server (process ${server.child.pid}) is running on ${programme.folder}`,
    );
  });
});

describe('a server that was killed', () => {
  test('is followed by one that just works, with the same keys', async () => {
    const postmaster = await programme.postmaster();
    await server.end('SIGKILL');
    server = await programme.serve('--demo');
    expect(await programme.postmaster()).toEqual(postmaster);
    expect(await readKeys()).toEqual(keys);
    await expect.poll(() => server.out).toContain(keyOf('LANDLORD'));
    expect((await server.ask(keyOf('LANDLORD'), '{ viewer { audience } }')).status).toBe(200);
  });
});

describe('a server that is asked to end', () => {
  test('answers the request under way, then leaves neither process nor PostgreSQL behind', async () => {
    const { hostname, port } = new URL(server.url);
    const body = JSON.stringify({ query: '{ viewer { audience } }' });
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\nauthorization: Bearer ${keyOf('HEALTH')}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const ending = server.end('SIGTERM');
    await expect.poll(() => server.out).toContain('"msg":"stopping"');
    socket.write(body.slice(5));
    await once(socket, 'close');
    expect(answer).toContain('{"data":{"viewer":{"audience":"HEALTH"}}');
    expect(await ending).toBe(0);
    expect(await programme.postmaster()).toBeUndefined();
  });

  test('takes the second signal of a terminal for the first', async () => {
    server = await programme.serve();
    server.child.kill('SIGINT');
    expect(await server.end('SIGINT')).toBe(0);
    expect(await programme.postmaster()).toBeUndefined();
  });
});

describe('npm, which runs the server', () => {
  test('passes a request to end on to it', async () => {
    const npm = await programme.start();
    await npm.end('SIGTERM');
    expect(npm.out).toContain('"msg":"stopped"');
    expect(await programme.postmaster()).toBeUndefined();
  });

  test('does not leave it behind when it is killed itself', async () => {
    const npm = await programme.start();
    await npm.end('SIGKILL');
    await expect.poll(() => npm.get('/livez').catch(() => 'gone')).toBe('gone');
    await expect.poll(() => programme.postmaster()).toBeUndefined();
  });
});

describe('a server that cannot start', () => {
  test('says so in a sentence, and leaves no PostgreSQL behind', async () => {
    const taken = await Programme.create({ PORT: '1', HOST: '192.0.2.1' });
    await expect(taken.serve()).rejects.toThrow('192.0.2.1 is no address of this machine: set HOST.');
    expect(await taken.postmaster()).toBeUndefined();
    await taken.remove();
  });

  test('refuses a database that gives somebody a right which the access table does not', async () => {
    const opened = await Programme.create();
    await opened.run('migrate');
    await grantTooMuch(opened.folder);
    await expect(opened.serve()).rejects.toThrow(
      'The rights in this database are not those of the access table',
    );
    await opened.remove();
  });
});

async function grantTooMuch(folder: string): Promise<void> {
  const embedded = await startEmbedded(folder);
  const admin = connectAdmin(embedded.url);
  await admin`grant select on person_identities to api_login`;
  await admin.end();
  await embedded.stop();
}
