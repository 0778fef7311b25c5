import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeGracefully } from '../../src/http/closeGracefully.ts';
import { createMetricsServer } from '../../src/http/metrics.ts';
import { type SmallApi, startSmallApi } from './smallApi.ts';
import { type SmallDatabase, startSmallDatabase } from './smallDatabase.ts';

let database: SmallDatabase;
let api: SmallApi;
let key: string;
let keyId: string;
let partnerId: string;

beforeAll(async () => {
  database = await startSmallDatabase();
  api = await startSmallApi(database.connect(2));
  ({ key, keyId, partnerId } = await database.addKey('LANDLORD'));
});
afterAll(async () => {
  await api.server.close();
  await database.stop();
});

describe('the log', () => {
  test('has one line for each request, with what was asked and nothing of whom it was about', async () => {
    api.lines.length = 0;
    const variables = { id: 77, text: 'canary-7f3' };
    const query = 'mutation keepNote($id: Int!, $text: String!) { write(id: $id, text: $text) { id text } }';
    const response = await api.post(
      key,
      { query, variables },
      { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'canary-7f3' },
    );
    expect(await response.json()).toMatchObject({ data: { write: { id: 77 } } });
    await expect.poll(() => api.lines.length).toBe(1);
    expect(JSON.parse(api.lines[0] ?? '{}')).toEqual({
      level: 30,
      time: expect.any(Number),
      msg: 'request',
      requestId: response.headers.get('x-request-id'),
      route: '/graphql',
      status: 200,
      durationMilliseconds: expect.any(Number),
      audience: 'LANDLORD',
      key: keyId.slice(0, 8),
      operationName: 'keepNote',
      operationKind: 'mutation',
      documentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      compiled: false,
      codes: [],
    });
    expect(api.lines.join()).not.toMatch(new RegExp(`canary|203\\.0|127\\.0\\.0\\.1|${key}|${partnerId}`));
  });

  test('names an operation only where its name is one, and never breaks its line', async () => {
    api.lines.length = 0;
    await api.post(key, { query: `query ${'x'.repeat(65)} { ping }` });
    await api.post(key, { query: '{ ping }', operationName: 'a\n{"level":60}\u001b[31m' });
    await fetch(`${api.url}/nothing%0A{"level":60}`, { headers: { 'x-request-id': 'canary' } });
    await expect.poll(() => api.lines.length).toBe(3);
    for (const line of api.lines) {
      expect(line.trim()).not.toContain('\n');
      expect(JSON.parse(line)).not.toHaveProperty('operationName');
    }
    expect(JSON.parse(api.lines[1] ?? '{}').codes).toEqual(['BAD_USER_INPUT']);
    expect(JSON.parse(api.lines[2] ?? '{}')).toMatchObject({
      route: 'none',
      status: 404,
      codes: ['NOT_FOUND'],
    });
  });
});

test('metrics are on a port of their own, and no label holds an id', async () => {
  const metricsServer = createMetricsServer(api.metrics).listen(0, '127.0.0.1');
  await once(metricsServer, 'listening');
  const { port } = metricsServer.address() as AddressInfo;
  await api.ask(key, '{ ping }');
  await api.ask(key, '{ nothing }');
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toContain('graphql_requests_total{audience="LANDLORD",operation_kind="query",code="OK"}');
  expect(text).toContain('code="GRAPHQL_VALIDATION_FAILED"');
  expect(text).toContain('graphql_request_duration_seconds_bucket');
  expect(text).not.toMatch(new RegExp(`${keyId.slice(0, 8)}|${partnerId}|keepNote`));
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  metricsServer.close();
});

describe('health', () => {
  test('says that the process lives, and whether it is ready', async () => {
    let ready = true;
    const other = await startSmallApi(database.connect(1), async () => {
      if (!ready) throw new Error('no database');
      return true;
    });
    const status = async (path: string) => (await fetch(other.url + path)).status;
    expect(await (await fetch(`${other.url}/readyz`)).json()).toEqual({ status: 'ok' });
    ready = false;
    await expect.poll(() => status('/readyz'), { interval: 200 }).toBe(503);
    expect(await status('/livez')).toBe(200);
    await other.server.close();
  });

  test('answers what is under way before it stops, and says meanwhile that it is not ready', async () => {
    const other = await startSmallApi(database.connect(2));
    const agent = new Agent({ keepAlive: true });
    const readyStatus = () =>
      new Promise((resolve, reject) => {
        get(`${other.url}/readyz`, { agent }, (response) =>
          response.resume().on('end', () => resolve(response.statusCode)),
        ).on('error', reject);
      });
    expect(await readyStatus()).toBe(200);
    const underWay = other.ask(key, 'mutation { slow }');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = closeGracefully(other.server, { noticeMilliseconds: 200 });
    expect(await readyStatus()).toBe(503);
    expect((await underWay).body).toEqual({ data: { slow: 1 } });
    const answered = performance.now();
    await closed;
    expect(performance.now() - answered).toBeLessThan(1_000);
    await expect(fetch(`${other.url}/livez`)).rejects.toThrow();
    agent.destroy();
  });
});
