import { makeWorkerUtils } from 'graphile-worker';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectApi, connectJobs } from '../../src/database/connections.ts';
import { jobsUrl } from '../../src/database/jobsLogin.ts';
import { startWorker, type Worker } from '../../src/time/worker.ts';
import { type Served, serve } from '../served.ts';
import { publishedHome, type TimeScene, timeScene } from './scene.ts';

let served: Served;
let scene: TimeScene;
let worker: Worker;
const logs: string[] = [];

beforeAll(async () => {
  served = await serve();
  scene = await timeScene(served);
  const logger = pino({}, { write: (line: string) => void logs.push(line) });
  worker = await startWorker(jobsUrl(served.world.adminUrl, served.world.secret), logger);
});
afterAll(async () => {
  await worker.stop();
  await scene.jobs.end();
  await served.close();
});

async function enqueue(task: string): Promise<void> {
  const utils = await makeWorkerUtils({
    connectionString: jobsUrl(served.world.adminUrl, served.world.secret),
    schema: 'graphile_worker',
  });
  await utils.addJob(task, {});
  await utils.release();
}

describe('the worker', () => {
  test('knows when the minute and the night come', async () => {
    const known =
      await scene.jobs`select identifier from graphile_worker._private_known_crontabs order by identifier`;
    expect(known.map(({ identifier }) => identifier)).toEqual(['everyMinute', 'everyNight']);
  });

  test('does what time does, and says how much without saying to whom', async () => {
    const { id } = await publishedHome(scene);
    await served.admin`update housing_offers set valid_until = now() - interval '1 hour' where id = ${id}`;
    await enqueue('everyMinute');
    await expect
      .poll(async () => (await served.admin`select status from housing_offers where id = ${id}`)[0]?.status, {
        timeout: 10_000,
      })
      .toBe('EXPIRED');
    await expect
      .poll(() => logs.join(''), { timeout: 5_000 })
      .toContain('"rows":1,"msg":"time: housing offers unconfirmed"');
    expect(logs.join('')).not.toContain(id);
  });

  test('counts the programme at night', async () => {
    const count = async () => Number((await served.admin`select count(*) from countings`)[0]?.count);
    const before = await count();
    await enqueue('everyNight');
    await expect.poll(count, { timeout: 10_000 }).toBe(before + 8);
  });
});

describe('the jobs’ schema', () => {
  const asRole = (role: string, statement: string) =>
    served.admin.begin(async (sql) => {
      await sql.unsafe(`set local role ${role}`);
      await sql.unsafe(statement);
    });

  test.each([
    'api_landlord',
    'api_employer',
    'api_health',
    'api_internal',
    'api_coordinator',
    'api_login',
    'clock',
  ])('is closed to %s', async (role) => {
    await expect(
      asRole(role, "select graphile_worker.add_job('everyMinute', '{}'::json)"),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(asRole(role, 'select from graphile_worker._private_jobs')).rejects.toMatchObject({
      code: '42501',
    });
  });

  test('its login reads nothing of the programme before it takes a role, and takes no audience’s', async () => {
    await expect(scene.jobs`select from public.families`).rejects.toMatchObject({ code: '42501' });
    for (const role of ['api_coordinator', 'programme', 'operator', 'gatekeeper', 'demo_loader'])
      await expect(scene.jobs.unsafe(`set role ${role}`)).rejects.toMatchObject({ code: '42501' });
  });

  test('the login of requests and that of jobs are two', async () => {
    const url = new URL(served.world.apiUrl);
    url.username = 'jobs_login';
    const pool = connectApi(url.href, { size: 1 });
    await expect(pool`select 1`).rejects.toMatchObject({ code: '28P01' });
    await pool.end();
    const jobs = connectJobs(jobsUrl(served.world.adminUrl, served.world.secret));
    await expect(jobs`set role api_landlord`).rejects.toMatchObject({ code: '42501' });
    await jobs.end();
  });
});
