import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import type { Scraped } from '../http/metrics.ts';
import { SetUpError } from '../settings.ts';
import { isReport, type Orders } from './processMessages.ts';

/** Longer than a process takes to let its requests finish and to close its pool. */
const stopsWithinMilliseconds = 20_000;
/** A process that ends sooner than this after its start is not followed at once. */
const shortLifeMilliseconds = 5_000;

/**
 * The processes that answer requests, of which this one is not one: each has its share of the connections that come in. One that ends
 * is followed by another under its number.
 */
export class ServerProcesses {
  readonly #running = new Map<number, Worker>();
  #isStopping = false;

  constructor(
    private readonly orders: Omit<Orders, 'number'>,
    private readonly logger: Logger,
  ) {}

  /** Resolves to where they answer once all do; throws a `SetUpError` where one cannot. */
  async start(count: number): Promise<string> {
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    try {
      const urls = await Promise.all(numbers.map((number) => this.#begin(number)));
      return urls[0] ?? '';
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Lets them finish what is under way. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#running.values()].map(end));
  }

  #begin(number: number): Promise<string> {
    const worker = cluster.fork();
    const bornAt = performance.now();
    this.#running.set(number, worker);
    // A message to a process that has just ended: its end is told by `exit`.
    worker.on('error', () => undefined);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: unknown) => {
        if (!isReport(message)) return;
        if ('awaits' in message) return void worker.send({ ...this.orders, number } satisfies Orders);
        if ('refused' in message) return reject(new SetUpError(message.refused));
        resolve(message.listening);
        worker.once('exit', (code, signal) => void this.#follow(number, { code, signal }, bornAt));
      });
      worker.once('exit', () => {
        if (this.#running.get(number) === worker) this.#running.delete(number);
        reject(new SetUpError('A process of the server ended before it answered.'));
      });
    });
  }

  async #follow(number: number, end: { code: number; signal: string }, bornAt: number): Promise<void> {
    if (this.#isStopping) return;
    this.logger.error({ process: number, ...end }, 'a process of the server ended: another follows');
    const hadShortLife = performance.now() - bornAt < shortLifeMilliseconds;
    for (let attempt = hadShortLife ? 1 : 0; !this.#isStopping; attempt += 1) {
      if (attempt > 0) await pause(1_000);
      if (this.#isStopping) return;
      try {
        await this.#begin(number);
        return;
      } catch (error) {
        if (!this.#isStopping)
          this.logger.error({ process: number, reason: String(error) }, 'no process follows yet');
      }
    }
  }
}

/** A port that is free now: were each to ask for any, the one that follows a dead one would get another. */
export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** What all of them count, by process. */
export function metricsOfProcesses(): Scraped {
  const registry = new AggregatorRegistry();
  return { contentType: registry.contentType, text: () => registry.clusterMetrics() };
}

async function end(worker: Worker): Promise<void> {
  const ended = once(worker, 'exit');
  worker.process.kill('SIGTERM');
  const forced = setTimeout(() => worker.process.kill('SIGKILL'), stopsWithinMilliseconds);
  await ended;
  clearTimeout(forced);
}
