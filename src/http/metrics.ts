import { createServer, type Server } from 'node:http';
import { Counter, Histogram, Registry } from 'prom-client';
import type { RequestFacts } from './requestFacts.ts';

/** What a scraper is told. */
export interface Scraped {
  contentType: string;
  text(): Promise<string>;
}

/** What is counted of requests. Labels are words of ours from short lists, never an id or a name that a caller chose. */
export class Metrics implements Scraped {
  readonly registry = new Registry();
  readonly #requests = new Counter({
    name: 'graphql_requests_total',
    help: 'Answers of POST /graphql, by audience, kind of operation and first error code (OK without error).',
    labelNames: ['audience', 'operation_kind', 'code'],
    registers: [this.registry],
  });
  readonly #seconds = new Histogram({
    name: 'graphql_request_duration_seconds',
    help: 'From the first byte of the request to the last of the answer.',
    labelNames: ['audience', 'operation_kind'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10],
    registers: [this.registry],
  });
  readonly #reads = new Counter({
    name: 'graphql_reads_total',
    help: 'Operations by audience and by what answered them: one compiled statement (for a mutation: that reads its payload), or the interpreter for what has no compiled form.',
    labelNames: ['audience', 'answered_by'],
    registers: [this.registry],
  });

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  observe(facts: RequestFacts, seconds: number): void {
    const labels = { audience: facts.audience ?? 'NONE', operation_kind: facts.operationKind ?? 'none' };
    this.#requests.inc({ ...labels, code: facts.codes[0] ?? 'OK' });
    this.#seconds.observe(labels, seconds);
    if (facts.compiled !== undefined)
      this.#reads.inc({
        audience: labels.audience,
        answered_by: facts.compiled ? 'statement' : 'interpreter',
      });
  }
}

/** The listener for the scraper, kept off the port that partners reach. The caller listens and closes. */
export function createMetricsServer(scraped: Scraped): Server {
  return createServer(async (request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') return response.writeHead(404).end();
    try {
      const text = await scraped.text();
      response.writeHead(200, { 'content-type': scraped.contentType }).end(text);
    } catch {
      // A process did not tell in time: the scraper asks again.
      response.writeHead(503).end();
    }
  });
}
