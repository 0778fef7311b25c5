import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectAdmin } from '../../src/database/connections.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import type { DemoKey } from '../../src/demo/demoKeys.ts';
import { home } from '../journeys/homes.ts';
import { newKey } from '../journeys/positions.ts';
import { Programme, type RunningServer } from './programme.ts';

// Two processes load the schema at once, on a machine that may be busy.
const longMilliseconds = 180_000;
vi.setConfig({ testTimeout: longMilliseconds, hookTimeout: longMilliseconds });
const patient = { timeout: longMilliseconds / 2 };
let programme: Programme;
let server: RunningServer;
let keys: DemoKey[];
let metricsPort: number;

beforeAll(async () => {
  metricsPort = await freePort();
  programme = await Programme.create({ METRICS_PORT: String(metricsPort) });
  server = await programme.serve('--demo', '--processes', '2');
  keys = JSON.parse(await readFile(join(programme.folder, 'demo-keys.json'), 'utf8'));
});
afterAll(() => programme.remove());

const keyOf = (audience: string) => keys.find((key) => key.audience === audience)?.key ?? '';

async function freePort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  await new Promise((resolve) => taken.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** The processes that answer. */
async function others(first: RunningServer): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  return lines
    .filter(
      ([, parent, ...words]) => Number(parent) === first.child.pid && words.join(' ').includes('src/main.ts'),
    )
    .map(([pid]) => Number(pid));
}

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Each on a connection of its own, as the processes share connections and not requests. */
const askAtOnce = (count: number) =>
  Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<number | undefined>((resolve, reject) => {
          const headers = {
            'content-type': 'application/json',
            authorization: `Bearer ${keyOf('LANDLORD')}`,
          };
          request(`${server.url}/graphql`, { method: 'POST', agent: false, headers }, (response) =>
            response.resume().once('end', () => resolve(response.statusCode)),
          )
            .once('error', reject)
            .end('{"query":"{ viewer { audience } }"}');
        }),
    ),
  );

const processesInLog = (out: string) => new Set(out.match(/"process":\d+,"requestId"/g));

describe('a server of two processes', () => {
  test('says once where it listens, and answers there with both', async () => {
    expect(server.out.match(/"msg":"listening"/g)).toHaveLength(1);
    expect(await others(server)).toHaveLength(2);
    expect(await askAtOnce(8)).toEqual(Array(8).fill(200));
    await expect.poll(() => processesInLog(server.out).size, patient).toBe(2);
  });

  test('does the jobs once, and uses no connection of the administrator’s', async () => {
    const names = await applications();
    expect(names.filter((name) => name === 'reinstalles jobs').length).toBeLessThanOrEqual(1);
    expect(names.filter((name) => name === 'reinstalles api').length).toBeLessThanOrEqual(10);
    expect(names).not.toContain('reinstalles administration');
  });

  test('tells the scraper what each counted', async () => {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    const counted = [...text.matchAll(/^graphql_requests_total\{.*process="(\d)"\} (\d+)$/gm)];
    expect(new Set(counted.map(([, number]) => number))).toEqual(new Set(['1', '2']));
    expect(counted.reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(8);
    expect(text).toMatch(/graphql_request_duration_seconds_bucket\{.*process="1"/);
  });

  test('takes an act that is repeated, at whichever process, for the same act', async () => {
    const input = { ...home, idempotencyKey: newKey() };
    const document = `mutation A($input: CreateHousingOfferInput!) { createHousingOffer(input: $input) { errors { code } replayed housingOffer { id } } }`;
    type Done = { createHousingOffer: { errors: { code: string }[]; replayed: boolean } };
    const once = () => server.ask<Done>(keyOf('LANDLORD'), document, { input });
    const untilKnown = async () => {
      let done = await once();
      while (done.data.createHousingOffer.errors[0]?.code === 'IDEMPOTENCY_IN_PROGRESS') done = await once();
      return done;
    };
    expect((await once()).data.createHousingOffer).toMatchObject({ errors: [], replayed: false });
    const again = await Promise.all(Array.from({ length: 9 }, untilKnown));
    expect(new Set(again.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(again[0]?.data.createHousingOffer).toMatchObject({ errors: [], replayed: true });
  });

  test('puts another in the place of one that dies, on the same port', async () => {
    const [first = 0, second = 0] = await others(server);
    process.kill(first, 'SIGKILL');
    await expect
      .poll(async () => (await others(server)).filter((pid) => pid !== second), patient)
      .toHaveLength(1);
    await expect
      .poll(
        () =>
          server.get('/readyz').then(
            ({ status }) => status,
            () => 0,
          ),
        patient,
      )
      .toBe(200);
    const before = server.out.length;
    await expect
      .poll(async () => {
        await askAtOnce(8).catch(() => undefined);
        return processesInLog(server.out.slice(before)).size;
      }, patient)
      .toBe(2);
    expect(server.out).toContain('a process of the server ended: another follows');
    expect(lives(server.child.pid ?? 0)).toBe(true);
  });

  test('ends at SIGTERM with code 0, and leaves neither process nor PostgreSQL behind', async () => {
    const before = await others(server);
    expect(await server.end('SIGTERM')).toBe(0);
    expect(before.filter(lives)).toEqual([]);
    expect(await programme.postmaster()).toBeUndefined();
    expect(server.out).toContain('"msg":"stopped"');
  });
});

describe('a server of two processes whose first is killed', () => {
  test('leaves no other behind, and is followed by one that just works', async () => {
    server = await programme.serve('--processes', '2');
    const before = await others(server);
    await server.end('SIGKILL');
    await expect.poll(() => before.filter(lives), patient).toEqual([]);
    server = await programme.serve('--processes', '2');
    expect((await server.ask(keyOf('HEALTH'), '{ viewer { audience } }')).status).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
    expect(await programme.postmaster()).toBeUndefined();
  });
});

describe('a server of several processes that cannot start', () => {
  test('says so in a sentence, and leaves nothing behind', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const other = await Programme.create({ PORT: String(port) });
    await expect(other.serve('--processes', '2')).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`);
    expect(await other.postmaster()).toBeUndefined();
    taken.close();
    await other.remove();
  });

  test.each(['0', '1.5', '65', 'two'])('is not asked for rightly with --processes %s', async (count) => {
    const { code, err } = await programme.run('serve', '--processes', count);
    expect(code).toBe(2);
    expect(err).toContain('It is a whole number from 1 to 64.');
  });
});

/** Who is connected to the programme's database. */
async function applications(): Promise<string[]> {
  const embedded = await startEmbedded(programme.folder, { occupant: 'command' });
  const admin = connectAdmin(embedded.url);
  const rows = await admin<{ name: string }[]>`
    select application_name as name from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await admin.end();
  await embedded.stop();
  return rows.map(({ name }) => name);
}
