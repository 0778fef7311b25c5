import { pino } from 'pino';
import type { Audience } from '../src/access/audiences.ts';
import { connectApi, type Sql } from '../src/database/connections.ts';
import { schemas, sdl } from '../src/schema.ts';
import { createServer } from '../src/server.ts';
import { addPartner, demoPartners, type Partner, type PartnerOptions } from './partner.ts';
import { createWorld, type World } from './world.ts';

/** A world of a test file's own with the real server on a real port. */
export interface Served {
  world: World;
  admin: Sql;
  url: string;
  logs: string[];
  /** The partners of the demo that hold a key. */
  demo(audience: Audience): Promise<Partner[]>;
  add(audience: Audience, options?: PartnerOptions): Promise<Partner>;
  close(): Promise<void>;
}

export async function serve(options: { demo?: boolean; size?: number } = {}): Promise<Served> {
  const world = await createWorld({ demo: options.demo ?? false });
  const logs: string[] = [];
  const pool = connectApi(world.apiUrl, { size: options.size ?? 4 });
  const server = createServer({
    schemas,
    sdl,
    pool,
    secret: world.secret,
    readiness: async () => true,
    logger: pino({}, { write: (line: string) => void logs.push(line) }),
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    world,
    admin: world.admin,
    url,
    logs,
    add: (audience, partner) => addPartner(world.admin, url, audience, partner),
    demo: (audience) => demoPartners(world.admin, url, audience),
    async close() {
      await server.close();
      await pool.end({ timeout: 1 });
      await world.close();
    },
  };
}
