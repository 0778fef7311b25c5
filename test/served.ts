import { pino } from 'pino';
import type { Audience } from '../src/access/audiences.ts';
import { connectApi, type Sql } from '../src/database/connections.ts';
import { type PartnerLimits, partnerLimits } from '../src/http/limits.ts';
import { Metrics } from '../src/http/metrics.ts';
import { schemas, sdl } from '../src/schema.ts';
import { createServer } from '../src/server.ts';
import { addPartner, demoPartners, type Partner, type PartnerOptions } from './partner.ts';
import { createWorld, type World } from './world.ts';

/** A world of a test file's own with the real server on a real port. */
export interface Served extends StartedServer {
  world: World;
  admin: Sql;
  /** The partners of the demo that hold a key. */
  demo(audience: Audience): Promise<Partner[]>;
  add(audience: Audience, options?: PartnerOptions): Promise<Partner>;
}

/**
 * A suite asks as one partner what no partner asks in a second, and compares answers byte by byte: nothing is counted unless a test
 * gives limits, or TEST_LIMITS=published gives the published ones to all.
 */
const uncounted: PartnerLimits = {
  maximumPoints: Number.POSITIVE_INFINITY,
  pointsPerSecond: 0,
  concurrentOperations: Number.POSITIVE_INFINITY,
};
const limitsOfRun = process.env.TEST_LIMITS === 'published' ? partnerLimits : uncounted;

interface ServeOptions {
  demo?: boolean;
  /** Connections of its pool. */
  size?: number;
  limits?: PartnerLimits;
  /** false: every operation is interpreted. */
  compiled?: boolean;
}

/** One server process's worth: the real server, with a pool of its own, on a world that others may share. */
export interface StartedServer {
  url: string;
  pool: Sql;
  logs: string[];
  metrics: Metrics;
  close(): Promise<void>;
}

export async function startServer(world: World, options: ServeOptions = {}): Promise<StartedServer> {
  const logs: string[] = [];
  const metrics = new Metrics();
  const pool = connectApi(world.apiUrl, { size: options.size ?? 4 });
  const server = createServer({
    schemas,
    sdl,
    pool,
    secret: world.secret,
    readiness: async () => true,
    limits: options.limits ?? limitsOfRun,
    compiled: options.compiled ?? true,
    logger: pino({}, { write: (line: string) => void logs.push(line) }),
    metrics,
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    pool,
    logs,
    metrics,
    async close() {
      await server.close();
      await pool.end({ timeout: 1 });
    },
  };
}

export async function serve(options: ServeOptions = {}): Promise<Served> {
  const world = await createWorld({ demo: options.demo ?? false });
  const started = await startServer(world, options);
  const { url } = started;
  return {
    ...started,
    world,
    admin: world.admin,
    add: (audience, partner) => addPartner(world.admin, url, audience, partner),
    demo: (audience) => demoPartners(world.admin, url, audience),
    async close() {
      await started.close();
      await world.close();
    },
  };
}
