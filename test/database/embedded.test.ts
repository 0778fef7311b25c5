import { spawn } from 'node:child_process';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectAdmin } from '../../src/database/connections.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { runningPostmaster } from '../../src/database/postmaster.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { testFolder } from './folders.ts';
import { firstLine, kill, start } from './otherProcess.ts';

let folder: string;
const quick = { durable: false };

beforeAll(async () => {
  folder = await temporaryFolder('reinstalles-folder-');
  const embedded = await startEmbedded(folder, quick);
  await query(embedded.url, 'create table kept as select 1 as value');
  await embedded.stop();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const sql = connectAdmin(url);
  try {
    return Array.from(await sql.unsafe(statement));
  } finally {
    await sql.end();
  }
}

const keptValues = (url: string) => query(url, 'select value from kept');
const postmaster = () => runningPostmaster(join(folder, 'postgres'));

describe('the embedded PostgreSQL', () => {
  test('keeps its rows and its address from one start to the next', async () => {
    const first = await startEmbedded(folder, quick);
    await first.stop();
    expect(await postmaster()).toBeUndefined();
    const second = await startEmbedded(folder, quick);
    expect(await keptValues(second.url)).toEqual([{ value: 1 }]);
    expect(second.url).toBe(first.url);
    await second.stop();
  });

  test('is PostgreSQL 18 in UTF-8 that sorts by code point, in UTC', async () => {
    const { url, stop } = await startEmbedded(folder, quick);
    const statement = `select string_agg(word, '' order by word) as sorted, lower('É') as lower,
      current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
      current_setting('server_version_num')::int / 10000 as version
      from unnest('{é,b,Z,a}'::text[]) as word`;
    const row = { sorted: 'Zabé', lower: 'é', encoding: 'UTF8', zone: 'UTC', version: 18 };
    expect(await query(url, statement)).toEqual([row]);
    await stop();
  });

  test('gives its password and its log to nobody else', async () => {
    for (const name of ['postgres.password', 'postgres.log'])
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  });

  test('writes neither a failing statement nor its values to its log', async () => {
    const { url, stop } = await startEmbedded(folder, quick);
    await expect(query(url, `select 'Amina'::uuid`)).rejects.toThrow('Amina');
    await stop();
    expect(await readFile(join(folder, 'postgres.log'), 'utf8')).not.toContain('Amina');
  });
});

describe('a server killed with its PostgreSQL running', () => {
  test('is followed by one that adopts it and finds every row', async () => {
    const killed = start('serverProgram.ts', folder);
    const url = await firstLine(killed);
    const before = await postmaster();
    await kill(killed, 'SIGKILL');
    const next = await startEmbedded(folder, quick);
    expect(before?.pid).toBeGreaterThan(0);
    expect(await postmaster()).toEqual(before);
    expect(next.url).toBe(url);
    expect(await keptValues(next.url)).toEqual([{ value: 1 }]);
    await next.stop();
    expect(await postmaster()).toBeUndefined();
  });

  test('and a server that is asked to end leaves no PostgreSQL behind', async () => {
    const server = start('serverProgram.ts', folder);
    await firstLine(server);
    await kill(server, 'SIGTERM');
    expect(await postmaster()).toBeUndefined();
  });
});

describe('a server whose PostgreSQL died', () => {
  test('ends all the same', async () => {
    const embedded = await startEmbedded(folder, quick);
    process.kill((await postmaster())?.pid ?? 0, 'SIGKILL');
    await expect.poll(postmaster).toBeUndefined();
    await Promise.all([embedded.stop(), embedded.stop()]);
    await expectStart();
  });
});

describe('a machine that crashed', () => {
  test('leaves files from which the next start recovers', async () => {
    const server = start('serverProgram.ts', folder);
    await firstLine(server);
    process.kill((await postmaster())?.pid ?? 0, 'SIGKILL');
    await kill(server, 'SIGKILL');
    await expectStart();
  });

  test('does not block the next start by a pid that nobody has now', async () => {
    await notePostmaster(4_194_303);
    await expectStart();
  });

  test('does not block the next start by a pid that another program has now', async () => {
    // As PostgreSQL's own user: it would take any program of that user for another PostgreSQL.
    const { uid, gid } = await stat(join(folder, 'postgres'));
    const program = spawn('sleep', ['60'], { uid, gid });
    onTestFinished(() => kill(program, 'SIGKILL'));
    await notePostmaster(program.pid ?? 0);
    await expectStart();
  });
});

async function notePostmaster(pid: number): Promise<void> {
  const note = [pid, join(folder, 'postgres'), 1, 5432, '', '127.0.0.1', '  1 1', 'ready   ', ''];
  await writeFile(join(folder, 'postgres', 'postmaster.pid'), note.join('\n'));
}

async function expectStart(): Promise<void> {
  const next = await startEmbedded(folder, quick);
  expect(await keptValues(next.url)).toEqual([{ value: 1 }]);
  await next.stop();
}

describe('two on one data directory', () => {
  test('the second server says what to do, and does not disturb the first', async () => {
    const first = await startEmbedded(folder, quick);
    await expect(startEmbedded(folder, quick)).rejects.toThrow(
      `Another server (process ${process.pid}) is running on ${folder}: stop it, or set DATA_DIR to another folder.`,
    );
    expect(await keptValues(first.url)).toEqual([{ value: 1 }]);
    await first.stop();
  });

  test('of two that create it at once, one becomes the server', async () => {
    const empty = await testFolder();
    const both = await Promise.allSettled([startEmbedded(empty, quick), startEmbedded(empty, quick)]);
    const [winner, second] = both.filter((start) => start.status === 'fulfilled');
    const loser = both.find((start) => start.status === 'rejected');
    expect(loser?.reason.message).toContain('Another server');
    expect(second).toBeUndefined();
    await winner?.value.stop();
  });

  test('a command runs beside the server, and the last to leave shuts PostgreSQL down', async () => {
    const command = await startEmbedded(folder, { ...quick, occupant: 'command' });
    const server = await startEmbedded(folder, quick);
    await server.stop();
    expect(await keptValues(command.url)).toEqual([{ value: 1 }]);
    await command.stop();
    expect(await postmaster()).toBeUndefined();
  });
});
