import { pino } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import { connectApi } from '../database/connections.ts';
import { Metrics } from '../http/metrics.ts';
import type { Settings } from '../settings.ts';
import { answer } from './answering.ts';
import { awaitEnding } from './endings.ts';
import { failureOf, Refusal } from './failures.ts';
import { isOrders, type Orders, type Report } from './processMessages.ts';

/**
 * One of several processes that answer on one port, under the orders of the first: it opens a pool and nothing else. Where the
 * first is gone, even killed, Node ends it at once.
 */
export async function serveUnderOrders(settings: Settings): Promise<void> {
  // A signal to all processes at once may come before any order.
  const ending = awaitEnding(pino({ level: settings.logLevel, base: { process: process.pid } }));
  const { number, apiUrl, secret, port, poolSize } = await orders();
  const logger = pino({ level: settings.logLevel, base: { process: number } });
  const pool = connectApi(apiUrl, { size: poolSize });
  try {
    const listening = await answer({
      settings: { ...settings, port, metricsPort: undefined },
      secret: Buffer.from(secret, 'hex'),
      pool,
      logger,
      metrics: tellingMetrics(number),
    });
    tell({ listening: listening.url });
    await ending;
    await listening.stop();
  } catch (error) {
    tell({ refused: failureOf(error).sentence ?? 'This failed.' });
  } finally {
    await pool.end({ timeout: 5 });
    process.disconnect();
  }
  if ('failure' in (await ending)) throw new Refusal('A process stopped after an error that nobody caught.');
}

/** Counted by process: one that follows a dead one begins at zero, which a sum would hide. */
function tellingMetrics(number: number): Metrics {
  const metrics = new Metrics();
  metrics.registry.setDefaultLabels({ process: String(number) });
  AggregatorRegistry.setRegistries(metrics.registry);
  // Its constructor is what makes this process answer when the first asks for its metrics.
  void new AggregatorRegistry();
  return metrics;
}

function orders(): Promise<Orders> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (!isOrders(message)) return;
      process.off('message', listen);
      resolve(message);
    };
    process.on('message', listen);
    // What was sent before somebody listened would be lost.
    tell({ awaits: 'orders' });
  });
}

function tell(report: Report): void {
  process.send?.(report);
}
